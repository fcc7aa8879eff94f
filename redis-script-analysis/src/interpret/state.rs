//! What is known at one point of the script.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::conditions::deciders;
use super::entries_state::EntriesState;
use super::heap::{self, Heap, Object};
use super::key_names::{KeyNames, TestedKeys};
use super::limits::TARGETS;
use super::typed_keys::AskedTypes;
use crate::collections::Shared;
use crate::domain::persistent_map::PersistentMap;
use crate::domain::{Domain, Facets, TargetId, Value, ValueNumber};
use crate::facts::{Conditions, EntryTable};
use crate::lua::syntax::LocalId;

/// What is known at one point of the script.
#[derive(Clone, Debug, Default)]
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
    /// Keys that commands had on some path.
    pub(super) touched: KeyNames,
    /// Keys on which a condition depends, through the reply of a command.
    pub(super) tested: TestedKeys,
    pub(super) key_types: AskedTypes,
    /// Whether no path leads here, as behind a `return`.
    pub(super) unreachable: bool,
    /// Whether anything on the way never happens.
    pub(super) path: PathKind,
}

/// Whether a run can take a path. One that none can take is followed all the same, for those who write it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PathKind {
    /// One may, for all that is known.
    #[default]
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

/// A place where two paths meet.
pub(super) struct Meeting<'a> {
    /// Gets what sets lost by growing too large.
    pub(super) lost: &'a Lost,
    /// The head of a loop: ends of intervals that move go to the next of these.
    pub(super) thresholds: Option<&'a [f64]>,
    /// Names the time, as one at which something may have been stored.
    pub(super) time: u32,
    /// The next number for a value. A local gets its number here if the paths disagree, so that what is told of it on one of
    /// the paths that part after this is told of the same number on the others.
    pub(super) next: Cell<ValueNumber>,
}

impl Meeting<'_> {
    fn fresh(&self) -> ValueNumber {
        let number = self.next.get();
        self.next.set(ValueNumber(number.0 + 1));
        number
    }
}

/// Members of sets that became "any": they go where they are not followed.
pub(super) type Lost = RefCell<Vec<Value>>;

impl State {
    pub(super) fn new() -> Self {
        Self {
            keys: Shared::new(EntriesState::untouched()),
            argv: Shared::new(EntriesState::untouched()),
            ..Self::default()
        }
    }

    /// Where no path leads.
    pub(super) fn dead() -> Self {
        Self {
            unreachable: true,
            ..Self::default()
        }
    }

