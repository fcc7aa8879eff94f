//! Keys that are the same wherever the script names them.

use crate::domain::persistent_map::PersistentMap;
use crate::domain::{IdSet, ValueNumber};

/// A set of keys, each by the number of its value.
#[derive(Clone)]
pub(super) struct KeyNames(PersistentMap<()>);

impl KeyNames {
    pub(super) const EMPTY: Self = Self(PersistentMap::EMPTY);

    pub(super) fn contains(&self, key: ValueNumber) -> bool {
        self.0.contains(key.0.into())
    }

    pub(super) fn insert(&mut self, key: ValueNumber) {
        if key != ValueNumber::NONE && !self.contains(key) {
            self.0.insert(key.0.into(), ());
        }
    }

    pub(super) fn union(&self, other: &Self) -> Self {
        Self(self.0.union(&other.0, |(), ()| None))
    }
}

/// Keys whose replies were tested, each with the values that were.
#[derive(Clone)]
pub(super) struct TestedKeys(PersistentMap<IdSet>);

impl TestedKeys {
    pub(super) const EMPTY: Self = Self(PersistentMap::EMPTY);

    pub(super) fn insert(&mut self, key: ValueNumber, tested: ValueNumber) {
        if key == ValueNumber::NONE {
            return;
        }
        let mut all = self.0.get(key.0.into()).cloned().unwrap_or_default();
        if all.len() < VALUES && all.extend(&IdSet::one(tested.0)) {
            self.0.insert(key.0.into(), all);
        }
    }

    /// Whether another reply of the key was tested than this value.
    pub(super) fn has_other(&self, key: ValueNumber, value: ValueNumber) -> bool {
        let Some(tested) = self.0.get(key.0.into()) else {
            return false;
        };
        for other in tested.as_slice() {
            if *other != value.0 {
                return true;
            }
        }
        false
    }

    pub(super) fn union(&self, other: &Self) -> Self {
        Self(self.0.union(&other.0, |ours, theirs| {
            let mut all = ours.clone();
            all.extend(theirs).then_some(all)
        }))
    }
}

/// Values that are told apart for one key.
const VALUES: usize = 4;
