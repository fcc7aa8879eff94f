//! Calls that pass more than `[limits] entries` allows are refused before anything is sent, as the server's own counts show.

#![cfg(test)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use private_server::PrivateServer;
use redis::aio::ConnectionLike as AsyncConnectionLike;
use redis::{Connection, ConnectionLike};
use redis_script::{Error, ErrorKind, Result, ScriptArgs, pipe, redis_script};

const ADD: &str = "return redis.call('SADD', KEYS[1], unpack(ARGV))";

#[redis_script(
    lua = "return redis.call('SADD', KEYS[1], unpack(ARGV))",
    keys = 1,
    allow(wrong_arity)
)]
fn add(con: &mut impl ConnectionLike, key: &str, members: &[&str]) -> Result<i64>;

#[redis_script(
    lua = "return redis.call('SADD', KEYS[1], unpack(ARGV))",
    keys = 1,
    allow(wrong_arity)
)]
async fn add_async(con: &mut impl AsyncConnectionLike, key: &str, members: &[&str]) -> Result<i64>;

/// One entry before the slice does not count.
#[redis_script(
    lua = "return redis.call('SADD', KEYS[1], unpack(ARGV))",
    keys = 1,
    allow(wrong_arity)
)]
fn add_after(
    con: &mut impl ConnectionLike,
    key: &str,
    first: &str,
    members: &[&str],
) -> Result<i64>;

#[redis_script(lua = "return redis.call('DEL', unpack(KEYS))", keys = 0.., allow(wrong_arity))]
fn delete(con: &mut impl ConnectionLike, keys: &[&str]) -> Result<i64>;

#[redis_script(
    lua = "return redis.call('HSET', KEYS[1], unpack(ARGV))",
    keys = 1,
    allow(wrong_arity)
)]
fn set_all(con: &mut impl ConnectionLike, key: &str, pairs: &[(&str, u32)]) -> Result<i64>;

#[derive(ScriptArgs, Clone)]
struct Place {
    longitude: f64,
    latitude: f64,
    name: &'static str,
}

#[redis_script(
    lua = "return redis.call('GEOADD', KEYS[1], unpack(ARGV))",
    keys = 1,
    allow(wrong_arity)
)]
fn add_places(con: &mut impl ConnectionLike, key: &str, places: &[Place]) -> Result<i64>;

/// The attribute's own limit holds in place of the one of `redis-script.toml`.
#[redis_script(
    lua = "return redis.call('SADD', KEYS[1], unpack(ARGV))",
    keys = 1,
    limits(entries = 2),
    allow(wrong_arity)
)]
fn add_few(con: &mut impl ConnectionLike, key: &str, members: &[&str]) -> Result<i64>;

/// As many entries as may be passed, and one more.
const MOST: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
const MORE: [&str; 7] = ["a", "b", "c", "d", "e", "f", "g"];

fn places(count: usize) -> Vec<Place> {
    let place = Place {
        longitude: 1.0,
        latitude: 2.0,
        name: "a",
    };
    vec![place; count]
}

fn start() -> (PrivateServer, Connection) {
    let server = PrivateServer::start().unwrap();
    let con = connect(&server);
    (server, con)
}

fn connect(server: &PrivateServer) -> Connection {
    let client = redis::Client::open(server.url()).unwrap();
    client.get_connection().unwrap()
}

/// How often the server was given each of the commands that send scripts, and how many keys it has.
fn sent(server: &PrivateServer) -> (usize, u64) {
    let mut con = connect(server);
    let stats: String = redis::cmd("INFO")
        .arg("commandstats")
        .query(&mut con)
        .unwrap();
    let of_scripts =
        |line: &&str| line.starts_with("cmdstat_eval") || line.starts_with("cmdstat_script");
    let keys = redis::cmd("DBSIZE").query(&mut con).unwrap();
    (stats.lines().filter(of_scripts).count(), keys)
}

