//! What is known at one point of the script.

mod join;

use std::cell::RefCell;
use std::rc::Rc;

use super::entries_state::EntriesState;
use super::heap::{self, Heap, Object};
use super::key_names::{KeyNames, TestedKeys};
use super::null_tests::NullTests;
use super::settled::Settled;
use super::typed_keys::AskedTypes;
use crate::collections::Shared;
use crate::domain::persistent_map::PersistentMap;
use crate::domain::{Domain, Facets, TargetId, Value, ValueNumber};
use crate::facts::{Conditions, EntryTable};
use crate::lua::syntax::LocalId;

pub(super) use self::join::{Meeting, bound};

/// What is known at one point of the script.
#[derive(Clone)]
pub(super) struct State {
    /// The values of local variables, those of enclosing functions included.
    locals: PersistentMap<Value>,
    /// What conditions on this path have left of values, by their number.
    refined: PersistentMap<Facets>,
    /// The tables.
    pub(super) heap: Heap,
    /// Names the last time that something was stored into a table: reads since then give the same.
    pub(super) stores: u32,
    keys: Shared<EntriesState>,
    argv: Shared<EntriesState>,
    /// Locals that a function may see which went where it is not followed.
    exposed: PersistentMap<()>,
    /// Captured locals of which several may be alive: what is stored in one of them may not be in another.
    several: PersistentMap<()>,
    /// For which values of entries the script comes here.
    pub(super) conditions: Shared<Conditions>,
    /// Values that are known to be equal to some entry of KEYS.
    pub(super) declared: PersistentMap<()>,
    /// Cells of tables where each path stored something: the numbers of the table and of the index.
    pub(super) filled: PersistentMap<()>,
    /// Those where some path did.
    pub(super) partly_filled: PersistentMap<()>,
    /// Keys that commands had on some path.
    pub(super) touched: KeyNames,
    /// Keys on which a condition depends, through the reply of a command.
    pub(super) tested: TestedKeys,
    pub(super) null_tests: NullTests,
    pub(super) key_types: AskedTypes,
    pub(super) settled: Settled,
    /// Whether no path leads here, as behind a `return`.
    pub(super) unreachable: bool,
    /// Whether anything on the way never happens.
    pub(super) path: PathKind,
}

/// Whether a run can take a path. One that none can take is followed all the same, for those who write it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PathKind {
    /// One may, for all that is known.
    Possible,
    /// None comes past a mistake, which is a finding of its own: an operation that always raises an error, or a test of data
    /// that always has the other outcome.
    AfterMistake,
    /// The script itself rules it out, as by nil for an optional parameter. Values contradict the condition here: what holds of
    /// them is not a finding.
    Refuted,
}

impl PathKind {
    pub(super) fn is_possible(self) -> bool {
        self == Self::Possible
    }
}

/// Members of sets that became "any": they go where they are not followed.
pub(super) type Lost = RefCell<Vec<Value>>;

impl State {
    pub(super) fn new() -> Self {
        let keys = Shared::new(EntriesState::UNTOUCHED);
        Self::with_entries(keys, Shared::new(EntriesState::UNTOUCHED), false)
    }

    const fn with_entries(
        keys: Shared<EntriesState>,
        argv: Shared<EntriesState>,
        unreachable: bool,
    ) -> Self {
        Self {
            locals: PersistentMap::EMPTY,
            refined: PersistentMap::EMPTY,
            heap: Heap::EMPTY,
            stores: 0,
            keys,
            argv,
            exposed: PersistentMap::EMPTY,
            several: PersistentMap::EMPTY,
            conditions: Shared::EMPTY,
            declared: PersistentMap::EMPTY,
            filled: PersistentMap::EMPTY,
            partly_filled: PersistentMap::EMPTY,
            touched: KeyNames::EMPTY,
            tested: TestedKeys::EMPTY,
            null_tests: NullTests::EMPTY,
            key_types: AskedTypes::EMPTY,
            settled: Settled::EMPTY,
            unreachable,
            path: PathKind::Possible,
        }
    }

    /// Where no path leads.
    pub(super) const DEAD: Self = Self::with_entries(Shared::EMPTY, Shared::EMPTY, true);

