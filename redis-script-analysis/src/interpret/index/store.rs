//! What a store changes.

use crate::domain::{TargetId, TargetKind, Types, Value, ValueNumber};
use crate::facts::{EntryTable, Member};
use crate::interpret::Interpreter;
use crate::interpret::escape::entry_table;
use crate::interpret::heap::CellKey;
use crate::interpret::limits::HELD;
use crate::interpret::numbering::{Computation, Definition};
use crate::interpret::site::Site;
use crate::interpret::state::bound;
use crate::redis::builtins;

impl Interpreter<'_> {
    pub(in crate::interpret) fn store_index(
        &mut self,
        object: &Value,
        index: &Value,
        value: &Value,
        site: Site,
    ) {
        self.need(index);
        self.use_taken(index);
        self.use_taken(value);
        let appends = self.is_behind_last(object, index);
        let place = (!appends).then_some(index);
        self.note_stored(object, place, value, site);
        self.count_store(object, place, value, site);
        self.note_store();
        let target = object.facets.target.clone();
        if target.any_table || object.types().has(Types::OTHER) {
            self.escape(value);
            self.escape(index);
        }
        let surely = object.single_target().is_some() || planted!(StrongUpdate);
        for id in target.iter() {
            match id.kind() {
                TargetKind::Entries => {
                    self.overwrite_entry(entry_table(id.index()), index, value, surely);
                }
                TargetKind::Object => {
                    self.note_metatable_store(id, site);
                    self.store_into(id, place, value, surely);
                }
                TargetKind::Library => {
                    match index.as_text() {
                        Some(name) => {
                            self.note_library_store(id, &String::from_utf8_lossy(name), site);
                        }
                        None => self.note_library_store(id, "?", site),
                    }
                    self.escape(value);
                }
                TargetKind::Closure | TargetKind::Builtin => {}
            }
        }
    }

    /// A library does not take it: from Redis 6.2.14 on, that raises an error, unless the script is prepared for it.
    pub(in crate::interpret) fn note_library_store(
        &mut self,
        library: TargetId,
        name: &str,
        site: Site,
    ) {
        let library = builtins::library_at(library.index());
        let is_caught = self.protected > 0;
        if let (Some(library), Some(events), false) = (library, self.note(), is_caught) {
            events.library_store(library, name, site);
        }
    }

    /// The same of the metatable of all globals.
    pub(in crate::interpret) fn note_metatable_store(&mut self, table: TargetId, site: Site) {
        if self.global_metatables.contains(table) {
            let globals = TargetId::new(TargetKind::Library, builtins::GLOBALS);
            self.note_library_store(globals, Member::METATABLE, site);
        }
    }

    fn overwrite_entry(&mut self, table: EntryTable, index: &Value, value: &Value, surely: bool) {
        let removed = self.state.entries(table).removed_front;
        match (removed, CellKey::of(index)) {
            (Some(removed), Some(CellKey::At(at))) if surely => {
                let entries = self.change_entries(table);
                entries.set_overwritten(at.saturating_add(removed));
            }
            _ => self.change_entries(table).is_open = true,
        }
        // Another length than was passed.
        self.change_entries(table).is_resized = true;
        self.escape(value);
    }

    /// Whether an index is `#object + 1`.
    fn is_behind_last(&mut self, object: &Value, index: &Value) -> bool {
        match self.numbering.definition(index.same) {
            Definition::Sum(length, 1.0) if object.same != ValueNumber::NONE => {
                let (of, length) = (object.same, length.same);
                let now = Computation::Length(of, self.state.stores);
                self.numbering.computed(now) == length
            }
            _ => false,
        }
    }

    /// Stores a value at an index; without an index, after the last element.
    fn store_into(&mut self, target: TargetId, index: Option<&Value>, value: &Value, surely: bool) {
        let Some(object) = self.state.object(target) else {
            return;
        };
        let is_escaped = object.is_escaped;
        match index {
            Some(index) if index.types().has(Types::TABLE.or(Types::FUNCTION)) => {
                self.escape(value);
                self.escape(index);
            }
            _ if is_escaped => self.escape(value),
            _ => {}
        }
        self.call_newindex(target, value);
        self.state.change(target, &mut |object| match index {
            Some(index) => object.write(index, value, surely),
            None => object.push(value, surely),
        });
        self.bound_held(target);
    }

    /// Keeps the set of what a table may hold somewhere small.
    pub(in crate::interpret) fn bound_held(&mut self, target: TargetId) {
        if let Some(object) = self.state.object(target)
            && object.rest.facets.target.ids.len() > HELD
        {
            let mut rest = object.rest.clone();
            bound(&mut rest, &self.lost);
            self.state
                .change(target, &mut |object| object.rest.clone_from(&rest));
            self.escape_lost();
        }
    }

    /// What `__newindex` gets is not followed.
    fn call_newindex(&mut self, target: TargetId, value: &Value) {
        let Some(object) = self.state.object(target) else {
            return;
        };
        let metatable = object.metatable.clone();
        if !metatable.is_bottom() && !self.metafield(&metatable, b"__newindex").is_nil() {
            self.escape(&metatable);
            self.escape(&Value::target(target));
            self.escape(value);
        }
    }
}
