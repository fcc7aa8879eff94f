//! A set of strings that gives each a number.

use super::hash::{self, HashTable};

/// Strings, each once, numbered in the order in which they came.
#[derive(Clone, Debug)]
pub(crate) struct Interner<S> {
    names: Vec<S>,
    table: HashTable,
}

impl<S> Default for Interner<S> {
    fn default() -> Self {
        Self {
            names: Vec::new(),
            table: HashTable::default(),
        }
    }
}

impl<S: AsRef<[u8]>> Interner<S> {
    /// The number of a string that is one of them.
    pub(crate) fn find(&self, name: &[u8]) -> Option<usize> {
        let is = |place: usize| {
            let known = self.names.get(place);
            known.is_some_and(|known| known.as_ref() == name)
        };
        self.table.find(hash::of_bytes(name), &is)
    }

    /// Adds a string; whether it is new.
    pub(crate) fn insert(&mut self, name: S) -> bool {
        let bytes = name.as_ref();
        if self.find(bytes).is_some() {
            return false;
        }
        self.table.add(hash::of_bytes(bytes), self.names.len());
        self.names.push(name);
        true
    }

    /// The number of a string, which is added if it is new.
    pub(crate) fn number(&mut self, name: &S) -> u32
    where
        S: Clone,
    {
        let known = self.find(name.as_ref());
        let number = known.unwrap_or(self.names.len());
        if known.is_none() {
            self.insert(name.clone());
        }
        number as u32
    }

    /// The strings in the order of their numbers.
    pub(crate) fn as_slice(&self) -> &[S] {
        &self.names
    }
}
