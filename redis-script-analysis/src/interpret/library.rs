//! Calls of the functions that Redis gives to scripts.

use super::Interpreter;
use super::call::Site;
use super::compute::{case_changed, constant_text, result, text_of};
use super::conversion::{to_number, type_names};
use super::expression::iterator_of;
use super::numbering::Definition;
use super::state::State;
use super::values::Values;
use crate::domain::{Facets, IdSet, Sources, TargetId, Text, Types, Value, ValueNumber};
use crate::facts::{Constructed, LibraryCall, Named, TableKind};
use crate::redis::builtins::{Builtin, Passed, Role, Row};
use crate::text::Span;

impl Interpreter<'_> {
    pub(super) fn call_library(
        &mut self,
        function: Builtin,
        arguments: &Values,
        site: Site,
    ) -> Values {
        match function.row.role {
            Role::Call => return self.command(arguments, site, false),
            Role::CatchingCall => return self.command(arguments, site, true),
            Role::IpairsIterator => return self.next_of(arguments, site.span),
            Role::MatchIterator => return Values::any(Value::string().joined(&Value::nil())),
            Role::CoroutineBody => return self.hand_over(arguments, site.span),
            _ => {}
        }
        self.note_library(function, arguments, site);
        let span = site.span;
        match function.row.role {
            Role::Load => {
                self.note_unknown_call(span);
                self.escape_globals();
                self.call_other(function.row, arguments, span)
            }
            Role::Next => self.next_of(arguments, span),
            Role::Unpack => self.unpack(arguments, span),
            Role::Select => self.select(arguments, span),
            Role::Ipairs => self.iterator(arguments, span, true),
            Role::Pairs => self.iterator(arguments, span, false),
            Role::Remove => Values::one(self.remove(arguments, span)),
            Role::Insert => self.insert(arguments, span),
            Role::Length => {
                let table = self.nth(arguments, 0, span);
                Values::one(self.length_of(&table))
            }
            Role::Sort => self.sort(arguments, span),
            Role::SetMetatable => self.setmetatable(arguments, span),
            Role::GetMetatable => self.getmetatable(arguments, span),
            Role::RawSet => self.rawset(arguments, span),
            Role::RawGet => self.rawget(arguments, span),
            Role::ToNumber => Values::one(self.tonumber(arguments, span)),
            Role::Type => Values::one(self.type_name(arguments, span)),
            Role::ToString => Values::one(self.as_text(arguments, span)),
            Role::Assert => self.assert(arguments, span),
            Role::Error => {
                self.use_all(arguments, span);
                for value in &arguments.fixed {
                    self.escape(value);
                }
                self.raised += 1;
                self.may_raise();
                self.state.unreachable = true;
                Values::default()
            }
            Role::ErrorReply => {
                self.use_all(arguments, span);
                let text = arguments.known(0);
                Values::one(self.reply_table(&text, site, TableKind::Error))
            }
            Role::StatusReply => {
                self.use_all(arguments, span);
                let text = arguments.known(0);
                Values::one(self.reply_table(&text, site, TableKind::Status))
            }
            Role::Decode | Role::DecodeJson | Role::DecodeMessage => self.decoded(arguments, span),
            Role::Protect => self.pcall(arguments, 1, site),
            Role::ProtectWith => self.pcall(arguments, 2, site),
            Role::IterateMatches => {
                self.use_all(arguments, span);
                Values::one(iterator_of(Role::MatchIterator))
            }
            Role::Wrap => {
                self.hand_over(arguments, span);
                Values::one(iterator_of(Role::CoroutineBody))
            }
            _ => self.call_other(function.row, arguments, span),
        }
    }

    fn note_library(&mut self, function: Builtin, arguments: &Values, site: Site) {
        self.setresp |= function.row.role == Role::SetResp;
        let discarded = self.discarded.take() == Some(site.id);
        if !self.is_noting_values() {
            return;
        }
        self.events.library(LibraryCall {
            id: site.id,
            function,
            named: site.named,
            span: site.span,
            arguments: self.arguments(arguments, site.span),
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

    /// Arguments that must not be nil.
    pub(super) fn use_all(&mut self, arguments: &Values, span: Span) {
        self.note_passed_on(arguments, span);
        self.with_tail_read(arguments, span);
        for value in &arguments.fixed {
            self.need(value);
            self.leave(value);
            let mut functions = value.clone();
            functions.restrict(Types::FUNCTION);
            self.escape(&functions);
        }
    }

    /// Something takes a member out of a library by a name that is not known.
    pub(super) fn note_unknown_library(&mut self, target: TargetId, span: Span) {
        let arguments = Values::one(Value::target(target));
        self.note_passed_on(&arguments, span);
    }

    /// A function that only computes, or that is not known.
    fn call_other(&mut self, function: &Row, arguments: &Values, span: Span) -> Values {
        self.use_all(arguments, span);
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
    fn decoded(&mut self, arguments: &Values, span: Span) -> Values {
        self.use_all(arguments, span);
        let text = self.nth(arguments, 0, span);
        let mut decoded = Value::new(<Facets as crate::domain::Domain>::TOP, Sources::default());
        decoded.origin.built_with(&text.origin);
        Values::open(vec![decoded])
    }

    fn tonumber(&mut self, arguments: &Values, span: Span) -> Value {
        let value = self.nth(arguments, 0, span);
        if arguments.fixed.len() > 1 || arguments.is_open() {
            let base = self.nth(arguments, 1, span);
            self.tolerate(&base);
            self.with_tail_read(arguments, span);
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

    fn type_name(&mut self, arguments: &Values, span: Span) -> Value {
        let value = self.nth(arguments, 0, span);
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

    fn as_text(&mut self, arguments: &Values, span: Span) -> Value {
        let value = self.nth(arguments, 0, span);
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

    fn assert(&mut self, arguments: &Values, span: Span) -> Values {
        let tested = self.nth(arguments, 0, span);
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
    fn pcall(&mut self, arguments: &Values, own: usize, site: Site) -> Values {
        let function = self.nth(arguments, 0, site.span);
        let passed = arguments.skip(own);
        for handler in arguments.fixed.iter().take(own).skip(1) {
            self.escape(handler);
        }
        let conditions = self.state.conditions.clone();
        let undone = planted!(PcallIsUndone).then(|| self.state.clone());
        self.handlers.push(State::dead());
        self.may_raise();
        self.protected += 1;
        let unnamed = Site {
            named: Named::No,
            as_method: false,
            ..site
        };
        let given = self.call(&function, &passed, unnamed);
        let given = self.with_tail_read(&given, site.span);
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
