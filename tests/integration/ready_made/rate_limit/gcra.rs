//! GCRA and the token bucket, which are one script.

use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use redis::Connection;
use redis_script::pipe;
use redis_script::scripts::rate_limit::{Decision, Gcra, gcra, gcra_async};

use super::Said;
use crate::ready_made::frozen::{self, Step};
use crate::support::Server;

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn it_is_called_in_three_ways() {
    let server = Server::start();
    let limit = Gcra::new(2, 60, MINUTE).unwrap();

    let first = gcra(&mut server.connect_sync(), "k", limit, 1).unwrap();
    assert!(first.allowed);
    assert_eq!(first.remaining, 2);
    assert_eq!(first.retry_after, None);
    assert_eq!(first.reset_after, Duration::from_secs(1));

    let mut con = server.connect_resp3().await;
    let second = gcra_async(&mut con, "k", limit, 3).await.unwrap();
    assert!(!second.allowed);
    assert_eq!(second.remaining, 2);
    assert!(second.retry_after.unwrap() <= Duration::from_secs(1));

    let (third, fourth) = pipe()
        .call(gcra::call("k", limit, 2))
        .call(gcra::call("k", limit, 4))
        .query_async(&mut con)
        .await
        .unwrap();
    assert!(third.allowed && !fourth.allowed);
    assert_eq!(fourth.retry_after, None, "it never passes");
}

/// A bucket by its definition, with integers as large as needed: one request fills it by `period_ms`, and a millisecond drains it
/// by `count`.
#[derive(Clone, Debug)]
struct Model {
    burst: u64,
    count: u64,
    period_ms: u64,
    level: u128,
}

impl Model {
    fn request(&mut self, quantity: u32) -> Said {
        let one = u128::from(self.period_ms);
        let full = u128::from(self.burst) * one;
        let filled = self.level + u128::from(quantity) * one;
        let allowed = filled <= full;
        if allowed {
            self.level = filled;
        }
        let millis = |level: u128| level.div_ceil(self.count.into());
        let remaining = full.saturating_sub(self.level) / one;
        Said {
            allowed,
            remaining: remaining.try_into().unwrap(),
            retry_ms: (!allowed && u64::from(quantity) <= self.burst)
                .then(|| millis(filled - full)),
            reset_ms: millis(self.level),
        }
    }

    fn pass(&mut self, millis: u64) {
        let drained = u128::from(millis) * u128::from(self.count);
        self.level = self.level.saturating_sub(drained);
    }

    fn limit(&self) -> Option<Gcra> {
        let period = Duration::from_millis(self.period_ms);
        Gcra::new(self.burst - 1, self.count, period).ok()
    }

    /// What the model and the script say of each request.
    fn compare(mut self, con: &mut Connection, events: &[Event]) -> (Vec<Said>, Vec<Said>) {
        let limit = self.limit().unwrap();
        let mut expected = Vec::new();
        let mut steps = Vec::new();
        for event in events {
            match *event {
                Event::Request(quantity) => {
                    expected.push(self.request(quantity));
                    steps.push(gcra::call("k", limit, quantity).into());
                }
                Event::Pass(tenths) => {
                    let millis = tenths * self.period_ms / self.count / 10;
                    self.pass(millis);
                    steps.push(Step::Pass(millis));
                }
            }
        }
        let said: Vec<Decision> = frozen::run(con, "k", &steps);
        (expected, said.into_iter().map(Said::from).collect())
    }
}

/// What happens to a limiter.
#[derive(Clone, Copy, Debug)]
enum Event {
    Request(u32),
    /// So many tenths of the time in which one drains.
    Pass(u64),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let quantity = prop_oneof![6 => Just(1), 1 => Just(0), 2 => 2..=5u32, 1 => 0..=2000u32];
    let pass = prop_oneof![4 => 0..=30u64, 1 => 0..=30_000u64];
    let event = prop_oneof![
        3 => quantity.prop_map(Event::Request),
        1 => pass.prop_map(Event::Pass),
    ];
    vec(event, 1..60)
}

fn limits() -> impl Strategy<Value = Model> {
    let burst = prop_oneof![1..=12u64, Just(1000), 1..=1_000_000u64];
    let count = prop_oneof![1..=12u64, 1..=1000u64, 1..=1_000_000u64, Just(999_983)];
    let period_ms = prop_oneof![
        1..=10u64,
        1..=10_000u64,
        Just(1000),
        Just(3_600_000),
        Just(86_400_000),
    ];
    let model = (burst, count, period_ms).prop_map(|(burst, count, period_ms)| Model {
        burst,
        count,
        period_ms,
        level: 0,
    });
    model.prop_filter("a limit that exists", |model| model.limit().is_some())
}

#[test]
fn it_is_exact() {
    frozen::compare(
        gcra::SCRIPT,
        &(limits(), events()),
        |con, (model, events)| model.compare(con, &events),
    );
}
