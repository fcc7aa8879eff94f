//! What changes tables: `table.insert`, `table.remove`, `table.sort`.

use super::Interpreter;
use super::compute::numeric;
use super::entries::or_nil;
use super::escape::entry_table;
use super::heap::Object;
use super::site::Site;
use super::values::Values;
use crate::domain::{Number, TargetId, TargetKind, Types, Value, ValueNumber};
use crate::facts::{EntryTable, Index};

impl Interpreter<'_> {
    /// `table.remove(t)` takes the last entry, `table.remove(t, 1)` the first, and the others move up.
    pub(super) fn remove(&mut self, arguments: &Values, site: Site) -> Value {
        let table = self.nth(arguments, 0, site);
        self.note_shortened(&table);
        let mut taken = Value::BOTTOM;
        let surely = table.single_target().is_some();
        self.note_store();
        for target in table.facets.target.iter() {
            let value = match target.kind() {
                TargetKind::Entries if surely => {
                    return self.remove_entry(entry_table(target.index()), arguments, site);
                }
                TargetKind::Entries => {
                    let table = entry_table(target.index());
                    self.change_entries(table).lose_count();
                    or_nil(self.record_read(table, Index::Any, site))
                }
                TargetKind::Object => self.take_from(target, arguments, surely),
                _ => Value::unknown(),
            };
            taken.join(&value);
        }
        if taken.is_bottom() || table.facets.target.any_table {
            self.use_all(arguments, site);
            taken.join(&Value::unknown());
        }
        taken.same = ValueNumber::NONE;
        taken
    }

    fn remove_entry(&mut self, table: EntryTable, arguments: &Values, site: Site) -> Value {
        if planted!(RemoveIsLost) {
            return self.record_read(table, Index::FromEnd(0), site);
        }
        let place = arguments.fixed.get(1);
        let entries = self.state.entries(table);
        // How long a table is that the script has written to, Lua may see in more than one way.
        let is_own = entries.is_resized || !entries.is_as_passed();
        match (place, entries.removed_front, entries.removed_back) {
            (None, _, Some(back)) if !arguments.is_open() && !is_own => {
                let is_there = entries.count().0 > back + entries.removed_front.unwrap_or(0);
                self.change_entries(table).removed_back = Some(back + 1);
                let last = self.record_read(table, Index::FromEnd(-back), site);
                if is_there { last } else { or_nil(last) }
            }
            (Some(place), Some(front), _) if matches!(place.as_number(), Some(1.0)) && !is_own => {
                self.change_entries(table).removed_front = Some(front + 1);
                self.record_read(table, Index::At(front + 1), site)
            }
            _ => {
                self.change_entries(table).lose_count();
                or_nil(self.record_read(table, Index::Any, site))
            }
        }
    }

    fn take_from(&mut self, target: TargetId, arguments: &Values, surely: bool) -> Value {
        let Some(object) = self.state.object(target) else {
            return Value::unknown();
        };
        let is_last = arguments.fixed.len() == 1 && !arguments.is_open();
        if let Some(length) = object.length.as_constant()
            && length >= 1.0
            && surely
            && is_last
            && object.is_one
        {
            let last = Value::constant(length);
            let taken = object.read(&last);
            self.state.change(target, &mut |object| {
                object.write(&last, &Value::nil(), true);
                object.length = Number::constant(length - 1.0);
            });
            return taken;
        }
        let any = Value::number(Number::between(1.0, 9e15, true));
        let mut taken = object.read(&any);
        taken.origin.guarded = true;
        self.state.change(target, &mut Object::summarize_elements);
        taken
    }

    /// `table.insert(t, value)`, or `table.insert(t, place, value)`, which moves the others.
    pub(super) fn insert(&mut self, arguments: &Values, site: Site) -> Values {
        let table = self.nth(arguments, 0, site);
        let arguments = self.with_tail_read(arguments, site);
        self.note_store();
        let surely = table.single_target().is_some();
        let value = match arguments.fixed.as_slice() {
            [_, value] | [_, _, value] if !arguments.is_open() => value.clone(),
            _ => {
                let mut all = arguments.beyond();
                for value in arguments.from(1) {
                    all.join(value);
                }
                all
            }
        };
        self.note_stored(&table, None, &value, site);
        // What moves the others may be put far after them.
        let place = arguments.fixed.get(1);
        let is_first = place.is_some_and(|place| numeric(place).high().as_constant() <= Some(1.0));
        let is_at_end = arguments.fixed.len() == 2 || is_first;
        let unknown = Value::of_types(Types::NUMBER);
        let place = (!is_at_end).then_some(&unknown);
        self.count_store(&table, place, &value, site);
        for target in table.facets.target.iter() {
            match target.kind() {
                TargetKind::Entries => {
                    self.change_entries(entry_table(target.index())).escape();
                    self.escape(&value);
                }
                TargetKind::Object => {
                    self.note_metatable_store(target, site);
                    match self.state.object(target) {
                        Some(object) if !object.is_escaped => {}
                        _ => self.escape(&value),
                    }
                    let moves = arguments.fixed.len() != 2 || arguments.is_open();
                    self.state.change(target, &mut |object| {
                        if moves {
                            object.summarize_elements();
                        }
                        object.push(&value, surely && !moves);
                    });
                    self.bound_held(target);
                }
                TargetKind::Library => {
                    self.note_library_store(target, "?", site);
                    self.escape(&value);
                }
                _ => self.escape(&value),
            }
        }
        if table.facets.target.any_table || table.types().has(Types::OTHER) {
            self.escape(&value);
        }
        Values::EMPTY
    }

    pub(super) fn sort(&mut self, arguments: &Values, site: Site) -> Values {
        let table = self.nth(arguments, 0, site);
        self.use_all(arguments, site);
        self.note_store();
        for target in table.facets.target.iter() {
            match target.kind() {
                TargetKind::Entries => {
                    let table = entry_table(target.index());
                    self.read_all(table, site);
                    self.change_entries(table).is_open = true;
                }
                TargetKind::Object => {
                    self.state.change(target, &mut |object| {
                        let length = object.length;
                        object.summarize_elements();
                        object.length = length;
                    });
                    // What compares the elements gets them.
                    if let Some(object) = self.state.object(target) {
                        let elements = object.any();
                        self.escape(&elements);
                    }
                }
                _ => {}
            }
        }
        for compare in arguments.from(1) {
            self.escape(compare);
        }
        Values::EMPTY
    }
}
