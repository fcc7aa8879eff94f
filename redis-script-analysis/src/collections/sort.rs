//! One sort for all types: of keys and places, after which the things themselves change places.

use super::{Key, Packed};

/// Sorts by keys; what has the same one stays in its order.
pub(crate) fn sort_by_key<T, K: Key>(items: &mut [T], key: impl Fn(&T) -> K) {
    let mut keys = Vec::with_capacity(items.len());
    for item in &*items {
        keys.push(key(item).packed());
    }
    apply(order(&keys), items);
}

/// For each place, the one of the key that belongs there; nothing if each is in its place.
#[allow(clippy::disallowed_methods, reason = "it is the only one")]
pub(super) fn order(keys: &[Packed]) -> Vec<u32> {
    if keys.is_sorted() {
        return Vec::new();
    }
    let mut sorted = Vec::with_capacity(keys.len());
    for (place, key) in keys.iter().enumerate() {
        sorted.push((*key, place as u32));
    }
    sorted.sort_unstable();
    let mut order = Vec::with_capacity(keys.len());
    for (_, place) in sorted {
        order.push(place);
    }
    order
}

/// Brings things into an order.
pub(super) fn apply<T>(order: Vec<u32>, items: &mut [T]) {
    for (one, other) in swaps(order) {
        items.swap(one, other);
    }
}

/// The exchanges that bring things into an order, cycle by cycle.
fn swaps(mut order: Vec<u32>) -> Vec<(usize, usize)> {
    let mut swaps = Vec::new();
    for start in 0..order.len() {
        let mut at = start;
        while let Some(from) = order.get_mut(at) {
            // What belongs here; from now on it is here.
            let next = std::mem::replace(from, at as u32) as usize;
            if next == start {
                break;
            }
            swaps.push((at, next));
            at = next;
        }
    }
    swaps
}
