//! Typed calls in pipelines and transactions.

#[cfg(feature = "cluster")]
mod blocking_cluster;
mod cluster;
mod connections;
mod errors;
mod forgotten;
mod given;
mod replies;
mod transactions;

use redis::aio::ConnectionLike;
use redis_script::redis_script;

use crate::support::Server;

#[redis_script(lua = "return redis.call('INCRBY', KEYS[1], ARGV[1])", keys = 1)]
#[allow(dead_code, reason = "only its calls are sent")]
async fn add(con: &mut impl ConnectionLike, key: &str, by: i64) -> redis_script::Result<i64>;

#[redis_script(lua = "return redis.call('EXISTS', KEYS[1]) == 1", keys = 1)]
#[allow(dead_code, reason = "only its calls are sent")]
async fn exists(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<bool>;

/// Fails in its third line.
#[redis_script(
    lua = "redis.call('INCR', KEYS[1])
local text = redis.call('TYPE', KEYS[1]).ok
return redis.call('INCRBY', KEYS[1], text)",
    keys = 1
)]
#[allow(dead_code, reason = "only its calls are sent")]
async fn fail(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<i64>;

async fn get(con: &mut impl ConnectionLike, key: &str) -> Option<i64> {
    redis::cmd("GET").arg(key).query_async(con).await.unwrap()
}

fn flush(server: &Server) {
    let mut flush = redis::cmd("SCRIPT");
    flush.arg("FLUSH").exec(&mut server.connect_sync()).unwrap();
}
