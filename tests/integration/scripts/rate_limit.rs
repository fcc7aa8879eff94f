//! `rate_limit.lua` with clocks that agree: the window, callers at once, and what a call leaves behind.

use std::time::Duration;

use redis::AsyncCommands;
use redis::aio::ConnectionLike;
use redis_script::redis_script;
use tokio::time::sleep;

use super::{NOW, at_once, dump, pttl, set};
use crate::support::Server;

/// Allows or rejects one request.
#[redis_script("rate_limit.lua", keys = 1)]
pub(super) async fn rate_limit(
    con: &mut impl ConnectionLike,
    key: &str,
    window_secs: u64,
    max_requests: u64,
    now_ms: u64,
) -> redis_script::Result<bool>;

/// The same with arguments as text, and the reply as it comes.
#[redis_script("rate_limit.lua", keys = 1, allow(argument_type))]
async fn rate_limit_text(
    con: &mut impl ConnectionLike,
    key: &str,
    window_secs: &str,
    max_requests: &str,
    now_ms: &str,
) -> redis_script::Result<i64>;

#[tokio::test]
async fn the_limit_holds_in_one_millisecond() {
    let server = Server::start();
    let mut con = server.connect().await;

    let mut allowed = Vec::new();
    for _ in 0..20 {
        allowed.push(rate_limit(&mut con, "k", 60, 3, NOW).await.unwrap());
    }
    assert_eq!(allowed[..3], [true; 3]);
    assert_eq!(allowed[3..], [false; 17]);
    assert_eq!(con.llen::<_, u64>("k").await.unwrap(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_limit_holds_for_callers_at_once() {
    let server = Server::start();
    for (key, spread) in [("one millisecond", 1), ("some milliseconds", 7)] {
        let allowed = at_once(&server, 64, move |number, mut con| async move {
            let now = NOW + number % spread;
            rate_limit(&mut con, key, 60, 10, now).await.unwrap()
        })
        .await;
        let allowed = allowed.iter().filter(|allowed| **allowed).count();
        assert_eq!(allowed, 10, "{key}");
    }
}

#[tokio::test]
async fn the_window_slides() {
    let server = Server::start();
    let mut con = server.connect().await;

    let calls = [
        (0, true),
        (40_000, true),
        (59_999, false),
        (60_000, true), // The window is (0, 60_000]: the first call has just left it.
        (60_001, false),
        (99_999, false),
        (100_000, true),
        (100_001, false),
        (500_000, true),
        (500_000, true),
        (500_000, false),
    ];
    for (after, expected) in calls {
        let allowed = rate_limit(&mut con, "k", 60, 2, NOW + after).await.unwrap();
        assert_eq!(allowed, expected, "{after} ms after the first call");
    }
}

#[tokio::test]
async fn keys_have_limits_of_their_own() {
    let server = Server::start();
    let mut con = server.connect().await;

    for key in ["a", "b"] {
        assert!(rate_limit(&mut con, key, 60, 1, NOW).await.unwrap());
        assert!(!rate_limit(&mut con, key, 60, 1, NOW).await.unwrap());
    }
}

#[tokio::test]
async fn a_limit_of_zero_rejects_all_and_writes_nothing() {
    let server = Server::start();
    let mut con = server.connect().await;

    assert!(!rate_limit(&mut con, "k", 60, 0, NOW).await.unwrap());
    assert_eq!(dump(&mut con, "k").await, None);
}

#[tokio::test]
async fn a_rejected_call_writes_nothing() {
    let server = Server::start();
    let mut con = server.connect().await;
    for after in [0, 10_000, 20_000] {
        assert!(rate_limit(&mut con, "k", 60, 3, NOW + after).await.unwrap());
    }
    let (held, expires) = (dump(&mut con, "k").await, pttl(&mut con, "k").await);

    sleep(Duration::from_millis(30)).await;
    for after in [0, 20_000, 59_999] {
        assert!(!rate_limit(&mut con, "k", 60, 3, NOW + after).await.unwrap());
    }
    assert_eq!(dump(&mut con, "k").await, held);
    assert!(pttl(&mut con, "k").await <= expires - 30);
}

#[tokio::test]
async fn an_allowed_call_drops_what_left_the_window() {
    let server = Server::start();
    let mut con = server.connect().await;
    for after in 0..200 {
        let now = NOW + after * 30_000;
        assert!(rate_limit(&mut con, "k", 60, 2, now).await.unwrap());
        assert!(con.llen::<_, u64>("k").await.unwrap() <= 2);
    }
}

#[tokio::test]
async fn the_key_expires_a_window_after_the_last_allowed_call() {
    let server = Server::start();
    let mut con = server.connect().await;

    // Eight zeros in milliseconds: 7.2.4 would write this number as 1e+8.
    rate_limit(&mut con, "k", 100_000, 1, NOW).await.unwrap();
    let left = pttl(&mut con, "k").await;
    assert!((99_990_000..=100_000_000).contains(&left), "{left}");
}

#[tokio::test]
async fn windows_that_differ_lose_no_call() {
    let server = Server::start();
    let mut con = server.connect().await;

    // The short window drops the first five, after the long one has numbered calls behind them.
    for (window, after) in [(600, 0), (600, 60_000), (60, 60_000), (600, 60_000)] {
        for _ in 0..5 {
            let now = NOW + after;
            assert!(rate_limit(&mut con, "k", window, 100, now).await.unwrap());
        }
    }
    assert_eq!(con.llen::<_, u64>("k").await.unwrap(), 15);
}

#[tokio::test]
async fn bad_arguments_are_errors_and_write_nothing() {
    let server = Server::start();
    let mut con = server.connect().await;
    let now = NOW.to_string();

    for bad in [
        "", "x", "-1", "1.5", "1e3", " 1", "+1", "0x10", "inf", "nan",
    ] {
        refuses(&mut con, [bad, "3", &now], "the window must be").await;
        refuses(&mut con, ["60", bad, &now], "the limit must be").await;
        refuses(&mut con, ["60", "3", bad], "now must be").await;
    }
    for window in ["0", "9007199254741", "99999999999999999999"] {
        refuses(&mut con, [window, "3", &now], "the window must be").await;
    }
    refuses(&mut con, ["60", "3", "9007199254740992"], "now must be").await;
}

async fn refuses(con: &mut impl ConnectionLike, [window, limit, now]: [&str; 3], why: &str) {
    let reply = rate_limit_text(con, "k", window, limit, now).await;
    let error = reply.unwrap_err().to_string();
    assert!(error.contains(why), "{window:?} {limit:?} {now:?}: {error}");
    assert_eq!(dump(con, "k").await, None);
}

#[tokio::test]
async fn the_greatest_arguments_work() {
    let server = Server::start();
    let mut con = server.connect().await;

    let (window, now) = ("9007199254740", "9007199254740991");
    for expected in [1, 1, 0] {
        let reply = rate_limit_text(&mut con, "k", window, "2", now).await;
        assert_eq!(reply.unwrap(), expected);
    }
    let unlimited = rate_limit(&mut con, "k", 60, u64::MAX, NOW).await;
    assert!(unlimited.unwrap());
}

#[tokio::test]
async fn a_key_of_another_type_is_an_error() {
    let server = Server::start();
    let mut con = server.connect().await;
    set(&mut con, "k", "text").await;

    let error = rate_limit(&mut con, "k", 60, 3, NOW).await.unwrap_err();
    assert!(error.to_string().contains("WRONGTYPE"), "{error}");
    assert_eq!(con.get::<_, String>("k").await.unwrap(), "text");
    assert_eq!(pttl(&mut con, "k").await, -1);
}
