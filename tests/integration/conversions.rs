//! Replies of real servers over both protocols.

use std::collections::{BTreeSet, HashMap};

use redis::aio::ConnectionLike;
use redis_script::{ErrorKind, Result, Script, redis_script};

use crate::support::Server;

#[redis_script(lua = "return tonumber(ARGV[1])", keys = 0, allow(reply_type))]
async fn as_u8(con: &mut impl ConnectionLike, number: i64) -> Result<u8>;

#[redis_script(lua = "return tonumber(ARGV[1])", keys = 0)]
async fn as_u32(con: &mut impl ConnectionLike, number: i64) -> Result<u32>;

#[redis_script(lua = "return tonumber(ARGV[1])", keys = 0, allow(reply_type))]
async fn as_bool(con: &mut impl ConnectionLike, number: i64) -> Result<bool>;

#[redis_script(
    lua = "return {tonumber(ARGV[1]), {tonumber(ARGV[1])}}",
    keys = 0,
    allow(reply_type)
)]
async fn as_pair(con: &mut impl ConnectionLike, number: i64) -> Result<(bool, Vec<Option<u8>>)>;

#[redis_script(lua = "return {'a', 1, 'b', tonumber(ARGV[1])}", keys = 0)]
async fn as_map(con: &mut impl ConnectionLike, number: i64) -> Result<HashMap<String, u16>>;

#[redis_script(lua = "return {double = tonumber(ARGV[1])}", keys = 0)]
async fn double_as_i64(con: &mut impl ConnectionLike, number: f64) -> Result<i64>;

#[redis_script(lua = "return {double = tonumber(ARGV[1])}", keys = 0)]
async fn double_as_f64(con: &mut impl ConnectionLike, number: f64) -> Result<f64>;

#[redis_script(lua = "return {map = {a = {double = 3.5}}}", keys = 0)]
async fn map_of_doubles(con: &mut impl ConnectionLike) -> Result<HashMap<String, i64>>;

#[redis_script(lua = "return {set = {[tonumber(ARGV[1])] = true}}", keys = 0)]
async fn set(con: &mut impl ConnectionLike, number: i64) -> Result<BTreeSet<u8>>;

#[redis_script(lua = "redis.setresp(3); return ARGV[1] == '1'", keys = 0)]
async fn boolean(con: &mut impl ConnectionLike, truth: bool) -> Result<bool>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
async fn get(con: &mut impl ConnectionLike, key: &str) -> Result<Option<u64>>;

fn refused<T: std::fmt::Debug>(result: Result<T>, script: &str, number: &str) {
    let error = result.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Reply);
    assert_eq!(error.script().map(Script::name), Some(script));
    assert!(error.to_string().contains(number), "{error}");
}

#[tokio::test]
async fn integers_that_do_not_fit_are_errors() {
    let server = Server::start();
    for mut con in [server.connect().await, server.connect_resp3().await] {
        assert_eq!(as_u8(&mut con, 200).await.unwrap(), 200);
        refused(as_u8(&mut con, 300).await, "as_u8", "300");
        refused(as_u32(&mut con, -1).await, "as_u32", "-1");
        assert!(as_bool(&mut con, -300).await.unwrap());
        let pair = as_pair(&mut con, 200).await.unwrap();
        assert_eq!(pair, (true, vec![Some(200)]));
        refused(as_pair(&mut con, 300).await, "as_pair", "300");
        assert_eq!(as_map(&mut con, 300).await.unwrap()["b"], 300);
        refused(as_map(&mut con, 70_000).await, "as_map", "70000");
        assert_eq!(set(&mut con, 200).await.unwrap(), BTreeSet::from([200]));
        refused(set(&mut con, 256).await, "set", "256");
    }
}

#[tokio::test]
async fn doubles_of_resp3_are_no_integers() {
    let server = Server::start();
    let mut con = server.connect_resp3().await;
    refused(double_as_i64(&mut con, 3.7).await, "double_as_i64", "3.7");
    refused(double_as_i64(&mut con, 4.0).await, "double_as_i64", "4.0");
    refused(map_of_doubles(&mut con).await, "map_of_doubles", "3.5");
    assert_eq!(
        double_as_f64(&mut con, 3.5).await.unwrap().to_string(),
        "3.5"
    );
    let error = double_as_i64::call(3.7)
        .invoke(&mut server.connect_sync_resp3())
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Reply);
}

/// Over RESP2 a double is text, which redis-rs parses strictly.
#[tokio::test]
async fn doubles_of_resp2_are_text() {
    let server = Server::start();
    let mut con = server.connect().await;
    let error = double_as_i64(&mut con, 3.7).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Reply);
    assert_eq!(
        double_as_f64(&mut con, 3.5).await.unwrap().to_string(),
        "3.5"
    );
}

#[tokio::test]
async fn nil_and_booleans() {
    let server = Server::start();
    for mut con in [server.connect().await, server.connect_resp3().await] {
        assert_eq!(get(&mut con, "n").await.unwrap(), None);
        assert!(boolean(&mut con, true).await.unwrap());
        assert!(!boolean(&mut con, false).await.unwrap());
    }
}
