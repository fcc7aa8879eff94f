//! The values that were described for the facts, each distinct one once.

use std::rc::Rc;

use crate::collections::{Hash, HashTable};
use crate::facts::ValueAt;

/// The values.
pub(super) struct Described {
    values: Vec<Rc<ValueAt>>,
    table: HashTable,
}

impl Described {
    pub(super) const EMPTY: Self = Self {
        values: Vec::new(),
        table: HashTable::EMPTY,
    };

    pub(super) fn intern(&mut self, value: ValueAt) -> Rc<ValueAt> {
        let hash = hash(&value);
        let is = |place: usize| self.values.get(place).is_some_and(|known| **known == value);
        if let Some(at) = self.table.find(hash, &is)
            && let Some(known) = self.values.get(at)
        {
            return known.clone();
        }
        let value = Rc::new(value);
        self.table.add(hash, self.values.len());
        self.values.push(value.clone());
        value
    }
}

/// Of all that may differ in more than some ways.
fn hash(value: &ValueAt) -> u32 {
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
