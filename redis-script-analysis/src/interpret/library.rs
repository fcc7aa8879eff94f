//! Calls of the functions that Redis gives to scripts.

use super::Interpreter;
use super::compute::{case_changed, constant_text, result, text_of};
use super::conversion::{to_number, type_names};
use super::expression::iterator_of;
use super::numbering::Definition;
use super::site::{CallSite, Site};
use super::state::State;
use super::values::Values;
use crate::domain::{Facets, IdSet, Sources, TargetId, Text, Types, Value, ValueNumber};
use crate::facts::{Constructed, LibraryCall, Named, TableKind};
use crate::redis::builtins::{Builtin, Passed, Role, Row};

impl Interpreter<'_> {
    pub(super) fn call_library(
        &mut self,
        function: Builtin,
        arguments: &Values,
        call: CallSite,
    ) -> Values {
        match function.row.role {
            Role::Call => return self.command(arguments, call.at, false),
            Role::CatchingCall => return self.command(arguments, call.at, true),
            Role::IpairsIterator => return self.next_of(arguments, call.at),
            Role::MatchIterator => return Values::any(Value::string().joined(&Value::nil())),
            Role::CoroutineBody => return self.hand_over(arguments, call.at),
            _ => {}
        }
        self.note_library(function, arguments, call);
        self.need_arguments(function.row, arguments);
        let site = call.at;
        match function.row.role {
            Role::Load => {
                self.note_unknown_call(site);
                self.escape_globals();
                self.call_other(function.row, arguments, site)
            }
            Role::Next => self.next_of(arguments, site),
            Role::Unpack => self.unpack(arguments, site),
            Role::Select => self.select(arguments, site),
            Role::Ipairs => self.iterator(arguments, site, true),
            Role::Pairs => self.iterator(arguments, site, false),
            Role::Remove => Values::one(self.remove(arguments, site)),
            Role::Insert => self.insert(arguments, site),
            Role::Length => {
                let table = self.nth(arguments, 0, site);
                Values::one(self.length_of(&table))
            }
            Role::Sort => self.sort(arguments, site),
            Role::SetMetatable => self.setmetatable(arguments, site),
            Role::GetMetatable => self.getmetatable(arguments, site),
            Role::RawSet => self.rawset(arguments, site),
            Role::RawGet => self.rawget(arguments, site),
            Role::ToNumber => Values::one(self.tonumber(arguments, site)),
            Role::Type => Values::one(self.type_name(arguments, site)),
            Role::ToString => Values::one(self.as_text(arguments, site)),
            Role::Assert => self.assert(arguments, site),
            Role::Error => {
                self.use_all(arguments, site);
                for value in &arguments.fixed {
                    self.escape(value);
                }
                self.raised += 1;
                self.may_raise();
                self.state.unreachable = true;
                Values::default()
            }
            Role::ErrorReply => {
                self.use_all(arguments, site);
                let text = arguments.known(0);
                Values::one(self.reply_table(&text, site, TableKind::Error))
            }
            Role::StatusReply => {
                self.use_all(arguments, site);
                let text = arguments.known(0);
                Values::one(self.reply_table(&text, site, TableKind::Status))
            }
            Role::Decode | Role::DecodeJson | Role::DecodeMessage => self.decoded(arguments, site),
            Role::Protect => self.pcall(arguments, 1, call),
            Role::ProtectWith => self.pcall(arguments, 2, call),
            Role::IterateMatches => {
                self.use_all(arguments, site);
                Values::one(iterator_of(Role::MatchIterator))
            }
            Role::Wrap => {
                self.hand_over(arguments, site);
                Values::one(iterator_of(Role::CoroutineBody))
            }
            _ => self.call_other(function.row, arguments, site),
        }
    }

    fn note_library(&mut self, function: Builtin, arguments: &Values, call: CallSite) {
        self.setresp |= function.row.role == Role::SetResp;
        let discarded = self.discarded.take() == Some(call.at.id);
        if !self.is_noting_values() {
            return;
        }
        self.events.library(LibraryCall {
            id: call.at.id,
            function,
            named: call.named,
            span: call.at.span,
            arguments: self.arguments(arguments, call.at.span),
            protected: self.protected > 0,
            is_alternative: self.is_alternative,
            discarded,
        });
        let encodes = matches!(function.row.role, Role::Encode | Role::EncodeJson);
        for value in arguments.fixed.iter().filter(|_| encodes) {
            let mark = |table: &mut Constructed| table.encoded = true;
            self.events.leaves(value, &self.state, mark);
        }
    }

    /// Nil is an error at some places, and a value as any other at others.
    fn need_arguments(&mut self, row: &'static Row, arguments: &Values) {
        let format = arguments.fixed.first().and_then(Value::as_text);
        let parameters = row.parameters(format.map(|text| &**text));
        for (at, value) in arguments.fixed.iter().enumerate() {
            let parameter = parameters.at(at);
            if parameter.is_some_and(|parameter| !parameter.types.has(Types::NIL)) {
                self.need(value);
            }
        }
    }

    /// A function gets these arguments, and reads them.
    pub(super) fn use_all(&mut self, arguments: &Values, site: Site) {
        self.note_passed_on(arguments, site);
        self.read_tail(arguments, site);
        for value in &arguments.fixed {
            self.leave(value);
            if value.types().has(Types::FUNCTION) {
                let mut functions = value.clone();
                functions.restrict(Types::FUNCTION);
                self.escape(&functions);
            } else {
                self.examine(value);
            }
        }
    }

    /// Something takes a member out of a library by a name that is not known.
    pub(super) fn note_unknown_library(&mut self, target: TargetId, site: Site) {
        let arguments = Values::one(Value::target(target));
        self.note_passed_on(&arguments, site);
    }

    /// A function that only computes, or that is not known.
    fn call_other(&mut self, function: &Row, arguments: &Values, site: Site) -> Values {
        self.use_all(arguments, site);
        if function.passed != Passed::Read {
            for value in &arguments.fixed {
                self.escape(value);
            }
        }
        if function.passed == Passed::Kept {
            self.note_store();
        }
        let Some(mut value) = result(function, arguments) else {
            let mut first = Value::unknown();
            self.computed_from(&mut first, &arguments.fixed);
            return Values::open(vec![first]);
        };
        if let Some(text) = case_changed(function.role, arguments) {
            return Values::one(Value::text(text));
        }
        if let (Role::Lower | Role::Upper, [text]) = (function.role, arguments.fixed.as_slice()) {
            value.same = self
                .numbering
                .define(Definition::Cased(text.clone().into()));
        }
        value.origin.sources = if function.role == Role::Random {
            Sources::RANDOM
        } else {
            Sources::BUILT
        };
        for argument in &arguments.fixed {
            value.origin.built_with(&argument.origin);
        }
        Values::one(value)
    }

    /// What is taken out of a string: anything, but it comes from there.
    fn decoded(&mut self, arguments: &Values, site: Site) -> Values {
        self.use_all(arguments, site);
        let text = self.nth(arguments, 0, site);
        let mut decoded = Value::new(<Facets as crate::domain::Domain>::TOP, Sources::default());
        decoded.origin.built_with(&text.origin);
        Values::open(vec![decoded])
    }

    fn tonumber(&mut self, arguments: &Values, site: Site) -> Value {
        let value = self.nth(arguments, 0, site);
        if arguments.fixed.len() > 1 || arguments.is_open() {
            let base = self.nth(arguments, 1, site);
            self.tolerate(&base);
            self.read_tail(arguments, site);
            if !base.is_nil() {
                let mut any = to_number(&Value::string());
                any.origin.sources = value.origin.sources;
                any.origin.reads = value.origin.reads.clone();
                return any;
            }
        }
        if value.types() == Types::NUMBER {
            return value;
        }
        let same = self.numbering.number_of(&value);
        let mut number = to_number(&value);
        number.same = same;
        if let (Some(constant), Some(_)) = (number.as_number(), value.as_text()) {
            return Value::constant(constant);
        }
        if number.types() == Types::NIL && value.as_text().is_some() {
            return Value::nil();
        }
        number.origin.reads = value.origin.reads.clone();
        number.origin.calls = value.origin.calls.clone();
        number.origin.nil_unless = reason_of_nil(&value, &number);
        let is_absent = !value.origin.nil_unless.is_empty();
        if is_absent {
            let present = value.clone().restricted(Types::ANY.without(Types::NIL));
            number.origin.nil_anyway = value.origin.nil_anyway || to_number(&present).may_be_nil();
        }
        let falsy = if is_absent {
            Types::FALSE
        } else {
            Types::FALSY
        };
        number.origin.guarded = value.origin.guarded || !value.types().has(falsy);
        number
    }

    fn type_name(&mut self, arguments: &Values, site: Site) -> Value {
        let value = self.nth(arguments, 0, site);
        self.tolerate(&value);
        self.examine(&value);
        let definition = Definition::Type(value.clone().into());
        let mut name = Value::string();
        name.facets = Facets::of_text(type_names(value.types()));
        if name.facets.text == Text::None {
            name.facets.text = Text::Any;
        }
        name.numbered(self.numbering.define(definition))
    }

    fn as_text(&mut self, arguments: &Values, site: Site) -> Value {
        let value = self.nth(arguments, 0, site);
        self.tolerate(&value);
        if self.overload(&value) {
            return Value::unknown();
        }
        if let Some(text) = constant_text(&value) {
            return Value::text(text);
        }
        let only = value.types().only(Types::NUMERIC);
        let mut text = Value::new(
            Facets::of_text(if only { text_of(&value) } else { Text::Any }),
            Sources::default(),
        );
        text.same = if value.types().only(Types::STRING) {
            value.same
        } else {
            self.numbering
                .define(Definition::Cased(value.clone().into()))
        };
        text.origin.built_with(&value.origin);
        text
    }

    fn assert(&mut self, arguments: &Values, site: Site) -> Values {
        let tested = self.nth(arguments, 0, site);
        self.raised += 1;
        self.need(&tested);
        self.may_raise();
        self.assume(&tested, true);
        let mut passed = arguments.clone();
        if let Some(first) = passed.fixed.first_mut() {
            first.restrict(Types::TRUTHY);
            if first.is_bottom() {
                *first = Value::unknown();
            }
        }
        passed
    }

    /// `pcall(f, ...)` and `xpcall(f, handler)`: the function runs, and may stop anywhere.
    fn pcall(&mut self, arguments: &Values, own: usize, call: CallSite) -> Values {
        let function = self.nth(arguments, 0, call.at);
        let passed = arguments.skip(own);
        for handler in arguments.fixed.iter().take(own).skip(1) {
            self.escape(handler);
        }
        let conditions = self.state.conditions.clone();
        let undone = planted!(PcallIsUndone).then(|| self.state.clone());
        self.handlers.push(State::dead());
        self.may_raise();
        self.protected += 1;
        let unnamed = CallSite {
            named: Named::No,
            as_method: false,
            ..call
        };
        let given = self.call(&function, &passed, unnamed);
        let given = self.with_tail_read(&given, call.at);
        self.protected -= 1;
        let here = self.state.take();
        if let Some(raised) = self.handlers.pop() {
            self.state = self.join(here, raised);
        }
        if let Some(undone) = undone {
            self.state = undone;
        }
        self.state.conditions = conditions;
        let mut fixed = vec![Value::boolean(None)];
        let length = given.fixed.len().max(1);
        for at in 0..length {
            let mut value = given.known(at);
            if at == 0 {
                // What was raised: a string, or anything that escaped to `error`.
                value.join(&Value::unknown());
            } else {
                value.join(&Value::nil());
                value.origin.guarded = true;
            }
            value.same = ValueNumber::NONE;
            fixed.push(value);
        }
        // Of an error, there is but what was raised.
        let least = given.least().min(1) + 1;
        Values {
            absent: fixed.len().saturating_sub(least),
            fixed,
            exprs: Vec::new(),
            tail: given.tail,
        }
    }
}

/// The number is nil if the entry is not passed. Nothing is claimed of a string that is malformed.
fn reason_of_nil(value: &Value, number: &Value) -> IdSet {
    if number.may_be_nil() {
        value.origin.nil_unless.clone()
    } else {
        IdSet::EMPTY
    }
}
