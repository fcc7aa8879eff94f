//! Members of libraries.

use crate::domain::{TargetId, TargetKind, Types, Value, ValueNumber};
use crate::interpret::Interpreter;
use crate::interpret::expression::value_of;
use crate::interpret::operand::Seen;
use crate::interpret::state::PathKind;
use crate::redis::builtins;
use crate::redis::servers::Servers;

impl Interpreter<'_> {
    pub(super) fn member_of(&mut self, library: TargetId, index: &Value, place: Seen) -> Value {
        if let Some(name) = index.as_text() {
            self.member(library.index(), &String::from_utf8_lossy(name), place)
        } else {
            if library.index() == builtins::GLOBALS {
                self.escape_globals();
            }
            Value::unknown()
        }
    }

    /// A member of a library, or of the table of all globals.
    pub(in crate::interpret) fn member(&mut self, library: u32, name: &str, place: Seen) -> Value {
        if library == builtins::GLOBALS {
            return Self::global(name);
        }
        let member = builtins::member(library, name);
        let is_refuted = self.state.path == PathKind::Refuted;
        if let (Some(library), Some(events)) = (builtins::library_at(library), self.note()) {
            // What is never evaluated, as in `unpack or table.unpack`, need not be there.
            let is_there = member.is_some() || is_refuted;
            events.member(library, name, place.at, is_there);
        }
        match member {
            Some(member) => {
                let mut value = value_of(member);
                if member.row.servers() != Servers::ALL {
                    value.join(&Value::nil());
                    value.origin.guarded = true;
                }
                value
            }
            // What scripts lack, libraries have.
            None if name == builtins::REGISTER_FUNCTION => Value::unknown(),
            None => Value::nil(),
        }
    }
}

/// `redis.call` and the like, as most are written: what a lint could say of such an index is said of the member.
pub(super) fn library_member<'value>(
    object: &Value,
    index: &'value Value,
) -> Option<(u32, &'value [u8])> {
    let library = object.facets.target.single()?;
    let is_sure = library.kind() == TargetKind::Library
        && object.same == ValueNumber::NONE
        && object.types() == Types::TABLE;
    match index.as_text() {
        Some(name) if is_sure => Some((library.index(), name)),
        _ => None,
    }
}
