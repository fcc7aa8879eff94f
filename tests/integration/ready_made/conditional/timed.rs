//! A key by its definition: what it holds, and for how long.

use core::fmt::Debug;
use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use redis::Value;
use redis_script::Script;
use redis_script::scripts::{Expiry, Ttl};

use crate::ready_made::frozen::{self, EXPIRY, Step};
use crate::ready_made::told::told;

/// What a key holds, and the milliseconds that are left to it if it expires.
#[derive(Clone, Debug)]
pub(super) struct Timed<T> {
    pub(super) value: Option<T>,
    ttl: Option<u64>,
}

impl<T> Timed<T> {
    /// It is written.
    pub(super) fn write(&mut self, value: T, life: Life) {
        self.value = Some(value);
        match life {
            Life::Keep => {}
            Life::Never => self.ttl = None,
            Life::After(millis) => self.ttl = Some(millis),
        }
    }

    fn pass(&mut self, millis: u64) {
        match &mut self.ttl {
            Some(ttl) if *ttl > millis => *ttl -= millis,
            Some(_) => {
                self.value = None;
                self.ttl = None;
            }
            None => {}
        }
    }

    /// What PTTL replies.
    fn pttl(&self) -> String {
        match (&self.value, self.ttl) {
            (None, _) => "-2".to_owned(),
            (Some(_), None) => "-1".to_owned(),
            (Some(_), Some(ttl)) => ttl.to_string(),
        }
    }
}

/// An [`Expiry`] that a test can look into.
#[derive(Clone, Copy, Debug)]
pub(super) enum Life {
    Keep,
    Never,
    After(u64),
}

impl Life {
    pub(super) fn expiry(self) -> Expiry {
        match self {
            Self::Keep => Expiry::Keep,
            Self::Never => Expiry::Never,
            Self::After(millis) => Expiry::After(Ttl::new(Duration::from_millis(millis)).unwrap()),
        }
    }
}

pub(super) fn life() -> impl Strategy<Value = Life> {
    prop_oneof![
        3 => Just(Life::Keep),
        1 => Just(Life::Never),
        2 => (1..=1000u64).prop_map(Life::After),
    ]
}

/// Holds calls of a script on the key `k` against a model of it: what each replies, and the time to live after each.
pub(super) fn compare<T: Debug + Clone, O: Debug + Clone>(
    script: Script,
    operation: impl Strategy<Value = O>,
    model: impl Fn(&mut Timed<T>, &O) -> String,
    call: impl Fn(&O) -> Step,
) {
    let event = prop_oneof![
        4 => operation.prop_map(Ok),
        1 => (0..=1000u64).prop_map(Err),
    ];
    frozen::compare(script, &vec(event, 1..40), |con, events| {
        let mut key = Timed {
            value: None,
            ttl: None,
        };
        let mut expected = Vec::new();
        let mut steps = Vec::new();
        for event in events {
            match event {
                Ok(operation) => {
                    expected.push(model(&mut key, &operation));
                    expected.push(key.pttl());
                    steps.push(call(&operation));
                    let mut pttl = redis::cmd("PTTL");
                    steps.push(Step::Send(pttl.arg("k").clone()));
                }
                Err(millis) => {
                    key.pass(millis);
                    steps.push(Step::Pass(millis));
                }
            }
        }
        let said: Vec<Value> = frozen::run(con, &["k"], EXPIRY, &steps);
        (expected, said.iter().map(told).collect())
    });
}

/// An optional value as [`told`] says it.
pub(super) fn or_nil(value: Option<impl ToString>) -> String {
    value.map_or("nil".to_owned(), |value| value.to_string())
}
