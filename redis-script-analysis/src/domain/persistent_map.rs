//! Persistent maps: copies share what they have in common.
//!
//! Each branch of a script has a state of its own, and most of it is that of the others. A copy costs nothing here, and
//! where two paths meet, only what either has changed is looked at: otherwise the time would grow with the number of
//! branches times that of the variables. It is a big-endian Patricia tree (Okasaki and Gill, 1998).

mod combine;
mod node;

use std::rc::Rc;

use self::combine::{any_difference, intersection, union};
use self::node::{TrieNode, for_each, insert, remove, value_mut};

/// A map from numbers.
pub(crate) struct PersistentMap<V>(Option<Rc<TrieNode<V>>>);

impl<V> Default for PersistentMap<V> {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl<V> Clone for PersistentMap<V> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<V> PersistentMap<V> {
    pub(crate) const EMPTY: Self = Self(None);

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    pub(crate) fn contains(&self, key: u64) -> bool {
        self.get(key).is_some()
    }

    pub(crate) fn get(&self, key: u64) -> Option<&V> {
        let mut node = self.0.as_deref()?;
        loop {
            match node {
                TrieNode::Leaf(found, value) => return (*found == key).then_some(value),
                TrieNode::Branch(branch) => node = branch.side(key),
            }
        }
    }

    /// The highest key.
    pub(crate) fn last_key(&self) -> Option<u64> {
        let mut node = self.0.as_deref()?;
        loop {
            match node {
                TrieNode::Leaf(key, _) => return Some(*key),
                TrieNode::Branch(branch) => node = &branch.ones,
            }
        }
    }

    pub(crate) fn insert(&mut self, key: u64, value: V) {
        match &mut self.0 {
            Some(root) => insert(root, key, value),
            None => self.0 = Some(Rc::new(TrieNode::Leaf(key, value))),
        }
    }

    /// What both maps have; the values of a key are joined where the two do not share it. `None` for a value that stays as it is here.
    pub(crate) fn intersect(
        &self,
        other: &Self,
        mut join: impl FnMut(&V, &V) -> Option<V>,
    ) -> Self {
        Self(match (&self.0, &other.0) {
            (Some(left), Some(right)) => intersection(left, right, &mut join),
            _ => None,
        })
    }
}

impl<V: Clone> PersistentMap<V> {
    pub(crate) fn remove(&mut self, key: u64) {
        if !self.contains(key) {
            return;
        }
        match &mut self.0 {
            Some(root) if matches!(**root, TrieNode::Branch(_)) => remove(root, key),
            _ => self.0 = None,
        }
    }

    /// The value of a key, to be changed; copies keep what they have.
    pub(crate) fn get_mut(&mut self, key: u64) -> Option<&mut V> {
        self.get(key)?;
        Some(value_mut(self.0.as_mut()?, key))
    }

    /// What either map has; the values of a key that both have are joined unless they share it.
    pub(crate) fn union(&self, other: &Self, mut join: impl FnMut(&V, &V) -> Option<V>) -> Self {
        match (&self.0, &other.0) {
            (Some(left), Some(right)) => Self(Some(union(left, right, &mut join))),
            (None, _) => other.clone(),
            (_, None) => self.clone(),
        }
    }
}

impl<V> PersistentMap<V> {
    /// Calls `visit` for each key, as long as it asks for more.
    pub(crate) fn for_each(&self, visit: &mut dyn FnMut(u64, &V) -> bool) {
        if let Some(root) = &self.0 {
            for_each(root, visit);
        }
    }

    /// Whether some key that the two do not share is found to differ; a value is `None` on the side that lacks it.
    pub(crate) fn any_difference(
        &self,
        other: &Self,
        mut differs: impl FnMut(Option<&V>, Option<&V>) -> bool,
    ) -> bool {
        any_difference(self.0.as_ref(), other.0.as_ref(), &mut differs)
    }
}

#[cfg(test)]
mod tests;
