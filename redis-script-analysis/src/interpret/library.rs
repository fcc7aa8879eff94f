//! Calls of the functions that Redis gives to scripts.

mod built;
mod conversions;
mod protect;

use std::rc::Rc;

use self::built::{built_with_all, formatted, part_of};
use super::Interpreter;
use super::compute::{case_changed, result, time_of_call};
use super::expression::iterator_of;
use super::numbering::Definition;
use super::site::{CallSite, Site};
use super::values::{Tail, Values};
use crate::domain::{Facets, Sources, TargetId, Types, Value};
use crate::facts::{Amount, Leaves, LibraryCall, TableKind};
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
        if function.row.role != Role::Type {
            self.use_all_taken(arguments);
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
            Role::Encode | Role::EncodeJson => {
                let by = if function.row.role == Role::EncodeJson {
                    Leaves::Json
                } else {
                    Leaves::Packed
                };
                self.encode(arguments, site, by);
                self.call_other(function.row, arguments, site)
            }
            Role::Concat => {
                if let (true, Some(list)) = (self.is_noting_values(), arguments.fixed.first()) {
                    let span = arguments.span(0, site.span);
                    self.note_leaving(list, Site { span, ..site }, Leaves::Joined);
                }
                self.call_other(function.row, arguments, site)
            }
            Role::Error => {
                self.use_all(arguments, site);
                for value in &arguments.fixed {
                    self.escape(value);
                }
                self.raised += 1;
                self.note_lost(site.span);
                self.may_raise();
                self.state.unreachable = true;
                Values::EMPTY
            }
            Role::ErrorReply => {
                self.use_all(arguments, site);
                Values::one(self.reply_of_text(arguments, site, TableKind::Error))
            }
            Role::StatusReply => {
                self.use_all(arguments, site);
                Values::one(self.reply_of_text(arguments, site, TableKind::Status))
            }
            Role::Decode | Role::DecodeMessage => self.decoded(arguments, site, false),
            Role::DecodeJson => self.decoded(arguments, site, true),
            Role::Protect => self.pcall(arguments, 1, call),
            Role::ProtectWith => self.pcall(arguments, 2, call),
            Role::IterateMatches => {
                self.use_all(arguments, site);
                let text = self.nth(arguments, 0, site);
                let iterator = iterator_of(Role::MatchIterator);
                // There may be a match at each byte, and at the end.
                match self.bytes_of(&text) {
                    Some(bytes) => {
                        let matches = bytes.plus(&Amount::constant(1.0));
                        Values::one(iterator.numbered(self.bounded_by(matches)))
                    }
                    None => Values::one(iterator),
                }
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
            loops: self.loops,
            discarded,
        });
    }

    /// Values become a string, with all that is in their tables.
    fn encode(&mut self, arguments: &Values, site: Site, by: Leaves) {
        for (at, value) in arguments.fixed.iter().enumerate() {
            self.leave_nested(value);
            if self.is_noting_values() {
                let span = arguments.span(at, site.span);
                self.note_leaving(value, Site { span, ..site }, by);
            }
        }
        if let Tail::Any(value) = &arguments.tail {
            self.leave_nested(value);
        }
    }

    /// Nil is an error at some places, and a value as any other at others.
    fn need_arguments(&mut self, row: &'static Row, arguments: &Values) {
        let parameters = row.parameters(match arguments.text() {
            Some(text) => Some(&**text),
            None => None,
        });
        for (at, value) in arguments.fixed.iter().enumerate() {
            if let Some(parameter) = parameters.at(at)
                && !parameter.types.has(Types::NIL)
            {
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
            if let Role::Match | Role::Substitute = function.role {
                first = part_of(function.role, arguments);
            }
            self.computed_from(&mut first, &arguments.fixed);
            return Values::open(first);
        };
        if let Some(text) = case_changed(function.role, arguments) {
            return Values::one(Value::text(text));
        }
        if let Some(bound) = self.bound(function.role, arguments) {
            value.same = bound;
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
        match function.role {
            Role::Format => formatted(&mut value, arguments),
            Role::Concat => self.concatenated(arguments, &mut value),
            _ => built_with_all(&mut value, arguments),
        }
        if let Some(time) = time_of_call(function.role, &arguments.fixed) {
            value.origin.time = time;
        }
        Values::one(value)
    }

    /// What is taken out of a string: anything, but it comes from there.
    fn decoded(&mut self, arguments: &Values, site: Site, is_json: bool) -> Values {
        self.use_all(arguments, site);
        let mut decoded = Value::new(<Facets as crate::domain::Domain>::TOP, Sources::default());
        // `struct.unpack` has a format before the string.
        built_with_all(&mut decoded, arguments);
        if arguments.fixed.is_empty() {
            let text = self.nth(arguments, 0, site);
            decoded.origin.built_with(&text.origin);
        }
        let tail = Tail::Any(Rc::new(decoded.clone()));
        // Each element of JSON takes a byte or more.
        let bytes = match arguments.fixed.first() {
            Some(text) if is_json => self.bytes_of(text).map(Rc::new),
            _ => None,
        };
        decoded.same = self.numbering.define(Definition::Decoded(bytes));
        Values {
            tail,
            ..Values::one(decoded)
        }
    }
}
