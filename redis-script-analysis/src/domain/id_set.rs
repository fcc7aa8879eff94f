//! Small sets of numbers, cheap to copy.

use std::rc::Rc;

/// A set of numbers in ascending order. Copies share it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct IdSet(Option<Rc<Vec<u32>>>);

impl IdSet {
    /// The empty set.
    pub(crate) const EMPTY: Self = Self(None);

    /// The set of one number.
    pub(crate) fn one(id: u32) -> Self {
        Self(Some(Rc::new(vec![id])))
    }

    pub(crate) fn as_slice(&self) -> &[u32] {
        match &self.0 {
            Some(ids) => ids.as_slice(),
            None => &[],
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> {
        self.as_slice().iter().copied()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    pub(crate) fn len(&self) -> usize {
        self.as_slice().len()
    }

    pub(crate) fn contains(&self, id: u32) -> bool {
        self.as_slice().binary_search(&id).is_ok()
    }

    /// The only number of the set.
    pub(crate) fn single(&self) -> Option<u32> {
        match self.as_slice() {
            [id] => Some(*id),
            _ => None,
        }
    }

    /// Adds the other's numbers; whether there are more now.
    pub(crate) fn extend(&mut self, other: &Self) -> bool {
        if other.is_empty() {
            return false;
        }
        if self.is_empty() {
            self.0.clone_from(&other.0);
            return true;
        }
        if other.as_slice().iter().all(|id| self.contains(*id)) {
            return false;
        }
        *self = Self::of(merged(self.as_slice(), other.as_slice()));
        true
    }

    /// Leaves the numbers that are wanted; whether some went.
    pub(crate) fn retain(&mut self, mut wanted: impl FnMut(u32) -> bool) -> bool {
        if self.is_empty() {
            return false;
        }
        let mut left = Vec::with_capacity(self.len());
        for id in self.as_slice() {
            if wanted(*id) {
                left.push(*id);
            }
        }
        let changed = left.len() != self.len();
        if changed {
            *self = Self::of(left);
        }
        changed
    }

    /// `ids` are in ascending order, each once.
    fn of(ids: Vec<u32>) -> Self {
        Self((!ids.is_empty()).then(|| Rc::new(ids)))
    }
}

fn merged(mut ours: &[u32], mut theirs: &[u32]) -> Vec<u32> {
    let mut all = Vec::with_capacity(ours.len() + theirs.len());
    while let ([one, rest @ ..], [other, others @ ..]) = (ours, theirs) {
        all.push(*one.min(other));
        if one <= other {
            ours = rest;
        }
        if other <= one {
            theirs = others;
        }
    }
    all.extend(ours);
    all.extend(theirs);
    all
}
