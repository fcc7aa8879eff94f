//! What is known at one point of the script.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::entries_state::EntriesState;
use super::knowledge::{Key, Known, Place};
use super::value::{ReadId, Value};
use crate::facts::{EntryTable, Types};
use crate::lua::syntax::LocalId;

/// The local variables, and what the path so far tells about them and about KEYS and ARGV.
#[derive(Clone, Debug)]
pub(super) struct State {
    locals: BTreeMap<LocalId, Assigned>,
    /// What conditions told about entries of the tables that locals hold, with the version of the local.
    entries_of: BTreeMap<(LocalId, Key), (u32, Types)>,
    /// Reads whose entry is known to have been passed.
    present: BTreeSet<ReadId>,
    keys: EntriesState,
    argv: EntriesState,
    /// Whether no path reaches this point.
    pub(super) unreachable: bool,
    /// Numbers the assignments; all states of one run share it.
    clock: Rc<Cell<u32>>,
}

/// The value of a local, and the assignment that gave it.
#[derive(Clone, Debug)]
struct Assigned {
    value: Value,
    version: u32,
}

impl State {
    pub(super) fn new() -> Self {
        Self {
            locals: BTreeMap::new(),
            entries_of: BTreeMap::new(),
            present: BTreeSet::new(),
            keys: EntriesState::untouched(),
            argv: EntriesState::untouched(),
            unreachable: false,
            clock: Rc::default(),
        }
    }

    /// The state here, which leaves one behind that no path reaches.
    pub(super) fn take(&mut self) -> Self {
        let dead = Self {
            unreachable: true,
            clock: self.clock.clone(),
            ..Self::new()
        };
        std::mem::replace(self, dead)
    }

    pub(super) fn entries(&self, table: EntryTable) -> &EntriesState {
        match table {
            EntryTable::Keys => &self.keys,
            EntryTable::Argv => &self.argv,
        }
    }

    pub(super) fn entries_mut(&mut self, table: EntryTable) -> &mut EntriesState {
        match table {
            EntryTable::Keys => &mut self.keys,
            EntryTable::Argv => &mut self.argv,
        }
    }

    /// The value of a local, with the place that it was read from.
    pub(super) fn local(&self, local: LocalId) -> Value {
        let Some(assigned) = self.locals.get(&local) else {
            return Value::unknown();
        };
        let place = Place {
            local,
            version: assigned.version,
            key: None,
        };
        Value {
            place: Some(place),
            ..assigned.value.clone()
        }
    }

    pub(super) fn assign(&mut self, local: LocalId, value: Value) {
        let version = self.tick();
        self.locals.insert(
            local,
            Assigned {
                value: value.stored(),
                version,
            },
        );
    }

    pub(super) fn forget(&mut self, local: LocalId) {
        self.locals.remove(&local);
    }

    pub(super) fn is_assigned(&self, local: LocalId) -> bool {
        self.locals.contains_key(&local)
    }

    fn tick(&self) -> u32 {
        let next = self.clock.get().wrapping_add(1);
        self.clock.set(next);
        next
    }

    /// The types that conditions have left to an entry of the table that a local holds.
    pub(super) fn types_at(&self, place: &Place) -> Types {
        let known = place
            .key
            .clone()
            .and_then(|key| self.entries_of.get(&(place.local, key)));
        known
            .filter(|(version, _)| *version == place.version)
            .map_or(Types::ANY, |(_, types)| *types)
    }

    /// Something was stored into a table: what conditions told about entries may hold no longer.
    pub(super) fn forget_entries(&mut self) {
        self.entries_of.clear();
    }

    pub(super) fn is_present(&self, read: ReadId) -> bool {
        self.present.contains(&read)
    }

    /// Takes a read's entry for passed: every value that stood or fell with it now stands.
    pub(super) fn set_present(&mut self, read: ReadId) {
        if self.present.insert(read) {
            for assigned in self.locals.values_mut() {
                assigned.value.origins.retain(|origin| *origin != read);
            }
        }
    }

    /// Takes over what a condition tells.
    pub(super) fn learn(&mut self, known: &Known) {
        match known {
            Known::Present(read) => self.set_present(*read),
            Known::AtLeast(table, count) => self.entries_mut(*table).set_at_least(*count),
            Known::Is(place, types) => self.restrict(place, *types),
        }
    }

    fn restrict(&mut self, place: &Place, types: Types) {
        let Some(assigned) = self.locals.get_mut(&place.local) else {
            return;
        };
        if assigned.version != place.version {
            return;
        }
        match &place.key {
            None => assigned.value.restrict(types),
            Some(key) => {
                let types = self.types_at(place).and(types);
                self.entries_of
                    .insert((place.local, key.clone()), (place.version, types));
            }
        }
    }

    /// Whether entries were taken off KEYS or ARGV on the way from `start` to here.
    pub(super) fn moved_since(&self, start: &Self) -> bool {
        self.keys.moved_since(&start.keys) || self.argv.moved_since(&start.argv)
    }

    /// Loses count of the entries of each table that moved on the way from here to `after`.
    pub(super) fn forget_moved(&mut self, after: &Self) {
        for (entries, after) in [(&mut self.keys, &after.keys), (&mut self.argv, &after.argv)] {
            if after.moved_since(entries) {
                (entries.removed_front, entries.removed_back) = (None, None);
            }
        }
    }

    /// The state where two paths meet.
    pub(super) fn join(self, mut other: Self) -> Self {
        if self.unreachable {
            return other;
        }
        if other.unreachable {
            return self;
        }
        let clock = self.clock.clone();
        let mut locals = BTreeMap::new();
        for (local, ours) in self.locals {
            if let Some(theirs) = other.locals.remove(&local) {
                locals.insert(local, ours.join(theirs, &clock));
            }
        }
        let mut entries_of = self.entries_of;
        entries_of.retain(
            |place, (version, types)| match other.entries_of.get(place) {
                Some((same, others)) if same == version => {
                    *types = types.or(*others);
                    true
                }
                _ => false,
            },
        );
        Self {
            locals,
            entries_of,
            present: self.present.intersection(&other.present).copied().collect(),
            keys: self.keys.join(&other.keys),
            argv: self.argv.join(&other.argv),
            unreachable: false,
            clock,
        }
    }
}

impl Assigned {
    fn join(self, other: Self, clock: &Cell<u32>) -> Self {
        if self.version == other.version {
            return Self {
                value: self.value.join(other.value),
                version: self.version,
            };
        }
        clock.set(clock.get().wrapping_add(1));
        Self {
            value: self.value.join(other.value),
            version: clock.get(),
        }
    }
}
