//! One sort for all types: of keys and places, after which the things themselves change places.

use super::{Key, Packed};

/// Sorts by keys; what has the same one stays in its order.
pub(crate) fn sort_by_key<T, K: Key>(mut items: &mut [T], key: impl Fn(&T) -> K) {
    let mut keys = Vec::with_capacity(items.len());
    for item in &*items {
        keys.push(key(item).packed());
    }
    bring_into(order(&keys), &mut items);
}

/// For each place, the one of the key that belongs there; nothing if each is in its place.
pub(super) fn order(keys: &[Packed]) -> Vec<u32> {
    if is_sorted(keys) {
        return Vec::new();
    }
    let (mut ranked, mut runs) = runs(keys);
    while runs.len() > 1 {
        let mut merged = Vec::with_capacity(keys.len());
        let mut longer = Vec::with_capacity(runs.len());
        let mut rest = ranked.as_slice();
        let mut open = runs.as_slice();
        while let [left, more @ ..] = open {
            let mut right = 0;
            open = more;
            if let [run, more @ ..] = more {
                right = *run;
                open = more;
            }
            let (ours, others) = rest.split_at((*left).min(rest.len()));
            let (theirs, others) = others.split_at(right.min(others.len()));
            merge(ours, theirs, &mut merged);
            longer.push(left + right);
            rest = others;
        }
        (ranked, runs) = (merged, longer);
    }
    let mut order = Vec::with_capacity(keys.len());
    for (_, place) in &ranked {
        order.push(*place);
    }
    order
}

fn is_sorted(keys: &[Packed]) -> bool {
    let mut last = 0;
    for key in keys {
        if *key < last {
            return false;
        }
        last = *key;
    }
    true
}

/// Keys with their places, and the lengths of the parts that are in order as they stand: what is sorted mostly has few of them.
fn runs(keys: &[Packed]) -> (Vec<Ranked>, Vec<usize>) {
    let mut ranked = Vec::with_capacity(keys.len());
    let (mut runs, mut start, mut last) = (Vec::new(), 0, 0);
    for key in keys {
        if *key < last {
            runs.push(ranked.len() - start);
            start = ranked.len();
        }
        last = *key;
        ranked.push((*key, ranked.len() as u32));
    }
    runs.push(ranked.len() - start);
    (ranked, runs)
}

/// A key, and the place of what it belongs to.
type Ranked = (Packed, u32);

/// Two lists in the order of their keys become one; of equal keys, those on the left stand first.
fn merge(mut left: &[Ranked], mut right: &[Ranked], merged: &mut Vec<Ranked>) {
    while let ([ours, more @ ..], [theirs, others @ ..]) = (left, right) {
        if ours.0 <= theirs.0 {
            merged.push(*ours);
            left = more;
        } else {
            merged.push(*theirs);
            right = others;
        }
    }
    merged.extend_from_slice(left);
    merged.extend_from_slice(right);
}

/// A list of any type, two of whose items can change places.
pub(super) trait Exchange {
    fn exchange(&mut self, one: usize, other: usize);
}

impl<T> Exchange for &mut [T] {
    fn exchange(&mut self, one: usize, other: usize) {
        self.swap(one, other);
    }
}

/// Makes the exchanges that bring things into an order, cycle by cycle.
pub(super) fn bring_into(mut order: Vec<u32>, items: &mut dyn Exchange) {
    for start in 0..order.len() {
        let mut at = start;
        while let Some(from) = order.get_mut(at) {
            // What belongs here; from now on it is here.
            let next = std::mem::replace(from, at as u32) as usize;
            if next == start {
                break;
            }
            items.exchange(at, next);
            at = next;
        }
    }
}
