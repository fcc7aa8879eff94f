//! Permits that are leased.

use std::collections::BTreeMap;
use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use redis::Value;
use redis_script::preload;
use redis_script::scripts::rate_limit::{
    Permits, acquire_permits, acquire_permits_async, release_permits,
};

use crate::ready_made::frozen::{self, EXPIRY};
use crate::scripts::at_once;
use crate::support::Server;

/// Permits by their holder and their number, with the milliseconds of their lease that are left.
#[derive(Clone, Debug)]
struct Model {
    limit: u64,
    lease: u64,
    held: BTreeMap<(u8, u64), u64>,
}

impl Model {
    fn acquire(&mut self, holder: u8, quantity: u64) -> Vec<i64> {
        let taken = self.take(holder, quantity);
        let free = self.limit - self.count();
        let would_fit = |time: &u64| {
            let mut later = self.clone();
            later.pass(*time);
            later.take(holder, quantity)
        };
        let wait = if taken {
            Some(0)
        } else {
            self.leases().into_iter().find(would_fit)
        };
        let signed = |number: u64| i64::try_from(number).unwrap();
        let last = self.leases().last().copied().unwrap_or_default();
        let wait = wait.map_or(-1, signed);
        vec![signed(free), wait, signed(last)]
    }

    fn take(&mut self, holder: u8, quantity: u64) -> bool {
        let mut after = self.held.clone();
        after.extend((1..=quantity).map(|number| ((holder, number), self.lease)));
        let fits = u64::try_from(after.len()).unwrap() <= self.limit;
        if fits {
            self.held = after;
        }
        fits
    }

    fn release(&mut self, holder: u8) -> Vec<i64> {
        let before = self.count();
        self.held.retain(|(of, _), _| *of != holder);
        vec![(before - self.count()).try_into().unwrap()]
    }

    fn pass(&mut self, millis: u64) {
        for left in self.held.values_mut() {
            *left = left.saturating_sub(millis);
        }
        self.held.retain(|_, left| *left > 0);
    }

    fn count(&self) -> u64 {
        self.held.len().try_into().unwrap()
    }

    fn leases(&self) -> Vec<u64> {
        let mut leases: Vec<u64> = self.held.values().copied().collect();
        leases.sort_unstable();
        leases
    }
}

#[derive(Clone, Copy, Debug)]
enum Event {
    Acquire(u8, u32),
    Release(u8),
    /// So many thousandths of the lease.
    Pass(u64),
}

fn event() -> impl Strategy<Value = Event> {
    let quantity = prop_oneof![4 => Just(1), 1 => 0..=5u32];
    prop_oneof![
        4 => (0..4u8, quantity).prop_map(|(holder, quantity)| Event::Acquire(holder, quantity)),
        2 => (0..4u8).prop_map(Event::Release),
        1 => prop_oneof![0..=1000u64, Just(1000)].prop_map(Event::Pass),
    ]
}

/// Time passes for all leases.
const LEASES: &str = "
    local held = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
    for i = 1, #held, 2 do
        redis.call('ZADD', KEYS[1], string.format('%d', held[i + 1] - ARGV[1]), held[i])
    end
";

#[test]
fn they_are_leased_and_released() {
    let models = (1..=6u64, prop_oneof![2..=10u64, Just(60_000)]);
    let models = models.prop_map(|(limit, lease)| Model {
        limit,
        lease,
        held: BTreeMap::new(),
    });
    let pass = format!("{LEASES}{EXPIRY}");
    let sequences = (models, vec(event(), 1..60));
    frozen::compare(
        acquire_permits::SCRIPT,
        &sequences,
        |con, (mut model, events)| {
            preload(con, [release_permits::SCRIPT]).unwrap();
            let limit = Permits::new(model.limit, Duration::from_millis(model.lease)).unwrap();
            let mut expected = Vec::new();
            let mut steps = Vec::new();
            for event in events {
                match event {
                    Event::Acquire(holder, quantity) => {
                        expected.push(model.acquire(holder, quantity.into()));
                        steps.push(acquire_permits::call("k", limit, quantity, holder).into());
                    }
                    Event::Release(holder) => {
                        expected.push(model.release(holder));
                        steps.push(release_permits::call("k", holder).into());
                    }
                    Event::Pass(thousandths) => {
                        let millis = thousandths * model.lease / 1000;
                        model.pass(millis);
                        steps.push(frozen::Step::Pass(millis));
                    }
                }
            }
            let said: Vec<Value> = frozen::run(con, &["k"], &pass, &steps);
            (expected, said.into_iter().map(numbers).collect())
        },
    );
}

/// `release_permits` replies with a number, and `acquire_permits` with a string of three.
fn numbers(reply: Value) -> Vec<i64> {
    let text: String = redis::from_redis_value(reply).unwrap();
    text.split(' ')
        .map(|number| number.parse().unwrap())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_more_are_held_at_once_than_there_are() {
    let server = Server::start();
    let limit = Permits::new(10, Duration::from_secs(100)).unwrap();
    let said = at_once(&server, 64, move |number, mut con| async move {
        let said = acquire_permits_async(&mut con, "k", limit, 1, number).await;
        said.unwrap().allowed
    })
    .await;
    assert_eq!(said.iter().filter(|allowed| **allowed).count(), 10);

    // A repeated call renews, and what is released can be taken.
    let con = &mut server.connect_sync();
    let holder = said.iter().position(|allowed| *allowed).unwrap();
    assert!(acquire_permits(con, "k", limit, 1, holder).unwrap().allowed);
    assert!(
        !acquire_permits(con, "k", limit, 1, "another")
            .unwrap()
            .allowed
    );
    assert_eq!(release_permits(con, "k", holder).unwrap(), 1);
    assert_eq!(release_permits(con, "k", holder).unwrap(), 0);
    assert!(
        acquire_permits(con, "k", limit, 1, "another")
            .unwrap()
            .allowed
    );
}

#[test]
fn leases_that_are_over_are_removed() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let long = Permits::new(3, Duration::from_secs(100)).unwrap();
    let short = Permits::new(3, Duration::from_millis(1)).unwrap();
    assert!(acquire_permits(con, "k", long, 1, "long").unwrap().allowed);
    let mut taken = 0;
    while taken < 20 {
        let said = acquire_permits(con, "k", short, 1, taken).unwrap();
        taken += i32::from(said.allowed);
        let held: u32 = redis::Cmd::zcard("k").query(con).unwrap();
        assert!(held <= 3, "{held}");
    }
    // The key lives as long as the longest lease.
    let ttl: i64 = redis::cmd("PTTL").arg("k").query(con).unwrap();
    assert!(ttl > 1000, "{ttl}");
}
