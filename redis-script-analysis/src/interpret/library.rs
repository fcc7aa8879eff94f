//! Calls of the functions that Redis gives to scripts.

use std::rc::Rc;

use super::Interpreter;
use super::call::Site;
use super::compute::{case_changed, constant_text, result, text_of};
use super::numbering::Definition;
use super::operator::{to_number, type_names};
use super::state::State;
use super::values::Values;
use crate::domain::{
    Facets, IdSet, Sources, TargetId, TargetKind, Text, Types, Value, ValueNumber,
};
use crate::facts::{Constructed, LibraryCall, TableKind};
use crate::text::Span;

impl Interpreter<'_> {
    pub(super) fn call_library(
        &mut self,
        name: &Rc<str>,
        arguments: &Values,
        site: Site,
    ) -> Values {
        match &**name {
            "redis.call" | "server.call" => return self.command(arguments, site, false),
            "redis.pcall" | "server.pcall" => return self.command(arguments, site, true),
            "ipairs_iterator" | "next" => return self.next_of(arguments, site.span),
            "gmatch_iterator" => return Values::any(Value::string().joined(&Value::nil())),
            "coroutine_body" => return self.hand_over(arguments, site.span),
            _ => {}
        }
        self.note_library(name, arguments, site);
        let span = site.span;
        match &**name {
            "loadstring" | "load" | "getfenv" => {
                self.note_unknown_call(span);
                self.escape_globals();
                self.call_other(name, arguments, span)
            }
            "unpack" => self.unpack(arguments, span),
            "select" => self.select(arguments, span),
            "ipairs" | "pairs" => self.iterator(arguments, span, &**name == "ipairs"),
            "table.remove" => Values::one(self.remove(arguments, span)),
            "table.insert" => self.insert(arguments, span),
            "table.getn" => {
                let table = self.nth(arguments, 0, span);
                Values::one(self.length_of(&table))
            }
            "table.sort" => self.sort(arguments, span),
            "setmetatable" => self.setmetatable(arguments, span),
            "getmetatable" => self.getmetatable(arguments, span),
            "rawset" => self.rawset(arguments, span),
            "rawget" => self.rawget(arguments, span),
            "tonumber" => Values::one(self.tonumber(arguments, span)),
            "type" => Values::one(self.type_name(arguments, span)),
            "tostring" => Values::one(self.as_text(arguments, span)),
            "assert" => self.assert(arguments, span),
            "error" => {
                self.use_all(arguments, span);
                for value in &arguments.fixed {
                    self.escape(value);
                }
                self.raised += 1;
                self.may_raise();
                self.state.unreachable = true;
                Values::default()
            }
            "redis.error_reply" | "server.error_reply" => {
                self.use_all(arguments, span);
                let text = arguments.known(0);
                Values::one(self.reply_table(&text, site, TableKind::Error))
            }
            "redis.status_reply" | "server.status_reply" => {
                self.use_all(arguments, span);
                let text = arguments.known(0);
                Values::one(self.reply_table(&text, site, TableKind::Status))
            }
            "cjson.decode" | "cmsgpack.unpack" | "struct.unpack" => self.decoded(arguments, span),
            "pcall" => self.pcall(arguments, 1, site),
            "xpcall" => self.pcall(arguments, 2, site),
            "string.gmatch" | "string.gfind" => {
                self.use_all(arguments, span);
                Values::one(self.named(TargetKind::Builtin, "gmatch_iterator"))
            }
            "coroutine.wrap" => {
                self.hand_over(arguments, span);
                Values::one(self.named(TargetKind::Builtin, "coroutine_body"))
            }
            _ => self.call_other(name, arguments, span),
        }
    }

    fn note_library(&mut self, name: &Rc<str>, arguments: &Values, site: Site) {
        self.setresp |= name.ends_with(".setresp");
        let discarded = self.discarded.take() == Some(site.id);
        if !self.is_noting() {
            return;
        }
        self.events.library(LibraryCall {
            name: name.clone(),
            span: site.span,
            arguments: self.arguments(arguments, site.span),
            protected: self.protected > 0,
            is_alternative: self.is_alternative,
            discarded,
        });
        let encodes = matches!(&**name, "cjson.encode" | "cmsgpack.pack");
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
    fn call_other(&mut self, name: &str, arguments: &Values, span: Span) -> Values {
        self.use_all(arguments, span);
        let only_reads = matches!(
            name,
            "rawequal" | "table.concat" | "table.maxn" | "redis.log"
        ) || name.split_once('.').is_some_and(|(library, _)| {
            matches!(
                library,
                "string" | "math" | "bit" | "cjson" | "cmsgpack" | "struct" | "os"
            )
        });
        for value in &arguments.fixed {
            if !only_reads || name == "string.gsub" {
                self.escape(value);
            }
        }
        if !only_reads {
            self.note_store();
        }
        if name == "tostring" || name == "string.format" {
            for value in &arguments.fixed {
                self.overload(value);
            }
        }
        let Some(mut value) = result(name, arguments) else {
            let mut first = Value::unknown();
            self.computed_from(&mut first, &arguments.fixed);
            return Values::open(vec![first]);
        };
        if let Some(text) = case_changed(name, arguments) {
            return Values::one(Value::text(text));
        }
        if let ("string.lower" | "string.upper", [text]) = (name, arguments.fixed.as_slice()) {
            value.same = self
                .numbering
                .define(Definition::Cased(text.clone().into()));
        }
        value.origin.sources = if name == "math.random" {
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
                any.origin.reads = value.origin.reads;
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
        let given = self.call(&function, &passed, site, false);
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
        Values {
            fixed,
            spans: Vec::new(),
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