    /// The state itself; a dead one stays.
    pub(super) fn take(&mut self) -> Self {
        std::mem::replace(self, Self::DEAD)
    }

    pub(super) fn entries(&self, table: EntryTable) -> &EntriesState {
        match table {
            EntryTable::Keys => &self.keys,
            EntryTable::Argv => &self.argv,
        }
    }

    pub(super) fn entries_mut(&mut self, table: EntryTable) -> &mut EntriesState {
        match table {
            EntryTable::Keys => self.keys.to_mut(),
            EntryTable::Argv => self.argv.to_mut(),
        }
    }

    /// What a local holds, before what conditions told; `None` if it has no value here.
    pub(super) fn local(&self, local: LocalId) -> Option<&Value> {
        self.locals.get(local.0.into())
    }

    pub(super) fn set_local(&mut self, local: LocalId, value: Value) {
        self.locals.insert(local.0.into(), value);
    }

    pub(super) fn forget(&mut self, local: LocalId) {
        self.locals.remove(local.0.into());
    }

    /// Visits the values of all locals, as long as more are asked for.
    pub(super) fn for_each_local(&self, visit: &mut dyn FnMut(&Value) -> bool) {
        self.locals.for_each(&mut |_, value| visit(value));
    }

    /// Visits all locals with their values.
    pub(super) fn for_each_numbered_local(&self, visit: &mut dyn FnMut(LocalId, &Value)) {
        self.locals.for_each(&mut |local, value| {
            if let Ok(local) = u32::try_from(local) {
                visit(LocalId(local), value);
            }
            true
        });
    }

    /// Nothing is known of any local any more.
    pub(super) fn forget_locals(&mut self) {
        self.locals = PersistentMap::EMPTY;
        self.refined = PersistentMap::EMPTY;
    }

    /// What conditions on this path told of values holds no longer.
    pub(super) fn forget_path(&mut self) {
        self.refined = PersistentMap::EMPTY;
        self.declared = PersistentMap::EMPTY;
        self.settled = Settled::EMPTY;
    }

    pub(super) fn is_exposed(&self, local: LocalId) -> bool {
        self.exposed.contains(local.0.into())
    }

    pub(super) fn expose(&mut self, local: LocalId) {
        self.exposed.insert(local.0.into(), ());
    }

    pub(super) fn has_several(&self, local: LocalId) -> bool {
        self.several.contains(local.0.into())
    }

    pub(super) fn set_several(&mut self, local: LocalId) {
        self.several.insert(local.0.into(), ());
    }

    /// A value with what conditions on this path told of it.
    pub(super) fn refine(&self, value: &Value) -> Value {
        let mut value = value.clone();
        if value.same != ValueNumber::NONE
            && let Some(known) = self.refined.get(value.same.0.into())
        {
            value.meet(known);
        }
        value
    }

    /// Takes down what a condition told of the value of a number, and gives all that is known of it.
    pub(super) fn set_refined(&mut self, number: ValueNumber, facets: &Facets) -> Facets {
        let key = number.0.into();
        let known = match self.refined.get(key) {
            Some(known) => {
                let mut less = known.clone();
                if !less.meet(facets) {
                    return less;
                }
                less
            }
            None if *facets == Facets::TOP => return Facets::TOP,
            None => facets.clone(),
        };
        self.refined.insert(key, known.clone());
        known
    }

    pub(super) fn object(&self, id: TargetId) -> Option<&Object> {
        self.heap.get(heap::number(id)?).map(|object| &**object)
    }

    /// Changes a table that is there.
    pub(super) fn change(&mut self, id: TargetId, change: &mut dyn FnMut(&mut Object)) {
        if let Some(number) = heap::number(id)
            && let Some(object) = self.heap.get_mut(number)
        {
            change(Rc::make_mut(object));
        }
    }

    pub(super) fn put(&mut self, id: TargetId, object: Object) {
        if let Some(number) = heap::number(id) {
            self.heap.insert(number, Rc::new(object));
        }
    }

    /// Whether entries were taken off KEYS or ARGV on the way from `start` to here.
    pub(super) fn moved_since(&self, start: &Self) -> bool {
        self.keys.moved_since(&start.keys) || self.argv.moved_since(&start.argv)
    }
}
