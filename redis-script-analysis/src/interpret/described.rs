//! The values that were described for the facts, each distinct one once.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::rc::Rc;

use crate::collections::Map;
use crate::facts::ValueAt;

/// The values by their hashes.
#[derive(Default)]
pub(super) struct Described(Map<u64, Vec<Rc<ValueAt>>>);

/// Different values of one hash that are kept; beyond, one more is not shared.
const ALIKE: usize = 8;

impl Described {
    pub(super) fn intern(&mut self, value: ValueAt) -> Rc<ValueAt> {
        let Some(alike) = self.0.or_insert(hash(&value), Vec::new()) else {
            return Rc::new(value);
        };
        for known in &*alike {
            if **known == value {
                return known.clone();
            }
        }
        let value = Rc::new(value);
        if alike.len() < ALIKE {
            alike.push(value.clone());
        }
        value
    }
}

fn hash(value: &ValueAt) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.types.hash(&mut hasher);
    value.text.hash(&mut hasher);
    value.number.map(f64::to_bits).hash(&mut hasher);
    value.magnitude.to_bits().hash(&mut hasher);
    value.reads.hash(&mut hasher);
    value.calls.hash(&mut hasher);
    hasher.finish()
}
