//! Metatables, and what goes around them.

use super::Interpreter;
use super::escape::entry_table;
use super::heap::{CellKey, Object};
use super::site::Site;
use super::values::Values;
use crate::domain::{TargetId, TargetKind, Types, Value, ValueNumber};
use crate::facts::{Member, TableKind};
use crate::redis::builtins;

impl Interpreter<'_> {
    /// `setmetatable(t, metatable)`
    pub(super) fn setmetatable(&mut self, arguments: &Values, site: Site) -> Values {
        self.use_all(arguments, site);
        let table = self.nth(arguments, 0, site);
        let metatable = self.nth(arguments, 1, site);
        if planted!(MetatableIsIgnored) {
            return Values::one(table);
        }
        self.note_store();
        let surely = table.single_target().is_some();
        if table.facets.target.any_table {
            self.escape(&metatable);
        }
        for target in table.facets.target.iter() {
            self.note_metatable_store(target, site);
            if target.kind() == TargetKind::Library {
                self.note_library_store(target, Member::METATABLE, site);
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
            self.state
                .change(target, &mut |object| object.metatable.clone_from(&all));
        }
        Values::one(table)
    }

    pub(super) fn getmetatable(&mut self, arguments: &Values, site: Site) -> Values {
        let value = self.nth(arguments, 0, site);
        let mut found = Value::nil();
        for target in value.facets.target.iter() {
            if let Some(object) = self.state.object(target) {
                found.join(&object.metatable);
            }
        }
        if value.types().has(Types::STRING) && value.types().only(Types::STRING.or(Types::NIL)) {
            return Values::one(self.string_metatable(site));
        }
        if value.single_target() == Some(TargetId::new(TargetKind::Library, builtins::GLOBALS)) {
            return Values::one(self.global_metatable(site));
        }
        // The field `__metatable` may stand in for it; strings, libraries and what is not followed have one.
        found.join(&Value::unknown());
        self.escape(&found);
        Values::one(Value::unknown())
    }

    /// That of all strings, which old servers let scripts change.
    fn string_metatable(&mut self, site: Site) -> Value {
        let mut object = Object::new(TableKind::Any);
        (object.rest, object.rest_keys) = (Value::unknown(), Value::unknown());
        let library = Value::target(TargetId::new(TargetKind::Library, builtins::STRING));
        let index = library.joined(&Value::unknown());
        object.set(CellKey::Named(b"__index"[..].into()), index);
        Value::target(self.make(site, 0, object))
    }

    /// That of the table of all globals, which is as read-only as that table.
    fn global_metatable(&mut self, site: Site) -> Value {
        let mut object = Object::new(TableKind::Any);
        (object.rest, object.rest_keys) = (Value::unknown(), Value::unknown());
        let target = self.make(site, 1, object);
        self.global_metatables.insert(target);
        Value::target(target)
    }

    /// `rawset(t, k, v)`
    pub(super) fn rawset(&mut self, arguments: &Values, site: Site) -> Values {
        self.use_all(arguments, site);
        let (table, key) = (self.nth(arguments, 0, site), self.nth(arguments, 1, site));
        let value = self.nth(arguments, 2, site);
        self.store_index(&table, &key, &value, site);
        Values::one(table)
    }

    /// `rawget(t, k)`
    pub(super) fn rawget(&mut self, arguments: &Values, site: Site) -> Values {
        self.use_all(arguments, site);
        let (table, key) = (self.nth(arguments, 0, site), self.nth(arguments, 1, site));
        let mut found = Value::BOTTOM;
        for target in table.facets.target.iter() {
            found.join(&match target.kind() {
                TargetKind::Object => self.state.read_cell(target, &key),
                TargetKind::Entries => {
                    let entry = self.read_entry(entry_table(target.index()), &key, site);
                    self.one_of_several(entry, table.single_target().is_some())
                }
                _ => {
                    self.note_unknown_library(target, site);
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
