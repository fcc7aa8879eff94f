//! `redis.call` and `redis.pcall`.

use std::rc::Rc;

use super::Interpreter;
use super::reply::{self, Reply};
use super::value::{Kind, Value};
use super::values::{Tail, Values};
use crate::facts::{CommandCall, Conditions, Found, Sources, Types};
use crate::lua::source::Span;
use crate::redis::replies;

impl Interpreter<'_> {
    /// Notes the call and gives the reply; `protected`: it is `redis.pcall`.
    pub(super) fn command(&mut self, arguments: &Values, span: Span, protected: bool) -> Values {
        let discarded = std::mem::take(&mut self.discarded) == Some(span);
        self.read_tail(arguments, span);
        self.note_command(arguments, span, protected, discarded);
        for value in &arguments.fixed {
            self.need(value);
            self.require(value, Types::STRING.or(Types::NUMBER));
            self.leave(value);
        }
        let reply = self.reply(arguments, span);
        if !protected {
            return Values::one(reply);
        }
        let mut error = reply::error(&mut self.heap, span);
        error.reply_of.clone_from(&reply.reply_of);
        Values::one(Value {
            caught: Some(span),
            ..reply.join(error)
        })
    }

    fn note_command(&mut self, arguments: &Values, span: Span, protected: bool, discarded: bool) {
        let mut call = CommandCall {
            span,
            catches: protected,
            protected: protected || self.protected > 0,
            arguments: self.arguments(arguments, span),
            loops: self.loops,
            discarded,
            conditions: Conditions::clone(&self.state.conditions),
            found: Found::default(),
        };
        self.note_key_types(&call);
        // Another call at this place may join its arguments to these.
        call.found = Found::default();
        if let Some(events) = self.note() {
            events.command(call);
        }
    }

    fn reply(&mut self, arguments: &Values, span: Span) -> Value {
        let texts: Vec<_> = arguments.fixed.iter().map(constant).collect();
        let Some((Some(name), rest)) = texts.split_first() else {
            return Value {
                sources: Sources::REPLY,
                ..Value::unknown()
            };
        };
        let name: Rc<str> = String::from_utf8_lossy(name).to_uppercase().into();
        let rest: Vec<Option<&[u8]>> = rest.iter().map(Option::as_deref).collect();
        let shape = replies::shape(&name, &rest, arguments.tail != Tail::End);
        let doubtful = self.was_touched(arguments, span);
        let mut reply = Reply::new(&mut self.heap, span, name, doubtful, self.setresp);
        reply.value(&shape)
    }

    /// Whether an earlier command had the same key, as written: it may exclude that the key is missing.
    fn was_touched(&mut self, arguments: &Values, span: Span) -> bool {
        let key = self.written(arguments.span(1, span));
        let before = self.touched.contains(key);
        if self.quiet == 0 && !self.state.unreachable {
            self.touched.insert(key);
        }
        before
    }
}

/// An argument's bytes as the server gets them, where they are constant.
fn constant(value: &Value) -> Option<Rc<[u8]>> {
    match &value.kind {
        Kind::String(Some(text)) if value.types == Types::STRING && value.origins.is_empty() => {
            Some(text.clone())
        }
        _ => super::arithmetic::constant_text(value).map(Rc::from),
    }
}
