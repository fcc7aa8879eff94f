//! `acquire_lock.lua`: one holder at a time, and tokens that only grow.

use std::time::Duration;

use redis::AsyncCommands;
use redis::aio::ConnectionLike;
use redis_script::redis_script;
use tokio::time::sleep;

use super::{at_once, delete, dump, pttl, set};
use crate::support::Server;

/// Takes the lock: a token, or -1.
#[redis_script("acquire_lock.lua", keys = 2)]
pub(super) async fn acquire_lock(
    con: &mut impl ConnectionLike,
    lock: &str,
    counter: &str,
    holder: &str,
    ttl_secs: &str,
) -> redis_script::Result<i64>;

const LONG: &str = "100";

#[tokio::test]
async fn the_lock_holds_its_holder_for_its_time() {
    let server = Server::start();
    let mut con = server.connect().await;

    assert_eq!(lock(&mut con, "alice", LONG).await, 1);
    assert_eq!(con.get::<_, String>("lock").await.unwrap(), "alice");
    assert!((1..=100_000).contains(&pttl(&mut con, "lock").await));
    assert_eq!(pttl(&mut con, "counter").await, -1);
}

#[tokio::test]
async fn a_held_lock_is_refused_to_all_and_left_alone() {
    let server = Server::start();
    let mut con = server.connect().await;
    lock(&mut con, "alice", LONG).await;
    let before = dump(&mut con, "lock").await;

    assert_eq!(lock(&mut con, "bob", "1000").await, -1);
    assert_eq!(lock(&mut con, "alice", "1000").await, -1, "not reentrant");
    assert_eq!(dump(&mut con, "lock").await, before);
    assert!(pttl(&mut con, "lock").await <= 100_000);
    assert_eq!(con.get::<_, i64>("counter").await.unwrap(), 1);
}

#[tokio::test]
async fn tokens_grow_over_expiry_and_deletion() {
    let server = Server::start();
    let mut con = server.connect().await;

    assert_eq!(lock(&mut con, "alice", "3").await, 1);
    assert_eq!(lock(&mut con, "bob", "3").await, -1);
    sleep(Duration::from_millis(3100)).await;
    assert_eq!(lock(&mut con, "bob", LONG).await, 2);
    delete(&mut con, "lock").await;
    assert_eq!(lock(&mut con, "alice", LONG).await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_many_contenders_gets_it() {
    let server = Server::start();
    let mut tokens = at_once(&server, 64, |number, mut con| async move {
        lock(&mut con, &number.to_string(), LONG).await
    })
    .await;
    tokens.sort_unstable();

    assert_eq!(tokens[63], 1);
    assert!(tokens[..63].iter().all(|token| *token == -1), "{tokens:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_grow_in_the_order_of_the_holders() {
    let server = Server::start();
    let mut con = server.connect().await;

    at_once(&server, 16, |number, mut con| async move {
        for _ in 0..5 {
            hold_once(&mut con, &number.to_string()).await;
        }
    })
    .await;
    let tokens: Vec<i64> = con.lrange("tokens", 0, -1).await.unwrap();
    assert_eq!(tokens, (1..=80).collect::<Vec<i64>>());
}

/// Waits for the lock, writes down the token while holding it, and lets it go.
async fn hold_once(con: &mut impl AsyncCommands, holder: &str) {
    let mut token = -1;
    while token == -1 {
        token = lock(con, holder, LONG).await;
    }
    let () = con.rpush("tokens", token).await.unwrap();
    delete(con, "lock").await;
}

#[tokio::test]
async fn a_bad_time_to_live_writes_nothing() {
    let server = Server::start();
    let mut con = server.connect().await;

    for ttl in [
        "0",
        "-1",
        "",
        "x",
        "1.5",
        "1e3",
        " 1",
        "0x10",
        "9007199254741",
        "inf",
    ] {
        let error = refusal(&mut con, ttl).await;
        assert!(
            error.contains("the time to live must be"),
            "{ttl:?}: {error}"
        );
    }
    assert_eq!(dump(&mut con, "lock").await, None);
    assert_eq!(dump(&mut con, "counter").await, None);
}

#[tokio::test]
async fn a_long_time_to_live_is_exact() {
    let server = Server::start();
    let mut con = server.connect().await;

    // Eight zeros: 7.2.4 would write this number as 1e+8.
    assert_eq!(lock(&mut con, "alice", "100000000").await, 1);
    let pttl = pttl(&mut con, "lock").await;
    assert!((99_999_000_000..=100_000_000_000).contains(&pttl), "{pttl}");
    delete(&mut con, "lock").await;
    assert_eq!(lock(&mut con, "alice", "9007199254740").await, 2);
}

#[tokio::test]
async fn without_a_token_there_is_no_lock() {
    let server = Server::start();
    let mut con = server.connect().await;

    for counter in ["x", "-7", "1.5", "007", "", "9007199254740991"] {
        set(&mut con, "counter", counter).await;
        refusal(&mut con, LONG).await;
        assert_eq!(dump(&mut con, "lock").await, None, "{counter:?}");
        assert_eq!(con.get::<_, String>("counter").await.unwrap(), counter);
    }
    delete(&mut con, "counter").await;
    let () = con.rpush("counter", "1").await.unwrap();
    let error = refusal(&mut con, LONG).await;
    assert!(error.contains("WRONGTYPE"), "{error}");
    assert_eq!(dump(&mut con, "lock").await, None);
}

#[tokio::test]
async fn the_last_exact_token_is_given_out() {
    let server = Server::start();
    let mut con = server.connect().await;
    set(&mut con, "counter", "9007199254740990").await;

    assert_eq!(lock(&mut con, "alice", LONG).await, 9_007_199_254_740_991);
    delete(&mut con, "lock").await;
    let error = refusal(&mut con, LONG).await;
    assert!(
        error.contains("the counter does not hold a token"),
        "{error}"
    );
}

#[tokio::test]
async fn a_key_of_another_type_is_a_held_lock() {
    let server = Server::start();
    let mut con = server.connect().await;
    let () = con.rpush("lock", "x").await.unwrap();

    assert_eq!(lock(&mut con, "alice", LONG).await, -1);
    assert_eq!(dump(&mut con, "counter").await, None);
}

#[tokio::test]
async fn lock_and_counter_must_be_two_keys() {
    let server = Server::start();
    let mut con = server.connect().await;

    let error = acquire_lock(&mut con, "k", "k", "alice", LONG).await;
    let error = error.unwrap_err().to_string();
    assert!(error.contains("must be two keys"), "{error}");
    assert_eq!(dump(&mut con, "k").await, None);
}

async fn lock(con: &mut impl ConnectionLike, holder: &str, ttl: &str) -> i64 {
    let token = acquire_lock(con, "lock", "counter", holder, ttl).await;
    token.unwrap()
}

async fn refusal(con: &mut impl ConnectionLike, ttl: &str) -> String {
    let token = acquire_lock(con, "lock", "counter", "alice", ttl).await;
    token.unwrap_err().to_string()
}
