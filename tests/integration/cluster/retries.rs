//! What a cluster connection sends again by itself, and what its caller gets where it does not.

use redis::aio::ConnectionLike;
use redis_script::{ErrorKind, Result, redis_script};

use crate::support::{Cluster, slot_of, wait_until_async};

#[redis_script(lua = "return redis.call('INCR', KEYS[1])", keys = 1)]
async fn bump(con: &mut impl ConnectionLike, key: &str) -> Result<i64>;

/// Writes, and answers with more than a server keeps for a client that is so limited: it closes the connection.
#[redis_script(
    lua = "redis.call('INCR', KEYS[1]) return string.rep('x', 1000000)",
    keys = 1
)]
async fn bump_and_hang_up(con: &mut impl ConnectionLike, key: &str) -> Result<String>;

/// How often a call was applied whose answers are lost.
async fn applied(retries: u32) -> i64 {
    let cluster = Cluster::start();
    let client = cluster.builder().retries(retries).build().unwrap();
    let mut con = client.get_async_connection().await.unwrap();
    bump_and_hang_up(&mut con, "n").await.unwrap();
    for node in &cluster.nodes {
        let mut limit = redis::cmd("CONFIG");
        limit.arg("SET").arg("client-output-buffer-limit");
        node.ask::<()>(limit.arg("normal 100000 0 0"));
    }
    let error = bump_and_hang_up(&mut con, "n").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Disconnected);
    assert!(error.may_have_run());
    bump(&mut cluster.connect().await, "n").await.unwrap() - 2
}

#[tokio::test]
async fn a_call_whose_answer_is_lost_is_applied_again() {
    assert!(applied(2).await > 1);
}

#[tokio::test]
async fn without_retries_it_is_applied_once() {
    assert_eq!(applied(0).await, 1);
}

/// Both are refusals, so that the caller may call again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_retries_redirects_are_the_callers() {
    let cluster = Cluster::start();
    let client = cluster.builder().retries(0).build().unwrap();
    let mut con = client.get_async_connection().await.unwrap();
    bump(&mut con, "n").await.unwrap();
    let slot = slot_of(&cluster, "n");
    let target = (cluster.master_of(slot) + 1) % 3;
    let verdict = |error: redis_script::Error| (error.kind(), error.may_have_run());
    let handle = tokio::runtime::Handle::current();
    let mut asking = con.clone();
    let call = async { bump(&mut asking, "{n}new").await.unwrap_err() };
    let migrate = || {
        cluster.migrate(slot, target, || {
            assert_eq!(verdict(handle.block_on(call)), (ErrorKind::Ask, false));
        });
    };
    tokio::task::block_in_place(migrate);
    let error = bump(&mut con, "n").await.unwrap_err();
    assert_eq!(verdict(error), (ErrorKind::Moved, false));
    // The connection has heard where the slot is.
    let again = wait_until_async("the slot is found", async || {
        match bump(&mut con, "n").await {
            Err(error) if error.kind() == ErrorKind::Moved => None,
            other => Some(other),
        }
    });
    assert_eq!(again.await.unwrap(), 2);
    assert_eq!(bump(&mut con, "{n}new").await.unwrap(), 1);
}
