//! GCRA and the token bucket, which are one script.

use std::time::Duration;

use proptest::prelude::*;
use redis_script::scripts::rate_limit::{
    Decision, Gcra, TokenBucket, gcra, gcra_async, token_bucket,
};
use redis_script::{Call, pipe};

use super::model::{Model, compare};
use crate::ready_made::frozen::EXPIRY;
use crate::support::Server;

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn it_is_called_in_three_ways() {
    let server = Server::start();
    let limit = Gcra::new(2, 60, MINUTE).unwrap();

    let first = gcra(&mut server.connect_sync(), "k", limit, 1).unwrap();
    assert!(first.allowed);
    assert_eq!(first.remaining, 2);
    assert_eq!(first.retry_after, None);
    assert_eq!(first.reset_after, SECOND);

    let mut con = server.connect_resp3().await;
    let second = gcra_async(&mut con, "k", limit, 3).await.unwrap();
    assert!(!second.allowed);
    assert_eq!(second.remaining, 2);
    assert!(second.retry_after.unwrap() <= SECOND);

    let (third, fourth) = pipe()
        .call(gcra::call("k", limit, 2))
        .call(gcra::call("k", limit, 4))
        .query_async(&mut con)
        .await
        .unwrap();
    assert!(third.allowed && !fourth.allowed);
    assert_eq!(fourth.retry_after, None, "it never passes");
}

#[test]
fn a_token_bucket_is_gcra() {
    let tokens = TokenBucket::new(3, 60, MINUTE).unwrap();
    let cells = Gcra::new(2, 60, MINUTE).unwrap();
    let of_tokens = token_bucket::call("k", tokens, 2).to_cmd();
    let of_cells = gcra::call("k", cells, 2).to_cmd();
    assert_eq!(
        of_tokens.get_packed_command(),
        of_cells.get_packed_command()
    );
}

/// A bucket: one request fills it by `period_ms`, and a millisecond drains it by `count`.
#[derive(Clone, Debug)]
pub(super) struct Bucket {
    burst: u64,
    pub(super) count: u64,
    pub(super) period_ms: u64,
    level: u128,
}

impl Bucket {
    pub(super) fn parameters(&self) -> Option<Gcra> {
        let period = Duration::from_millis(self.period_ms);
        Gcra::new(self.burst - 1, self.count, period).ok()
    }

    fn of(&self, quantity: u64) -> u128 {
        u128::from(quantity) * u128::from(self.period_ms)
    }
}

impl Model for Bucket {
    fn limit(&self) -> u64 {
        self.burst
    }

    fn allows(&self, quantity: u64) -> bool {
        self.level + self.of(quantity) <= self.of(self.burst)
    }

    fn take(&mut self, quantity: u64) {
        self.level += self.of(quantity);
    }

    fn pass(&mut self, millis: u64) {
        let drained = u128::from(millis) * u128::from(self.count);
        self.level = self.level.saturating_sub(drained);
    }

    fn is_fresh(&self) -> bool {
        self.level == 0
    }

    fn horizon(&self) -> u64 {
        let full = self.of(self.burst).div_ceil(self.count.into());
        full.try_into().unwrap()
    }

    fn call(&self, quantity: u32) -> Call<Decision> {
        gcra::call("k", self.parameters().unwrap(), quantity)
    }
}

pub(super) fn buckets() -> impl Strategy<Value = Bucket> {
    let burst = prop_oneof![1..=12u64, Just(1000), 1..=1_000_000u64];
    let count = prop_oneof![1..=12u64, 1..=1000u64, 1..=1_000_000u64, Just(999_983)];
    let period_ms = prop_oneof![
        1..=10u64,
        1..=10_000u64,
        Just(1000),
        Just(3_600_000),
        Just(86_400_000),
    ];
    let bucket = (burst, count, period_ms).prop_map(|(burst, count, period_ms)| Bucket {
        burst,
        count,
        period_ms,
        level: 0,
    });
    bucket.prop_filter("a limit that exists", |bucket| {
        bucket.parameters().is_some()
    })
}

#[test]
fn it_is_exact() {
    compare(gcra::SCRIPT, buckets(), EXPIRY, |bucket| {
        2 * bucket.period_ms.div_ceil(bucket.count)
    });
}
