//! A set of strings that gives each a number.

use super::hash::{Hash, HashTable};

/// Strings, each once, numbered in the order in which they came.
#[derive(Clone)]
#[cfg_attr(test, derive(Debug))]
pub(crate) struct Interner<S> {
    names: Vec<S>,
    table: HashTable,
}

impl<S> Default for Interner<S> {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl<S> Interner<S> {
    pub(crate) const EMPTY: Self = Self {
        names: Vec::new(),
        table: HashTable::EMPTY,
    };
}

impl<S: AsRef<[u8]>> Interner<S> {
    /// The number of a string that is one of them.
    pub(crate) fn find(&self, name: &[u8]) -> Option<usize> {
        self.find_hashed(name, hash(name))
    }

    /// Adds a string; whether it is new.
    pub(crate) fn insert(&mut self, name: S) -> bool {
        let hash = hash(name.as_ref());
        let is_new = self.find_hashed(name.as_ref(), hash).is_none();
        if is_new {
            self.table.add(hash, self.names.len());
            self.names.push(name);
        }
        is_new
    }

    /// The number of a string, which is added if it is new.
    pub(crate) fn number(&mut self, name: &S) -> u32
    where
        S: Clone,
    {
        let hash = hash(name.as_ref());
        let known = self.find_hashed(name.as_ref(), hash);
        let number = known.unwrap_or(self.names.len());
        if known.is_none() {
            self.table.add(hash, number);
            self.names.push(name.clone());
        }
        number as u32
    }

    fn find_hashed(&self, name: &[u8], hash: u32) -> Option<usize> {
        let is = |place: usize| match self.names.get(place) {
            Some(known) => known.as_ref() == name,
            None => false,
        };
        self.table.find(hash, &is)
    }

    /// The strings in the order of their numbers.
    pub(crate) fn as_slice(&self) -> &[S] {
        &self.names
    }
}

fn hash(name: &[u8]) -> u32 {
    Hash::default().with_bytes(name).finish()
}
