//! Sequences of changes while the clock stands still, against a model with times.

use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use redis_script::preload;
use redis_script::scripts::compare_and_set::{
    Swap, compare_and_set, create_if_absent, delete_if_equal,
};
use redis_script::scripts::{Expiry, Ttl};

use crate::ready_made::frozen::{self, EXPIRY, Step};

/// A key by its definition: a value, and for how many milliseconds still if it expires.
#[derive(Clone, Debug, Default)]
struct Model(Option<(u8, Option<u64>)>);

#[derive(Clone, Copy, Debug)]
enum Event {
    CompareAndSet(u8, u8, Expiry),
    Create(u8, Option<Ttl>),
    Delete(u8),
    Pass(u64),
}

fn millis(ttl: Ttl) -> u64 {
    ttl.get().as_millis().try_into().unwrap()
}

impl Model {
    fn invoke(&mut self, event: Event) -> Option<Swap> {
        let (matches, after) = match event {
            Event::CompareAndSet(expected, new, expiry) => {
                let left = match expiry {
                    Expiry::Keep => self.0.and_then(|(_, left)| left),
                    Expiry::After(ttl) => Some(millis(ttl)),
                    Expiry::Never => None,
                };
                (self.holds(expected), Some((new, left)))
            }
            Event::Create(value, ttl) => (self.0.is_none(), Some((value, ttl.map(millis)))),
            Event::Delete(expected) => (self.holds(expected), None),
            Event::Pass(millis) => {
                let later = |(value, left): (u8, Option<u64>)| match left {
                    Some(left) if left <= millis => None,
                    left => Some((value, left.map(|left| left - millis))),
                };
                self.0 = self.0.and_then(later);
                return None;
            }
        };
        let current = self.0;
        if matches {
            self.0 = after;
            return Some(Swap::Done);
        }
        Some(current.map_or(Swap::Missing, |(value, _)| Swap::Holds(vec![value])))
    }

    fn holds(&self, expected: u8) -> bool {
        self.0.is_some_and(|(value, _)| value == expected)
    }
}

fn event() -> impl Strategy<Value = Event> {
    let ttl = (1..=20u64).prop_map(|millis| Ttl::new(Duration::from_millis(millis)).unwrap());
    let expiry = prop_oneof![
        Just(Expiry::Keep),
        Just(Expiry::Never),
        ttl.clone().prop_map(Expiry::After),
    ];
    let value = b'a'..=b'c';
    prop_oneof![
        4 => (value.clone(), value.clone(), expiry)
            .prop_map(|(expected, new, expiry)| Event::CompareAndSet(expected, new, expiry)),
        2 => (value.clone(), proptest::option::of(ttl))
            .prop_map(|(value, ttl)| Event::Create(value, ttl)),
        1 => value.prop_map(Event::Delete),
        2 => (1..=20u64).prop_map(Event::Pass),
    ]
}

fn step(event: Event) -> Step {
    match event {
        Event::CompareAndSet(expected, new, expiry) => {
            compare_and_set::call("k", &[expected][..], &[new][..], expiry).into()
        }
        Event::Create(value, ttl) => create_if_absent::call("k", &[value][..], ttl).into(),
        Event::Delete(expected) => delete_if_equal::call("k", &[expected][..]).into(),
        Event::Pass(millis) => Step::Pass(millis),
    }
}

#[test]
fn a_value_is_changed_for_its_time() {
    let sequences = vec(event(), 1..60);
    frozen::compare(compare_and_set::SCRIPT, &sequences, |con, events| {
        preload(con, [create_if_absent::SCRIPT, delete_if_equal::SCRIPT]).unwrap();
        let steps: Vec<Step> = events.iter().map(|event| step(*event)).collect();
        let mut model = Model::default();
        let expected = events.iter().filter_map(|event| model.invoke(*event));
        let expected = expected.collect();
        (expected, frozen::run(con, &["k"], EXPIRY, &steps))
    });
}
