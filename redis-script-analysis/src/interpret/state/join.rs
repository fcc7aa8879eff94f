//! Where paths meet.

use std::cell::Cell;
use std::rc::Rc;

use super::{Lost, State};
use crate::collections::Shared;
use crate::domain::{Domain, Facets, Value, ValueNumber};
use crate::interpret::conditions::deciders;
use crate::interpret::entries_state::EntriesState;
use crate::interpret::heap::Object;
use crate::interpret::limits::TARGETS;

/// A place where two paths meet.
pub(in crate::interpret) struct Meeting<'a> {
    /// Gets what sets lost by growing too large.
    pub(in crate::interpret) lost: &'a Lost,
    /// The head of a loop: ends of intervals that move go to the next of these.
    pub(in crate::interpret) thresholds: Option<&'a [f64]>,
    /// Names the time, as one at which something may have been stored.
    pub(in crate::interpret) time: u32,
    /// The next number for a value. A local gets its number here if the paths disagree, so that what is told of it on one of
    /// the paths that part after this is told of the same number on the others.
    pub(in crate::interpret) next: Cell<ValueNumber>,
}

impl Meeting<'_> {
    fn fresh(&self) -> ValueNumber {
        let number = self.next.get();
        self.next.set(ValueNumber(number.0 + 1));
        number
    }
}

impl State {
    /// The state where two paths meet.
    pub(in crate::interpret) fn join(self, other: Self, meeting: &Meeting<'_>) -> Self {
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
            if planted!(JoinDropsSide) || ours.same != ValueNumber::NONE && ours == theirs {
                return None;
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
            Some(value)
        };
        let object = |ours: &Rc<Object>, theirs: &Rc<Object>| {
            let is_same = Rc::ptr_eq(ours, theirs) || ours.is_like(theirs);
            if planted!(JoinDropsCell) || is_same {
                return None;
            }
            Some(Rc::new(match thresholds {
                Some(thresholds) => ours.widen(theirs, thresholds),
                None => ours.join(theirs),
            }))
        };
        let facets = |ours: &Facets, theirs: &Facets| {
            let mut facets = ours.clone();
            let is_wider = match thresholds {
                Some(thresholds) => facets.widen(theirs, thresholds),
                None => facets.join(theirs),
            };
            is_wider.then_some(facets)
        };
        Self {
            locals: self.locals.intersect(&other.locals, value),
            refined: self.refined.intersect(&other.refined, facets),
            heap: self.heap.union(&other.heap, object),
            stores,
            keys: join_entries(&self.keys, &other.keys),
            argv: join_entries(&self.argv, &other.argv),
            exposed: self.exposed.union(&other.exposed, |(), ()| None),
            several: self.several.union(&other.several, |(), ()| None),
            conditions,
            declared: self.declared.intersect(&other.declared, |(), ()| None),
            filled: self.filled.intersect(&other.filled, |(), ()| None),
            partly_filled: self
                .partly_filled
                .union(&other.partly_filled, |(), ()| None),
            touched: self.touched.union(&other.touched),
            tested: self.tested.union(&other.tested),
            null_tests: self.null_tests.union(&other.null_tests),
            key_types: self.key_types.clone().join(&other.key_types),
            settled: self.settled.clone().join(&other.settled),
            unreachable: false,
            path: self.path,
        }
    }

    /// The rounds around in which tables were made are others now. What is not made in a loop was made before it.
    pub(in crate::interpret) fn renew(&mut self, entry: &Self) {
        self.heap = self.heap.union(&entry.heap, |ours, theirs| {
            if ours.since.0 == 0 || ours.since.0 == theirs.since.0 {
                return None;
            }
            let mut renewed = Object::clone(ours);
            renewed.since = theirs.since;
            Some(Rc::new(renewed))
        });
    }

    /// Whether both know the same, but for the numbers of values; of keys that are known by such numbers, nothing is claimed.
    pub(in crate::interpret) fn is_same(&self, other: &Self) -> bool {
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
            && self.settled.is_same(&other.settled)
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
pub(in crate::interpret) fn bound(value: &mut Value, lost: &Lost) {
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