    /// The state itself; a dead one stays.
    pub(super) fn take(&mut self) -> Self {
        std::mem::replace(self, Self::dead())
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

    pub(super) fn for_each_local(&self, mut visit: impl FnMut(&Value)) {
        self.locals.for_each(&mut |_, value| visit(value));
    }

    /// Nothing is known of any local any more.
    pub(super) fn forget_locals(&mut self) {
        self.locals = PersistentMap::default();
        self.refined = PersistentMap::default();
    }

    /// What conditions on this path told of values holds no longer.
    pub(super) fn forget_path(&mut self) {
        self.refined = PersistentMap::default();
        self.declared = PersistentMap::default();
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
    pub(super) fn change(&mut self, id: TargetId, change: impl FnOnce(&mut Object)) {
        let Some(number) = heap::number(id) else {
            return;
        };
        if let Some(object) = self.heap.get(number) {
            let mut object = Object::clone(object);
            change(&mut object);
            self.heap.insert(number, Rc::new(object));
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

    /// The state where two paths meet.
    pub(super) fn join(self, other: Self, meeting: &Meeting<'_>) -> Self {
        let thresholds = meeting.thresholds;
        let stores = if self.stores == other.stores {
            self.stores
        } else {
            meeting.time
        };
        if self.unreachable {
            return other;
        }
        if other.unreachable || other.path > self.path {
            return self;
        }
        if self.path > other.path {
            return other;
        }
        let deciding = deciders(&self.conditions, &other.conditions);
        let conditions = if self.conditions.shares(&other.conditions) {
            self.conditions.clone()
        } else {
            Shared::new(self.conditions.join(&other.conditions))
        };
        let value = |ours: &Value, theirs: &Value| {
            if planted!(JoinDropsSide) {
                return ours.clone();
            }
            let (mut value, theirs) = if ours.same == theirs.same {
                (ours.clone(), theirs.clone())
            } else {
                (self.refine(ours), other.refine(theirs))
            };
            match thresholds {
                Some(thresholds) => value.widen(&theirs, thresholds),
                None => value.join(&theirs),
            };
            if ours.same != theirs.same || ours.facets != theirs.facets {
                value.origin.deciders.extend(&deciding);
            }
            bound(&mut value, meeting.lost);
            if value.same == ValueNumber::NONE {
                value.same = meeting.fresh();
            }
            value
        };
        let object = |ours: &Rc<Object>, theirs: &Rc<Object>| {
            if planted!(JoinDropsCell) {
                return ours.clone();
            }
            Rc::new(match thresholds {
                Some(thresholds) => ours.widen(theirs, thresholds),
                None => ours.join(theirs),
            })
        };
        let facets = |ours: &Facets, theirs: &Facets| {
            let mut facets = ours.clone();
            match thresholds {
                Some(thresholds) => facets.widen(theirs, thresholds),
                None => facets.join(theirs),
            };
            facets
        };
        Self {
            locals: self.locals.intersect(&other.locals, value),
            refined: self.refined.intersect(&other.refined, facets),
            heap: self.heap.union(&other.heap, object),
            stores,
            keys: join_entries(&self.keys, &other.keys),
            argv: join_entries(&self.argv, &other.argv),
            exposed: self.exposed.union(&other.exposed, |(), ()| ()),
            several: self.several.union(&other.several, |(), ()| ()),
            conditions,
            declared: self.declared.intersect(&other.declared, |(), ()| ()),
            touched: self.touched.union(&other.touched),
            tested: self.tested.union(&other.tested),
            key_types: self.key_types.clone().join(&other.key_types),
            unreachable: false,
            path: self.path,
        }
    }

    /// Whether both know the same, but for the numbers of values; of keys that are known by such numbers, nothing is claimed.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        if self.unreachable || other.unreachable {
            return self.unreachable == other.unreachable;
        }
        if self.path != other.path {
            return false;
        }
        let value = |ours: Option<&Value>, theirs: Option<&Value>| match (ours, theirs) {
            (Some(ours), Some(theirs)) => {
                ours.facets != theirs.facets || ours.origin != theirs.origin
            }
            _ => true,
        };
        let set = |ours: Option<&()>, theirs: Option<&()>| ours != theirs;
        !self.locals.any_difference(&other.locals, value)
            && !self
                .refined
                .any_difference(&other.refined, |ours, theirs| ours != theirs)
            && !self
                .heap
                .any_difference(&other.heap, |ours, theirs| ours != theirs)
            && self.keys.is_same(&other.keys)
            && self.argv.is_same(&other.argv)
            && !self.exposed.any_difference(&other.exposed, set)
            && !self.several.any_difference(&other.several, set)
    }
}

fn join_entries(
    ours: &Shared<EntriesState>,
    theirs: &Shared<EntriesState>,
) -> Shared<EntriesState> {
    if ours.shares(theirs) {
        ours.clone()
    } else {
        Shared::new(ours.join(theirs))
    }
}

/// Keeps the set of what a value may be small: beyond the limit it is any that is not followed, and so its members are.
pub(super) fn bound(value: &mut Value, lost: &Lost) {
    if value.facets.target.ids.len() <= TARGETS {
        return;
    }
    if !planted!(CapForgets) {
        lost.borrow_mut().push(value.clone());
    }
    let target = &mut value.facets.target;
    target.any_table |= target.has_table();
    target.any_function |= target.has_function();
    target.ids = crate::domain::IdSet::EMPTY;
}
