//! The values that were described for the facts, each distinct one once.

use std::rc::Rc;

use crate::collections::{Hash, HashTable, lists};
use crate::facts::ValueAt;

/// The values.
pub(super) struct Described {
    values: Vec<Rc<ValueAt>>,
    table: HashTable,
    /// So many are kept before those are left out that nothing has any more, since they were joined with others.
    limit: usize,
}

/// Values that are kept in any case.
const KEPT: usize = 1_000;

impl Described {
    pub(super) const EMPTY: Self = Self {
        values: Vec::new(),
        table: HashTable::EMPTY,
        limit: KEPT,
    };

    pub(super) fn intern(&mut self, value: ValueAt) -> Rc<ValueAt> {
        let hash = hash_of(&value);
        let is = |place: usize| self.values.get(place).is_some_and(|known| **known == value);
        if let Some(at) = self.table.find(hash, &is)
            && let Some(known) = self.values.get(at)
        {
            return known.clone();
        }
        if self.values.len() >= self.limit {
            self.forget_unused();
        }
        let value = Rc::new(value);
        self.table.add(hash, self.values.len());
        self.values.push(value.clone());
        value
    }

    fn forget_unused(&mut self) {
        lists::keep(&mut self.values, |value| Rc::strong_count(value) > 1);
        self.limit = self.values.len() * 2 + KEPT;
        self.table = HashTable::EMPTY;
        for (place, value) in self.values.iter().enumerate() {
            self.table.add(hash_of(value), place);
        }
    }
}

/// Of all that may differ in more than some ways.
fn hash_of(value: &ValueAt) -> u32 {
    let number = match value.number {
        Some(number) => number.to_bits(),
        None => 0,
    };
    let caught = match value.caught {
        Some(call) => call.0,
        None => 0,
    };
    let mut hash = Hash::default()
        .with(value.types.bits().into())
        .with(number)
        .with(value.magnitude.to_bits())
        .with(caught.into());
    if let Some(text) = &value.text {
        hash = hash.with_bytes(text);
    }
    // A number or one of some strings, or strings that begin so.
    if value.text.is_none() {
        for text in value.string.constants().into_iter().flatten() {
            hash = hash.with_bytes(text);
        }
        hash = hash.with_bytes(value.string.prefix());
    }
    for read in &value.reads {
        hash = hash.with(*read as u64);
    }
    for call in &value.calls {
        hash = hash.with(call.0.into());
    }
    hash.finish()
}
