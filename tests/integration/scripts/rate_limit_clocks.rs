//! `rate_limit.lua` with clocks that disagree: what it still guarantees.

use std::time::Duration;

use redis::aio::ConnectionLike;
use tokio::time::sleep;

use super::rate_limit::rate_limit;
use super::{NOW, dump, pttl};
use crate::support::Server;

#[tokio::test]
async fn a_clock_behind_gets_nothing_extra() {
    let server = Server::start();
    let mut con = server.connect().await;
    for _ in 0..3 {
        assert!(rate_limit(&mut con, "k", 60, 3, NOW).await.unwrap());
    }

    for now in [NOW - 1, NOW - 60_000, NOW - 1_000_000_000, 0] {
        assert!(!rate_limit(&mut con, "k", 60, 3, now).await.unwrap());
    }
}

#[tokio::test]
async fn a_call_by_a_clock_behind_counts_as_the_latest() {
    let server = Server::start();
    let mut con = server.connect().await;

    assert!(rate_limit(&mut con, "k", 60, 3, NOW).await.unwrap());
    for _ in 0..2 {
        assert!(rate_limit(&mut con, "k", 60, 3, 5).await.unwrap());
    }
    assert!(
        !rate_limit(&mut con, "k", 60, 3, NOW + 59_999)
            .await
            .unwrap()
    );
    for _ in 0..3 {
        assert!(
            rate_limit(&mut con, "k", 60, 3, NOW + 60_000)
                .await
                .unwrap()
        );
    }
}

#[tokio::test]
async fn a_clock_ahead_keeps_others_out_for_one_window_at_most() {
    let server = Server::start();
    let mut con = server.connect().await;

    let years_ahead = 9_007_199_254_740_991;
    assert!(rate_limit(&mut con, "k", 3, 2, years_ahead).await.unwrap());
    assert!(rate_limit(&mut con, "k", 3, 2, NOW).await.unwrap());
    assert!(!rate_limit(&mut con, "k", 3, 2, NOW + 4000).await.unwrap());
    assert!((1..=3000).contains(&pttl(&mut con, "k").await));

    sleep(Duration::from_millis(3100)).await;
    assert_eq!(dump(&mut con, "k").await, None);
    for _ in 0..2 {
        assert!(rate_limit(&mut con, "k", 3, 2, NOW + 7100).await.unwrap());
    }
    assert!(!rate_limit(&mut con, "k", 3, 2, NOW + 7100).await.unwrap());
}

/// With clocks that differ by up to D, at most `limit` calls pass in any stretch of window - D.
#[tokio::test]
async fn the_limit_holds_in_any_stretch_of_window_minus_disagreement() {
    const WINDOW_MS: u64 = 100_000;
    const LIMIT: usize = 5;
    let server = Server::start();
    let mut con = server.connect().await;

    for disagreement in [0, 1, 10_000, 60_000, 90_000] {
        let key = format!("disagreement {disagreement}");
        let allowed = simulate(&mut con, &key, WINDOW_MS, LIMIT, disagreement).await;
        assert!(allowed.len() > 4 * LIMIT, "{key}: {}", allowed.len());
        let stretch = WINDOW_MS - disagreement;
        for calls in allowed.windows(LIMIT + 1) {
            assert!(calls[LIMIT] - calls[0] >= stretch, "{key}: {calls:?}");
        }
    }
}

/// 400 calls over simulated time, each by a clock that is anywhere in the disagreement; the true times of the allowed.
async fn simulate(
    con: &mut impl ConnectionLike,
    key: &str,
    window_ms: u64,
    limit: usize,
    disagreement: u64,
) -> Vec<u64> {
    let mut random = Random(disagreement);
    let mut time = NOW;
    let mut allowed = Vec::new();
    for _ in 0..400 {
        time += random.up_to(window_ms / 20);
        let now = time + random.up_to(disagreement);
        let passed = rate_limit(con, key, window_ms / 1000, limit as u64, now).await;
        if passed.unwrap() {
            allowed.push(time);
        }
    }
    allowed
}

/// Numbers that are the same in each run (Knuth's multiplier).
struct Random(u64);

impl Random {
    fn up_to(&mut self, greatest: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % (greatest + 1)
    }
}
