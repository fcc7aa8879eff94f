//! Values that go where they are not followed: from there on, anything may be done to what they refer to.

use super::Interpreter;
use super::expression::entries_value;
use super::site::Site;
use super::state::State;
use crate::collections::lists;
use crate::domain::{TargetKind, Value};
use crate::facts::EntryTable;
use crate::lua::syntax::FunctionId;
use crate::redis::builtins;

impl Interpreter<'_> {
    /// A value goes where it is not followed, with all that can be reached from it.
    pub(super) fn escape(&mut self, value: &Value) {
        self.examine(value);
        if planted!(NothingEscapes) || value.facets.target.ids.is_empty() {
            return;
        }
        let mut open = lists::one(value.clone());
        while let Some(value) = open.pop() {
            for target in value.facets.target.iter() {
                match target.kind() {
                    TargetKind::Object => {
                        let Some(object) = self.state.object(target) else {
                            continue;
                        };
                        if object.is_escaped {
                            continue;
                        }
                        for held in &object.values() {
                            if !held.facets.target.ids.is_empty() {
                                open.push(Value::clone(held));
                            }
                        }
                        self.state
                            .change(target, &mut |object| object.is_escaped = true);
                        self.note_store();
                    }
                    TargetKind::Closure => {
                        self.escape_closure(FunctionId(target.index()), &mut open);
                    }
                    TargetKind::Entries => {
                        let table = entry_table(target.index());
                        self.read_all(table, Site::NOWHERE);
                        self.change_entries(table).escape();
                    }
                    TargetKind::Library if target.index() == builtins::GLOBALS => {
                        self.escape_globals();
                    }
                    TargetKind::Library | TargetKind::Builtin => {}
                }
            }
        }
    }

    /// Code that is not followed gets at the global variables: KEYS and ARGV are among them.
    pub(super) fn escape_globals(&mut self) {
        for table in EntryTable::ALL {
            self.escape(&entries_value(table));
        }
    }

    /// A function that is called at any time may change what it captures.
    fn escape_closure(&mut self, id: FunctionId, open: &mut Vec<Value>) {
        for local in self.captures_of(id).iter() {
            if !self.state.is_exposed(*local) {
                self.state.expose(*local);
                if let Some(value) = self.state.local(*local) {
                    open.push(value.clone());
                }
            }
        }
        self.note_at_large(id);
        self.follow_unknown_call(id);
    }

    /// What sets lost when they became too large.
    pub(super) fn escape_lost(&mut self) {
        let lost = self.lost.take();
        for value in &lost {
            self.escape(value);
        }
    }

    /// A value goes where it is only read, such as the reply.
    pub(super) fn leave(&mut self, value: &Value) {
        for target in value.facets.target.iter() {
            if target.kind() == TargetKind::Entries {
                self.read_all(entry_table(target.index()), Site::NOWHERE);
            }
        }
    }

    /// Whether something on this path may still refer to a table.
    pub(super) fn is_referenced(&self, target: u32) -> bool {
        if self.pending > 0 {
            return true;
        }
        let mut seen = 0;
        let mut found = false;
        let mut look = |value: &Value| {
            seen += 1;
            found |= value.facets.target.ids.contains(target);
            !found && seen <= super::limits::SEARCHED
        };
        self.state.for_each_local(&mut look);
        for frame in &self.frames {
            for value in &frame.varargs.fixed {
                look(value);
            }
            if let super::values::Tail::Any(value) = &frame.varargs.tail {
                look(value);
            }
        }
        for value in &self.roots {
            look(value);
        }
        self.state.heap.for_each(&mut |number, object| {
            let mut goes_on = true;
            if number != u64::from(target) {
                for held in &object.values() {
                    goes_on &= look(held);
                }
            }
            goes_on
        });
        found || seen > super::limits::SEARCHED
    }
}

/// The table of an entries target.
pub(super) fn entry_table(index: u32) -> EntryTable {
    if index == 0 {
        EntryTable::Keys
    } else {
        EntryTable::Argv
    }
}

impl State {
    /// What a table may have at an index, its metatable left out.
    pub(super) fn read_cell(&self, target: crate::domain::TargetId, index: &Value) -> Value {
        match self.object(target) {
            Some(object) => object.read(index),
            None => Value::unknown(),
        }
    }
}
