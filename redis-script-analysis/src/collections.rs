//! The maps, sets and the sort of this crate.
//!
//! Each user compiles it, without optimization, and each type of element that a collection of the standard library holds is
//! compiled anew: a `BTreeMap` takes some 10,000 lines of LLVM IR, a sort 3,300. Here all that finds and orders is compiled
//! once, for keys of one type; what is left for each type of element are a few lines.

mod hash;
mod interner;
pub(crate) mod lists;
mod map;
mod shared;
mod sort;

pub(crate) use self::hash::{Hash, HashTable};
pub(crate) use self::interner::Interner;
pub(crate) use self::map::{Map, Set};
pub(crate) use self::shared::{Empty, Shared};
pub(crate) use self::sort::sort_by_key;

/// A key as all keys are compared.
type Packed = u128;

/// What maps and sorts take for a key.
pub(crate) trait Key: Copy {
    /// The key as a number: different ones for different keys, and in the same order.
    fn packed(self) -> u128;
}

/// A key that fits one number, alone or as half of a pair.
pub(crate) trait HalfKey: Copy {
    /// The key as a number: different ones for different keys, and in the same order.
    fn half(self) -> u64;
}

impl<H: HalfKey> Key for H {
    fn packed(self) -> u128 {
        packed_pair(self.half(), 0)
    }
}

impl<A: HalfKey, B: HalfKey> Key for (A, B) {
    fn packed(self) -> u128 {
        packed_pair(self.0.half(), self.1.half())
    }
}

/// Two numbers as one, in the order of the pairs.
pub(crate) fn packed_pair(first: u64, second: u64) -> u128 {
    u128::from(first) << 64 | u128::from(second)
}

impl HalfKey for u32 {
    fn half(self) -> u64 {
        self.into()
    }
}

impl HalfKey for u64 {
    fn half(self) -> u64 {
        self
    }
}

impl HalfKey for bool {
    fn half(self) -> u64 {
        self.into()
    }
}

impl HalfKey for i64 {
    fn half(self) -> u64 {
        self.cast_unsigned() ^ (1 << 63)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::{Interner, Key, Map, Set, sort_by_key};

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn maps_hold_what_was_inserted(steps in prop::collection::vec((-9..9_i64, any::<bool>(), any::<u32>()), 0..80)) {
            let (mut map, mut plain) = (Map::default(), BTreeMap::new());
            for (one, other, value) in steps {
                prop_assert_eq!(map.get((one, other)), plain.get(&(one, other)));
                map.insert((one, other), value);
                plain.insert((one, other), value);
                prop_assert_eq!(map.get((one, other)), Some(&value));
                prop_assert_eq!(map.values().len(), plain.len());
            }
            prop_assert_eq!(map.take_sorted(), plain.into_values().collect::<Vec<_>>());
        }

        #[test]
        fn sets_tell_what_is_new(keys in prop::collection::vec(-3..3_i64, 0..20)) {
            let (mut set, mut plain) = (Set::default(), BTreeSet::new());
            for key in keys {
                prop_assert_eq!(set.contains(key), plain.contains(&key));
                prop_assert_eq!(set.insert(key), plain.insert(key));
            }
        }

        #[test]
        fn names_are_numbered_in_their_order(given in prop::collection::vec("[ab]{0,3}", 0..40)) {
            let mut names = Interner::default();
            let mut plain: Vec<&str> = Vec::new();
            for name in &given {
                let known = plain.iter().position(|other| other == name);
                prop_assert_eq!(names.find(name.as_bytes()), known);
                prop_assert_eq!(names.insert(name.as_str()), known.is_none());
                if known.is_none() {
                    plain.push(name);
                }
                prop_assert_eq!(names.as_slice(), plain.as_slice());
            }
        }

        #[test]
        fn the_sort_is_stable(mut items in prop::collection::vec((-5..5_i64, any::<u8>()), 0..60)) {
            let mut plain = items.clone();
            plain.sort_by_key(|item| item.0);
            sort_by_key(&mut items, |item| item.0);
            prop_assert_eq!(items, plain);
        }

        #[test]
        fn packed_keys_keep_their_order(left in any::<(i64, u32)>(), right in any::<(i64, u32)>()) {
            prop_assert_eq!(left.packed().cmp(&right.packed()), left.cmp(&right));
        }
    }
}
