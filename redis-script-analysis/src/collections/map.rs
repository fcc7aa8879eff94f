//! Maps and sets, in the order in which their keys came.

use std::marker::PhantomData;

use super::hash::{Hash, HashTable};
use super::{Key, Packed, sort};

/// Values by their keys.
#[derive(Clone)]
pub(crate) struct Map<K, T> {
    keys: Set<K>,
    /// In the order of the keys.
    values: Vec<T>,
}

/// Keys, each once.
#[derive(Clone)]
pub(crate) struct Set<K> {
    index: HashIndex,
    kind: PhantomData<K>,
}

/// The places of keys. All sets are compiled from it.
#[derive(Clone)]
struct HashIndex {
    keys: Vec<Packed>,
    table: HashTable,
}

impl HashIndex {
    const EMPTY: Self = Self {
        keys: Vec::new(),
        table: HashTable::EMPTY,
    };

    fn find(&self, key: Packed) -> Option<usize> {
        let is = |place: usize| self.keys.get(place) == Some(&key);
        self.table.find(hash(key), &is)
    }

    /// The place of a key, which is added after the others if it is new.
    fn place(&mut self, key: Packed) -> usize {
        if let Some(known) = self.find(key) {
            return known;
        }
        let place = self.keys.len();
        self.table.add(hash(key), place);
        self.keys.push(key);
        place
    }

    /// Adds a key; whether it is new.
    fn insert(&mut self, key: Packed) -> bool {
        let next = self.keys.len();
        self.place(key) == next
    }
}

fn hash(key: Packed) -> u32 {
    let hash = Hash::default().with(key as u64);
    hash.with((key >> 64) as u64).finish()
}

impl<K> Default for Set<K> {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl<K> Set<K> {
    pub(crate) const EMPTY: Self = Self {
        index: HashIndex::EMPTY,
        kind: PhantomData,
    };
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
        Self::EMPTY
    }
}

impl<K, T> Map<K, T> {
    pub(crate) const EMPTY: Self = Self {
        keys: Set::EMPTY,
        values: Vec::new(),
    };
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
        let place = self.keys.index.place(key.packed());
        match self.values.get_mut(place) {
            Some(known) => *known = value,
            None => self.values.push(value),
        }
    }

    /// The value of a key, which gets this one if it has none.
    pub(crate) fn or_insert(&mut self, key: K, value: T) -> Option<&mut T> {
        let place = self.keys.index.place(key.packed());
        if place == self.values.len() {
            self.values.push(value);
        }
        self.values.get_mut(place)
    }

    /// The values in the order in which their keys came.
    #[must_use]
    pub(crate) fn values(&self) -> &[T] {
        &self.values
    }

    /// The same, which this map does not need any more.
    pub(crate) fn take_values(&mut self) -> Vec<T> {
        std::mem::take(&mut self.values)
    }

    /// The values in the order of their keys; this map does not need them any more.
    pub(crate) fn take_sorted(&mut self) -> Vec<T> {
        let order = sort::order(&self.keys.index.keys);
        sort::bring_into(order, &mut self.values.as_mut_slice());
        self.take_values()
    }
}