#[track_caller]
fn is_refused(error: &Error, name: &str, entries: &str) {
    assert_eq!(
        (error.kind(), error.may_have_run()),
        (ErrorKind::NotSent, false)
    );
    let message = error.to_string();
    assert!(
        message.contains(name) && message.contains(entries),
        "{message}"
    );
}

#[test]
fn too_many_entries_are_not_sent() {
    let (server, mut con) = start();
    let con = &mut con;
    let seven = "takes at most 6 ARGV, and the call passes 7";
    is_refused(&add(con, "s", &MORE).unwrap_err(), "add", seven);
    let three = "takes at most 2 ARGV, and the call passes 3";
    is_refused(
        &add_few(con, "s", &MOST[..3]).unwrap_err(),
        "add_few",
        three,
    );
    is_refused(
        &add_after(con, "s", "x", &MORE).unwrap_err(),
        "add_after",
        "takes at most 7 ARGV, and the call passes 8",
    );
    is_refused(
        &delete(con, &MORE).unwrap_err(),
        "delete",
        "takes at most 6 KEYS, and the call passes 7",
    );
    let pairs = MOST.map(|name| (name, 1));
    let eight = "takes at most 6 ARGV, and the call passes 8";
    is_refused(
        &set_all(con, "h", &pairs[..4]).unwrap_err(),
        "set_all",
        eight,
    );
    let nine = "takes at most 6 ARGV, and the call passes 9";
    is_refused(
        &add_places(con, "p", &places(3)).unwrap_err(),
        "add_places",
        nine,
    );
    assert_eq!(sent(&server), (0, 0));
}

#[test]
fn as_many_as_may_be_are_sent() {
    let (server, mut con) = start();
    let con = &mut con;
    assert_eq!(add(con, "s", &MOST).unwrap(), 6);
    assert_eq!(add_after(con, "t", "x", &MOST).unwrap(), 7);
    assert_eq!(delete(con, &["s", "t", "u", "v", "w", "x"]).unwrap(), 2);
    assert_eq!(
        set_all(con, "h", &[("a", 1), ("b", 2), ("c", 3)]).unwrap(),
        3
    );
    assert_eq!(add_places(con, "p", &places(2)).unwrap(), 1);
    let (commands, keys) = sent(&server);
    assert!(commands > 0);
    assert_eq!(keys, 2);
    assert_eq!(add::SCRIPT.source(), ADD);
}

#[tokio::test]
async fn prepared_and_asynchronous_calls() {
    let (server, mut con) = start();
    let client = redis::Client::open(server.url()).unwrap();
    let mut con_async = client.get_multiplexed_async_connection().await.unwrap();
    let seven = "takes at most 6 ARGV, and the call passes 7";
    let error = add_async(&mut con_async, "s", &MORE).await.unwrap_err();
    is_refused(&error, "add_async", seven);
    let call = add::call("s", &MORE);
    is_refused(&call.invoke(&mut con).unwrap_err(), "add", seven);
    let error = call.invoke_async(&mut con_async).await.unwrap_err();
    is_refused(&error, "add", seven);
    assert_eq!(sent(&server), (0, 0));
}

/// One call too large, and no other call of the pipeline is sent.
#[tokio::test]
async fn pipelines() {
    let (server, mut con) = start();
    let client = redis::Client::open(server.url()).unwrap();
    let mut con_async = client.get_multiplexed_async_connection().await.unwrap();
    let seven = "takes at most 6 ARGV, and the call passes 7";
    for atomic in [false, true] {
        let pipeline = pipe()
            .call(add::call("s", &MOST))
            .call(add::call("s", &MORE))
            .call(set_all::call("h", &[("a", 1)]));
        let pipeline = if atomic { pipeline.atomic() } else { pipeline };
        let error = pipeline.query(&mut con).unwrap_err();
        is_refused(&error, "add", seven);
        let error = pipeline.query_async(&mut con_async).await.unwrap_err();
        is_refused(&error, "add", seven);
    }
    assert_eq!(sent(&server), (0, 0));
}
