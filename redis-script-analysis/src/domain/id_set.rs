//! Small sets of numbers, cheap to copy.

use std::rc::Rc;

use crate::collections::lists;

/// A set of numbers. Copies share it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct IdSet(Ids);

#[derive(Clone, Debug, Default, PartialEq)]
enum Ids {
    #[default]
    None,
    /// Most sets have one number at most, for which nothing is allocated.
    One(u32),
    /// In ascending order.
    Several(Rc<Vec<u32>>),
}

impl IdSet {
    /// The empty set.
    pub(crate) const EMPTY: Self = Self(Ids::None);

    /// The set of one number.
    pub(crate) const fn one(id: u32) -> Self {
        Self(Ids::One(id))
    }

    pub(crate) fn as_slice(&self) -> &[u32] {
        match &self.0 {
            Ids::None => &[],
            Ids::One(id) => std::slice::from_ref(id),
            Ids::Several(ids) => ids.as_slice(),
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> {
        self.as_slice().iter().copied()
    }

    pub(crate) fn is_empty(&self) -> bool {
        matches!(self.0, Ids::None)
    }

    pub(crate) fn len(&self) -> usize {
        self.as_slice().len()
    }

    pub(crate) fn contains(&self, id: u32) -> bool {
        lists::find(self.as_slice(), |known| known.cmp(&id)).is_ok()
    }

    /// The only number of the set.
    pub(crate) fn single(&self) -> Option<u32> {
        match self.0 {
            Ids::One(id) => Some(id),
            Ids::None | Ids::Several(_) => None,
        }
    }

    /// Adds the other's numbers; whether there are more now.
    pub(crate) fn extend(&mut self, other: &Self) -> bool {
        if other.is_empty() {
            return false;
        }
        if self.is_empty() {
            *self = other.clone();
            return true;
        }
        let is_known = match (&self.0, &other.0) {
            (Ids::Several(ours), Ids::Several(theirs)) => Rc::ptr_eq(ours, theirs),
            (_, Ids::One(id)) => self.contains(*id),
            _ => false,
        };
        if is_known {
            return false;
        }
        if let Ids::Several(ours) = &mut self.0
            && ours.last() < other.as_slice().first()
            && let Some(ours) = Rc::get_mut(ours)
        {
            // What the script makes later has a higher number.
            ours.extend_from_slice(other.as_slice());
            return true;
        }
        let all = merged(self.as_slice(), other.as_slice());
        let is_new = all.len() > self.len();
        if is_new {
            *self = Self::of(all);
        }
        is_new
    }

    /// Leaves the numbers that are wanted; whether some went.
    pub(crate) fn retain(&mut self, wanted: &dyn Fn(u32) -> bool) -> bool {
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
        Self(match ids.as_slice() {
            [] => Ids::None,
            [id] => Ids::One(*id),
            _ => Ids::Several(Rc::new(ids)),
        })
    }
}

fn merged(mut ours: &[u32], mut theirs: &[u32]) -> Vec<u32> {
    let mut all = Vec::with_capacity(ours.len() + theirs.len());
    while let ([one, rest @ ..], [other, others @ ..]) = (ours, theirs) {
        all.push(if one < other { *one } else { *other });
        if one <= other {
            ours = rest;
        }
        if other <= one {
            theirs = others;
        }
    }
    all.extend_from_slice(ours);
    all.extend_from_slice(theirs);
    all
}
