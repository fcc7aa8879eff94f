#![deny(deprecated)]
use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script(lua = "return redis.call('INCR', KEYS[1]) == 1", keys = 1)]
async fn number(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<u64>;

#[redis_script(lua = "if redis.call('INCR', KEYS[1]) == 1 then return true end return false", keys = 1)]
async fn string(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<String>;

fn main() {}
