//! What is known at one point of the script.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::conditions::deciding;
use super::entries_state::EntriesState;
use super::knowledge::{Key, Known, Place};
use super::shared_map::SharedMap;
use super::typed_keys::AskedTypes;
use super::value::{ReadId, Value};
use crate::facts::{Conditions, EntryTable, Types};
use crate::lua::syntax::LocalId;

/// The local variables, and what the path so far tells about them and about KEYS and ARGV.
#[derive(Clone, Debug)]
pub(super) struct State {
    locals: SharedMap<Assigned>,
    /// What conditions told about entries of the tables that locals hold, with the version of the local.
    entries_of: Rc<EntryTypes>,
    /// Reads whose entry is known to have been passed.
    present: SharedMap<()>,
    keys: EntriesState,
    argv: EntriesState,
    /// The types that commands have asked of keys so far.
    pub(super) key_types: AskedTypes,
    /// For which values of entries the script comes here.
    pub(super) conditions: Rc<Conditions>,
    /// Whether no path reaches this point.
    pub(super) unreachable: bool,
    /// Numbers the assignments; all states of one run share it.
    clock: Rc<Cell<u32>>,
}

type EntryTypes = BTreeMap<(LocalId, Key), (u32, Types)>;

/// Entries of tables about which something is kept.
const ENTRIES: usize = 64;

/// The value of a local, and the assignment that gave it.
#[derive(Clone, Debug)]
struct Assigned {
    value: Value,
    version: u32,
}

impl State {
    pub(super) fn new() -> Self {
        Self {
            locals: SharedMap::default(),
            entries_of: Rc::default(),
            present: SharedMap::default(),
            keys: EntriesState::untouched(),
            argv: EntriesState::untouched(),
            key_types: AskedTypes::default(),
            conditions: Rc::default(),
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
        let Some(assigned) = self.locals.get(number(local)) else {
            return Value::unknown();
        };
        let place = Place {
            local,
            version: assigned.version,
            key: None,
        };
        Value {
            place: Some(place),
            ..assigned.value_where(&self.present)
        }
    }

    pub(super) fn assign(&mut self, local: LocalId, value: Value) {
        let version = self.tick();
        let value = value.stored();
        self.locals
            .insert(number(local), Assigned { value, version });
    }

    pub(super) fn forget(&mut self, local: LocalId) {
        self.locals.remove(number(local));
    }

    pub(super) fn is_assigned(&self, local: LocalId) -> bool {
        self.locals.contains(number(local))
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
        self.entries_of = Rc::default();
    }

    pub(super) fn is_present(&self, read: ReadId) -> bool {
        self.present.contains(read.0 as u64)
    }

    /// Takes a read's entry for passed: every value that stood or fell with it now stands.
    pub(super) fn set_present(&mut self, read: ReadId) {
        if !self.is_present(read) {
            self.present.insert(read.0 as u64, ());
        }
    }

    /// Takes over what a condition tells.
    pub(super) fn learn(&mut self, known: &Known) {
        match known {
            Known::Present(read) => self.set_present(*read),
            Known::AtLeast(table, count) => self.entries_mut(*table).set_at_least(*count),
            Known::Is(place, types) => self.restrict(place, *types),
            Known::Entry(condition) => {
                Rc::make_mut(&mut self.conditions).require(condition.clone());
            }
        }
    }

    fn restrict(&mut self, place: &Place, types: Types) {
        let known = self.locals.get(number(place.local));
        let Some(assigned) = known.filter(|assigned| assigned.version == place.version) else {
            return;
        };
        let Some(key) = &place.key else {
            let mut restricted = assigned.clone();
            restricted.value.restrict(types);
            self.locals.insert(number(place.local), restricted);
            return;
        };
        let types = self.types_at(place).and(types);
        let entry = (place.local, key.clone());
        if self.entries_of.len() < ENTRIES || self.entries_of.contains_key(&entry) {
            Rc::make_mut(&mut self.entries_of).insert(entry, (place.version, types));
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
    pub(super) fn join(self, other: Self) -> Self {
        if self.unreachable {
            return other;
        }
        if other.unreachable {
            return self;
        }
        let clock = self.clock.clone();
        let deciding = deciding(&self.conditions, &other.conditions);
        let locals = self.locals.intersect(&other.locals, |ours, theirs| {
            let mut joined = ours.join(theirs, [&self.present, &other.present], &clock);
            if ours.version != theirs.version {
                joined.value.decided_by(&deciding);
            }
            joined
        });
        Self {
            locals,
            entries_of: join_entries(self.entries_of, &other.entries_of),
            present: self.present.intersect(&other.present, |(), ()| ()),
            keys: self.keys.join(&other.keys),
            argv: self.argv.join(&other.argv),
            key_types: self.key_types.join(&other.key_types),
            conditions: join_conditions(self.conditions, &other.conditions),
            unreachable: false,
            clock,
        }
    }
}

fn join_conditions(ours: Rc<Conditions>, theirs: &Rc<Conditions>) -> Rc<Conditions> {
    if Rc::ptr_eq(&ours, theirs) {
        ours
    } else {
        Rc::new(ours.join(theirs))
    }
}

/// What two paths know alike of the entries of tables.
fn join_entries(mut ours: Rc<EntryTypes>, theirs: &Rc<EntryTypes>) -> Rc<EntryTypes> {
    if !Rc::ptr_eq(&ours, theirs) {
        Rc::make_mut(&mut ours).retain(|place, (version, types)| match theirs.get(place) {
            Some((same, others)) if same == version => {
                *types = types.or(*others);
                true
            }
            _ => false,
        });
    }
    ours
}

fn number(local: LocalId) -> u64 {
    local.0.into()
}

impl Assigned {
    /// The value where some reads are known to have been passed: it no longer stands or falls with them.
    fn value_where(&self, present: &SharedMap<()>) -> Value {
        let mut value = self.value.clone();
        value
            .origins
            .retain(|read| !present.contains(read.0 as u64));
        value
    }

    /// The value where two paths meet, each of which knows of some reads that they were passed.
    fn join(&self, other: &Self, present: [&SharedMap<()>; 2], clock: &Cell<u32>) -> Self {
        let [ours, theirs] = present;
        let value = self.value_where(ours).join(other.value_where(theirs));
        let version = if self.version == other.version {
            self.version
        } else {
            clock.set(clock.get().wrapping_add(1));
            clock.get()
        };
        Self { value, version }
    }
}
