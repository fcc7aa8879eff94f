//! Against a map of the standard library.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::PersistentMap;

type Steps = Vec<(u64, Option<u32>)>;

/// Keys that are near each other, far apart, and at the ends.
fn steps() -> impl Strategy<Value = Steps> {
    let key = prop_oneof![0..40_u64, any::<u64>(), Just(u64::MAX), Just(1 << 63)];
    prop::collection::vec((key, prop::option::weighted(0.7, any::<u32>())), 0..60)
}

fn apply(map: &mut PersistentMap<u32>, plain: &mut BTreeMap<u64, u32>, steps: &Steps) {
    for (key, value) in steps {
        if let Some(value) = value {
            map.insert(*key, *value);
            plain.insert(*key, *value);
        } else {
            map.remove(*key);
            plain.remove(key);
        }
    }
}

fn agrees(map: &PersistentMap<u32>, plain: &BTreeMap<u64, u32>, keys: &[&Steps]) -> bool {
    let mut keys = keys.iter().flat_map(|steps| steps.iter());
    map.0.is_none() == plain.is_empty() && keys.all(|(key, _)| map.get(*key) == plain.get(key))
}

/// The other value if it is greater.
fn greater(ours: u32, theirs: u32) -> Option<u32> {
    (theirs > ours).then_some(theirs)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_is_a_map(before in steps(), ours in steps(), theirs in steps()) {
        let (mut map, mut plain) = (PersistentMap::default(), BTreeMap::new());
        apply(&mut map, &mut plain, &before);
        let (mut left, mut left_plain) = (map.clone(), plain.clone());
        let (mut right, mut right_plain) = (map.clone(), plain.clone());
        apply(&mut left, &mut left_plain, &ours);
        apply(&mut right, &mut right_plain, &theirs);
        let all = [&before, &ours, &theirs];
        prop_assert!(agrees(&map, &plain, &all));
        prop_assert!(agrees(&left, &left_plain, &all));
        prop_assert!(agrees(&right, &right_plain, &all));
        let joined = left.intersect(&right, |ours, theirs| greater(*ours, *theirs));
        let joined_plain = left_plain
            .iter()
            .filter_map(|(key, ours)| Some((*key, *ours.max(right_plain.get(key)?))))
            .collect();
        prop_assert!(agrees(&joined, &joined_plain, &all));
        let united = left.union(&right, |ours, theirs| greater(*ours, *theirs));
        let mut united_plain = left_plain.clone();
        for (key, theirs) in &right_plain {
            let ours = united_plain.entry(*key).or_insert(*theirs);
            *ours = (*ours).max(*theirs);
        }
        prop_assert!(agrees(&united, &united_plain, &all));
        let differs = left.any_difference(&right, |ours, theirs| ours != theirs);
        prop_assert_eq!(differs, left_plain != right_plain);
    }
}

#[test]
fn what_is_shared_is_not_joined() {
    let mut map = PersistentMap::default();
    for key in 0..1_000 {
        map.insert(key, key);
    }
    let (mut left, mut right) = (map.clone(), map);
    left.insert(7, 1);
    right.insert(500, 2);
    let mut joined = Vec::new();
    let both = left.intersect(&right, |ours, theirs| {
        joined.push((*ours, *theirs));
        Some(ours + theirs)
    });
    assert_eq!(joined, [(1, 7), (500, 2)]);
    assert_eq!((both.get(7), both.get(8)), (Some(&8), Some(&8)));
}

#[test]
fn what_stays_as_it_is_stays_shared() {
    let mut map = PersistentMap::default();
    for key in 0..100 {
        map.insert(key, key);
    }
    let mut other = map.clone();
    other.insert(7, 70);
    let united = map.union(&other, |_, _| None);
    let both = map.intersect(&other, |_, _| None);
    for same in [&united, &both] {
        assert!(!same.any_difference(&map, |_, _| true));
    }
    assert!(
        other
            .get_mut(9)
            .is_some_and(|value| std::mem::replace(value, 90) == 9)
    );
    assert_eq!((other.get(9), map.get(9)), (Some(&90), Some(&9)));
    assert_eq!(other.get_mut(100), None);
}
