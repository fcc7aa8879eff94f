//! The values that were described for the facts, each distinct one once.

use std::rc::Rc;

use crate::collections::{Hash, HashTable};
use crate::facts::ValueAt;

/// The values.
#[derive(Default)]
pub(super) struct Described {
    values: Vec<Rc<ValueAt>>,
    table: HashTable,
}

impl Described {
    pub(super) fn intern(&mut self, value: ValueAt) -> Rc<ValueAt> {
        let hash = hash(&value);
        let is = |place: usize| self.values.get(place).is_some_and(|known| **known == value);
        if let Some(known) = self
            .table
            .find(hash, &is)
            .and_then(|at| self.values.get(at))
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
    let number = value.number.map_or(0, f64::to_bits);
    let caught = value.caught.map_or(0, |call| call.0);
    let mut hash = Hash::default()
        .with(value.types.bits().into())
        .with(number)
        .with(value.magnitude.to_bits())
        .with(caught.into());
    if let Some(text) = &value.text {
        hash = hash.with_bytes(text);
    }
    for read in &value.reads {
        hash = hash.with(*read as u64);
    }
    for call in &value.calls {
        hash = hash.with(call.0.into());
    }
    hash.finish()
}
