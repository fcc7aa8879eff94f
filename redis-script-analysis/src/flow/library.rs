//! Calls of the functions that Redis gives to scripts.

use std::rc::Rc;

use super::Interpreter;
use super::arithmetic::constant_text;
use super::computed::{case_changed, number_in, result, with_numbers};
use super::heap::{Table, TableId};
use super::value::{Kind, Number, Value};
use super::values::Values;
use crate::facts::{Constructed, LibraryCall, Sources, TableKind, Types};
use crate::lua::source::Span;

impl Interpreter<'_> {
    pub(super) fn call_library(
        &mut self,
        name: &Rc<str>,
        arguments: &Values,
        span: Span,
    ) -> Values {
        match &**name {
            "redis.call" | "server.call" => return self.command(arguments, span, false),
            "redis.pcall" | "server.pcall" => return self.command(arguments, span, true),
            _ => {}
        }
        self.note_library(name, arguments, span);
        match &**name {
            "loadstring" | "load" | "getfenv" => {
                self.note_unknown_call(span);
                self.call_other(name, arguments, span)
            }
            "unpack" => self.unpack(arguments, span),
            "select" => self.select(arguments, span),
            "ipairs" | "pairs" => self.iterator(arguments, span, &**name == "ipairs"),
            "table.remove" => Values::one(self.remove(arguments, span)),
            "table.insert" => self.insert(arguments, span),
            "table.getn" => Values::one(self.length(arguments, span)),
            "table.sort" => self.sort(arguments, span),
            "tonumber" => Values::one(self.tonumber(arguments, span)),
            "type" => Values::one(self.type_name(arguments, span)),
            "tostring" => Values::one(self.as_text(arguments, span)),
            "assert" => self.assert(arguments, span),
            "error" => {
                self.use_all(arguments, span);
                self.raised += 1;
                self.state.unreachable = true;
                Values::default()
            }
            "redis.error_reply" | "server.error_reply" => {
                self.reply_table(arguments, span, TableKind::Error)
            }
            "redis.status_reply" | "server.status_reply" => {
                self.reply_table(arguments, span, TableKind::Status)
            }
            "cjson.decode" | "cmsgpack.unpack" | "struct.unpack" => self.decoded(arguments, span),
            "pcall" => self.pcall(arguments, 1, span),
            "xpcall" => self.pcall(arguments, 2, span),
            _ => self.call_other(name, arguments, span),
        }
    }

    fn note_library(&mut self, name: &Rc<str>, arguments: &Values, span: Span) {
        let call = LibraryCall {
            name: name.clone(),
            span,
            arguments: self.arguments(arguments, span),
            protected: self.protected > 0,
            discarded: std::mem::take(&mut self.discarded) == Some(span),
        };
        self.setresp |= name.ends_with(".setresp");
        let encodes = matches!(&**name, "cjson.encode" | "cmsgpack.pack");
        let Self {
            events,
            heap,
            quiet,
            state,
            ..
        } = self;
        if *quiet > 0 || state.unreachable {
            return;
        }
        events.library(call);
        for value in arguments.fixed.iter().filter(|_| encodes) {
            events.leaves(value, heap, |table: &mut Constructed| table.encoded = true);
        }
    }

    /// Arguments that must not be nil.
    pub(super) fn use_all(&mut self, arguments: &Values, span: Span) {
        self.note_passed_on(arguments, span);
        self.read_tail(arguments, span);
        for value in &arguments.fixed {
            self.need(value);
            if let Kind::Entries(table) = value.kind {
                self.read_all(table, span);
            }
            if let Kind::Closure(_) = value.kind {
                self.escape(value);
            }
        }
    }

    /// A function that only computes, or that is not known.
    fn call_other(&mut self, name: &str, arguments: &Values, span: Span) -> Values {
        self.use_all(arguments, span);
        let changes = !name.contains('.')
            || matches!(name, "table.setn" | "table.foreach" | "table.foreachi");
        if changes && !matches!(name, "next" | "rawget" | "rawequal") {
            arguments.fixed.iter().for_each(|value| self.escape(value));
        }
        let Some(value) = result(name) else {
            let first = self.computed_from(Value::unknown(), &arguments.fixed);
            return Values {
                fixed: vec![first],
                ..Values::unknown()
            };
        };
        if let Some(text) = case_changed(name, arguments) {
            return Values::one(Value::text(&text));
        }
        let value = Value {
            sources: if name == "math.random" {
                Sources::RANDOM
            } else {
                Sources::BUILT
            },
            ..with_numbers(name, value, arguments)
        };
        let entry = match (name, arguments.fixed.as_slice()) {
            ("string.lower" | "string.upper", [text]) => text.entry,
            _ => None,
        };
        let value = Value { entry, ..value };
        Values::one(arguments.fixed.iter().fold(value, Value::built_with))
    }

    /// `redis.error_reply(text)` and `redis.status_reply(text)`
    fn reply_table(&mut self, arguments: &Values, span: Span, kind: TableKind) -> Values {
        self.use_all(arguments, span);
        let name = if kind == TableKind::Error {
            "err"
        } else {
            "ok"
        };
        let text = arguments.known(0).timeless();
        let id = TableId { span, part: 0 };
        if self.quiet == 0 {
            self.heap.make(
                id,
                Table {
                    kind,
                    fields: [(name.into(), text)].into(),
                    ..Table::default()
                },
            );
        }
        Values::one(Value::table(id))
    }

    /// What is taken out of a text: anything, but it comes from there.
    fn decoded(&mut self, arguments: &Values, span: Span) -> Values {
        self.use_all(arguments, span);
        let text = self.nth(arguments, 0, span);
        let decoded = Value {
            sources: Sources::default(),
            ..Value::unknown()
        }
        .built_with(&text);
        Values {
            fixed: vec![decoded],
            ..Values::unknown()
        }
    }

    fn sort(&mut self, arguments: &Values, span: Span) -> Values {
        self.use_all(arguments, span);
        if let (Some(Kind::Tables(ids)), true) = (
            arguments.fixed.first().map(|value| &value.kind),
            self.quiet == 0,
        ) {
            self.heap.shuffle(ids);
        }
        self.state.forget_entries();
        Values::default()
    }

    fn tonumber(&mut self, arguments: &Values, span: Span) -> Value {
        let value = self.nth(arguments, 0, span);
        match &value.kind {
            Kind::Number(_) if value.types == Types::NUMBER => value,
            Kind::String(Some(text))
                if arguments.fixed.len() == 1 && value.types == Types::STRING =>
            {
                number_in(text)
                    .map_or_else(Value::nil, |number| Value::number(Number::constant(number)))
            }
            _ => {
                let number = value.derive(Value::any_number());
                let sources = value.sources;
                let failing = Value {
                    sources,
                    reply_of: value.reply_of.clone(),
                    entry: value.entry.filter(|_| arguments.fixed.len() == 1),
                    ..number.or_types(Types::NIL)
                };
                let doubtful = value.doubtful || !value.types.has(Types::FALSY);
                let tells = value.known(true);
                Value {
                    doubtful,
                    ..failing
                }
                .telling(tells, Vec::new())
            }
        }
    }

    fn type_name(&mut self, arguments: &Values, span: Span) -> Value {
        let value = self.nth(arguments, 0, span);
        self.tolerate(&value);
        self.examine(&value);
        Value {
            type_of: value.place,
            ..Value::string()
        }
    }

    fn as_text(&mut self, arguments: &Values, span: Span) -> Value {
        let value = self.nth(arguments, 0, span);
        self.tolerate(&value);
        if let Some(text) = constant_text(&value) {
            return Value::text(&text);
        }
        Value {
            sources: Sources::default(),
            entry: value
                .entry
                .filter(|_| matches!(value.kind, Kind::String(_))),
            ..Value::string()
        }
        .built_with(&value)
    }

    fn assert(&mut self, arguments: &Values, span: Span) -> Values {
        let tested = self.nth(arguments, 0, span);
        self.raised += 1;
        self.need(&tested);
        self.learn(&tested, true);
        let mut passed = arguments.clone();
        if let Some(first) = passed.fixed.first_mut() {
            first.restrict(Types::TRUTHY);
        }
        passed
    }

    /// `pcall(f, ...)` and `xpcall(f, handler)`: the function runs, and may stop anywhere.
    fn pcall(&mut self, arguments: &Values, own: usize, span: Span) -> Values {
        let function = self.nth(arguments, 0, span);
        let passed = arguments.skip(own);
        let handlers = arguments.fixed.iter().take(own).skip(1);
        handlers.for_each(|handler| self.escape(handler));
        let before = self.state.clone();
        self.protected += 1;
        self.call(&function, &passed, span);
        self.protected -= 1;
        let conditions = before.conditions.clone();
        self.state = before.join(self.state.take());
        self.state.conditions = conditions;
        Values {
            fixed: vec![Value::boolean(None)],
            ..Values::unknown()
        }
    }
}
