//! What a call costs: one round trip where the server knows the script, two where it does not.

use redis::aio::ConnectionLike;
use redis_script::redis_script;

use crate::support::{Recorder, Server};

#[redis_script(lua = "return redis.call('INCR', KEYS[1])", keys = 1)]
async fn bump(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<u64>;

#[redis_script(lua = "return redis.call('INCR', KEYS[1])", keys = 1, name = "bump")]
fn bump_sync(con: &mut impl redis::ConnectionLike, key: &str) -> redis_script::Result<u64>;

const COLD: [&str; 2] = ["EVALSHA", "SCRIPT EVALSHA"];
const WARM: [&str; 1] = ["EVALSHA"];

async fn flush(server: &Server) {
    let mut con = server.connect().await;
    let flush = redis::cmd("SCRIPT").arg("FLUSH").exec_async(&mut con).await;
    flush.unwrap();
}

#[tokio::test]
async fn two_when_cold_and_one_when_warm() {
    let server = Server::start();
    let mut con = Recorder::new(server.connect().await);
    assert_eq!(bump(&mut con, "n").await.unwrap(), 1);
    assert_eq!(con.take(), COLD);
    for n in 2..5 {
        assert_eq!(bump(&mut con, "n").await.unwrap(), n);
        assert_eq!(con.take(), WARM);
    }
    flush(&server).await;
    assert_eq!(bump(&mut con, "n").await.unwrap(), 5);
    assert_eq!(con.take(), COLD);
    assert_eq!(bump(&mut con, "n").await.unwrap(), 6);
    assert_eq!(con.take(), WARM);
}

#[tokio::test]
async fn the_same_over_a_blocking_connection() {
    let server = Server::start();
    let mut con = Recorder::new(server.connect_sync());
    assert_eq!(bump_sync(&mut con, "n").unwrap(), 1);
    assert_eq!(con.take(), COLD);
    assert_eq!(bump_sync(&mut con, "n").unwrap(), 2);
    assert_eq!(con.take(), WARM);
    flush(&server).await;
    assert_eq!(bump_sync(&mut con, "n").unwrap(), 3);
    assert_eq!(con.take(), COLD);
}

/// By the server's own count: `incr` runs within the script.
#[tokio::test]
async fn each_call_runs_the_script_once() {
    let server = Server::start();
    let mut con = server.connect().await;
    for n in 1..=3 {
        assert_eq!(bump(&mut con, "n").await.unwrap(), n);
    }
    assert_eq!(server.calls("incr"), Some(3));
    assert_eq!(server.calls("evalsha"), Some(4));
    assert_eq!(server.calls("eval"), None);
}

#[tokio::test]
async fn many_callers_meet_a_cold_server() {
    let server = Server::start();
    let con = server.connect().await;
    let calls = (0..64).map(|_| {
        let mut con = con.clone();
        tokio::spawn(async move { bump(&mut con, "n").await.unwrap() })
    });
    let mut numbers = Vec::new();
    for call in calls.collect::<Vec<_>>() {
        numbers.push(call.await.unwrap());
    }
    numbers.sort_unstable();
    assert!(numbers.into_iter().eq(1..=64));
}

#[tokio::test]
async fn a_prepared_call_runs_each_time_it_is_invoked() {
    let server = Server::start();
    let mut con = server.connect().await;
    let call = bump::call("n");
    assert_eq!(call.invoke_async(&mut con).await.unwrap(), 1);
    assert_eq!(call.invoke_async(&mut con).await.unwrap(), 2);
    assert_eq!(call.invoke(&mut server.connect_sync()).unwrap(), 3);
    let sent: u64 = call.to_cmd().query_async(&mut con).await.unwrap();
    assert_eq!(sent, 4);
    assert_eq!(call.script().name(), "bump");
}

#[tokio::test]
async fn the_server_knows_the_script_by_the_sha1_of_the_build() {
    let server = Server::start();
    let mut con = server.connect().await;
    let mut load = redis::cmd("SCRIPT");
    let loaded: String = load
        .arg("LOAD")
        .arg(bump::SCRIPT.source())
        .query_async(&mut con)
        .await
        .unwrap();
    assert_eq!(loaded, bump::SCRIPT.sha1());
    assert_eq!(bump_sync::SCRIPT.sha1(), bump::SCRIPT.sha1());
}
