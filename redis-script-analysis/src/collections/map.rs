//! Maps and sets, in the order in which their keys came.

use std::marker::PhantomData;

use super::hash::{self, HashTable};
use super::{Key, Packed, sort};

/// Values by their keys.
#[derive(Clone, Debug)]
pub(crate) struct Map<K, T> {
    keys: Set<K>,
    /// In the order of the keys.
    values: Vec<T>,
}

/// Keys, each once.
#[derive(Clone, Debug)]
pub(crate) struct Set<K> {
    index: HashIndex,
    kind: PhantomData<K>,
}

/// The places of keys. All sets are compiled from it.
#[derive(Clone, Debug, Default)]
struct HashIndex {
    keys: Vec<Packed>,
    table: HashTable,
}

impl HashIndex {
    fn find(&self, key: Packed) -> Option<usize> {
        let is = |place: usize| self.keys.get(place) == Some(&key);
        self.table.find(hash::of_pair(key), &is)
    }

    /// Whether it is new.
    fn insert(&mut self, key: Packed) -> bool {
        if self.find(key).is_some() {
            return false;
        }
        self.table.add(hash::of_pair(key), self.keys.len());
        self.keys.push(key);
        true
    }
}

impl<K> Default for Set<K> {
    fn default() -> Self {
        Self {
            index: HashIndex::default(),
            kind: PhantomData,
        }
    }
}

impl<K: Key> Set<K> {
    /// Whether the key is one of them.
    #[must_use]
    pub(crate) fn contains(&self, key: K) -> bool {
        self.index.find(key.packed()).is_some()
    }

    /// Adds a key; whether it is new.
    pub(crate) fn insert(&mut self, key: K) -> bool {
        self.index.insert(key.packed())
    }
}

impl<K, T> Default for Map<K, T> {
    fn default() -> Self {
        Self {
            keys: Set::default(),
            values: Vec::new(),
        }
    }
}

impl<K: Key, T> Map<K, T> {
    /// The value of a key.
    #[must_use]
    pub(crate) fn get(&self, key: K) -> Option<&T> {
        let place = self.keys.index.find(key.packed())?;
        self.values.get(place)
    }

    pub(crate) fn get_mut(&mut self, key: K) -> Option<&mut T> {
        let place = self.keys.index.find(key.packed())?;
        self.values.get_mut(place)
    }

    /// Gives a key its value, in the place of the one that it had.
    pub(crate) fn insert(&mut self, key: K, value: T) {
        if self.keys.insert(key) {
            self.values.push(value);
        } else if let Some(known) = self.get_mut(key) {
            *known = value;
        }
    }

    /// The value of a key, which gets this one if it has none.
    pub(crate) fn or_insert(&mut self, key: K, value: T) -> Option<&mut T> {
        if self.keys.insert(key) {
            self.values.push(value);
            return self.values.last_mut();
        }
        self.get_mut(key)
    }

    /// The values in the order in which their keys came.
    #[must_use]
    pub(crate) fn values(&self) -> &[T] {
        &self.values
    }

    /// The same, without the keys.
    pub(crate) fn into_values(self) -> Vec<T> {
        self.values
    }

    /// The values in the order of their keys.
    pub(crate) fn into_sorted(mut self) -> Vec<T> {
        sort::apply(sort::order(&self.keys.index.keys), &mut self.values);
        self.values
    }
}
