//! What a limiter is, and what it must say then: the smallest times and the largest quantity for which the definition holds.

use core::fmt::Debug;

use proptest::collection::vec;
use proptest::prelude::*;
use redis_script::scripts::rate_limit::Decision;
use redis_script::{Call, Script};

use crate::ready_made::frozen::{self, Step};

/// A limiter by its definition.
pub(super) trait Model: Clone + Debug {
    /// How much passes at most.
    fn limit(&self) -> u64;
    /// Whether so much passes now.
    fn allows(&self, quantity: u64) -> bool;
    /// It passes; it is more than 0.
    fn take(&mut self, quantity: u64);
    /// Time passes.
    fn pass(&mut self, millis: u64);
    /// Whether it is as at first.
    fn is_fresh(&self) -> bool;
    /// A time after which it surely is.
    fn horizon(&self) -> u64;
    /// The call of the script.
    fn call(&self, quantity: u32) -> Call<Decision>;

    /// What it must say.
    fn request(&mut self, quantity: u32) -> Said {
        let quantity = u64::from(quantity);
        let allowed = self.allows(quantity);
        let waits = !allowed && quantity <= self.limit();
        let retry_ms = waits.then(|| self.first_time(|model| model.allows(quantity)));
        if allowed && quantity > 0 {
            self.take(quantity);
        }
        Said {
            allowed,
            remaining: self.remaining(),
            retry_ms,
            reset_ms: self.first_time(Self::is_fresh),
        }
    }

    /// The first time from now at which it is so; it stays so.
    fn first_time(&self, holds: impl Fn(&Self) -> bool) -> u64 {
        let holds_at = |millis| {
            let mut later = self.clone();
            later.pass(millis);
            holds(&later)
        };
        first(self.horizon(), holds_at)
    }

    fn remaining(&self) -> u64 {
        let refused = |quantity| !self.allows(quantity);
        first(self.limit() + 1, refused).saturating_sub(1)
    }
}

/// The first number for which it holds; it holds for all after it, and for `last`.
fn first(last: u64, holds: impl Fn(u64) -> bool) -> u64 {
    let (mut low, mut high) = (0, last);
    while low < high {
        let middle = low.midpoint(high);
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// A [`Decision`] that a test can make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Said {
    allowed: bool,
    remaining: u64,
    retry_ms: Option<u64>,
    reset_ms: u64,
}

impl From<Decision> for Said {
    fn from(decision: Decision) -> Self {
        let millis = |time: std::time::Duration| time.as_millis().try_into().unwrap();
        Self {
            allowed: decision.allowed,
            remaining: decision.remaining,
            retry_ms: decision.retry_after.map(millis),
            reset_ms: millis(decision.reset_after),
        }
    }
}

/// What happens to a limiter.
#[derive(Clone, Copy, Debug)]
pub(super) enum Event {
    Request(u32),
    /// So many thousandths of a time that suits the limiter.
    Pass(u64),
}

/// Holds a script against its model. `time` is one that suits the limiter, as that in which one drains.
pub(super) fn compare<M: Model>(
    script: Script,
    models: impl Strategy<Value = M>,
    pass: &str,
    time: impl Fn(&M) -> u64,
) {
    let sequences = (models, vec(event(), 1..60));
    frozen::compare(script, &sequences, |con, (mut model, events)| {
        let mut expected = Vec::new();
        let mut steps = Vec::new();
        for event in events {
            match event {
                Event::Request(quantity) => {
                    expected.push(model.request(quantity));
                    steps.push(model.call(quantity).into());
                }
                Event::Pass(thousandths) => {
                    let millis = thousandths * time(&model) / 1000;
                    model.pass(millis);
                    steps.push(Step::Pass(millis));
                }
            }
        }
        let said: Vec<Decision> = frozen::run(con, &["k"], pass, &steps);
        (expected, said.into_iter().map(Said::from).collect())
    });
}

pub(super) fn event() -> impl Strategy<Value = Event> {
    let quantity = prop_oneof![6 => Just(1), 1 => Just(0), 2 => 2..=5u32, 1 => 0..=2000u32];
    let pass =
        prop_oneof![4 => 0..=1000u64, 1 => Just(1000), 1 => 0..=3000u64, 1 => 0..=100_000u64];
    prop_oneof![
        3 => quantity.prop_map(Event::Request),
        1 => pass.prop_map(Event::Pass),
    ]
}
