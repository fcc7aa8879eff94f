//! Metatables, and what goes around them.

use super::Interpreter;
use super::escape::entry_table;
use super::values::Values;
use crate::domain::{TargetKind, Value, ValueNumber};
use crate::text::Span;

impl Interpreter<'_> {
    /// `setmetatable(t, metatable)`
    pub(super) fn setmetatable(&mut self, arguments: &Values, span: Span) -> Values {
        self.use_all(arguments, span);
        let table = self.nth(arguments, 0, span);
        let metatable = self.nth(arguments, 1, span);
        if planted!(MetatableIsIgnored) {
            return Values::one(table);
        }
        self.note_store();
        let surely = table.single_target().is_some();
        if table.facets.target.any_table {
            self.escape(&metatable);
        }
        for target in table.facets.target.iter() {
            if target.kind() == TargetKind::Library {
                self.note_library_store(target, "its metatable", span);
            }
            let Some(object) = self.state.object(target) else {
                continue;
            };
            let is_escaped = object.is_escaped;
            let mut all = if surely && object.is_one {
                Value::BOTTOM
            } else if object.metatable.is_bottom() {
                Value::nil()
            } else {
                object.metatable.clone()
            };
            if is_escaped {
                self.escape(&metatable);
            }
            if !metatable.is_nil() {
                all.join(&metatable);
            }
            self.state.change(target, |object| object.metatable = all);
        }
        Values::one(table)
    }

    pub(super) fn getmetatable(&mut self, arguments: &Values, span: Span) -> Values {
        let value = self.nth(arguments, 0, span);
        let mut found = Value::nil();
        for target in value.facets.target.iter() {
            if let Some(object) = self.state.object(target) {
                found.join(&object.metatable);
            }
        }
        // The field `__metatable` may stand in for it; strings, libraries and what is not followed have one.
        found.join(&Value::unknown());
        self.escape(&found);
        Values::one(Value::unknown())
    }

    /// `rawset(t, k, v)`
    pub(super) fn rawset(&mut self, arguments: &Values, span: Span) -> Values {
        self.use_all(arguments, span);
        let [table, key, value] = [0, 1, 2].map(|at| self.nth(arguments, at, span));
        self.store_index(&table, &key, &value, span);
        Values::one(table)
    }

    /// `rawget(t, k)`
    pub(super) fn rawget(&mut self, arguments: &Values, span: Span) -> Values {
        self.use_all(arguments, span);
        let (table, key) = (self.nth(arguments, 0, span), self.nth(arguments, 1, span));
        let mut found = Value::BOTTOM;
        for target in table.facets.target.iter() {
            found.join(&match target.kind() {
                TargetKind::Object => self.state.read_cell(target, &key),
                TargetKind::Entries => {
                    let entry = self.read_entry(entry_table(target.index()), &key, span);
                    self.one_of_several(entry, table.single_target().is_some())
                }
                _ => {
                    self.note_unknown_library(target, span);
                    self.escape(&Value::target(target));
                    Value::unknown()
                }
            });
        }
        if found.is_bottom() || table.facets.target.any_table {
            found.join(&Value::unknown());
        }
        found.same = ValueNumber::NONE;
        Values::one(found)
    }
}
