#![deny(deprecated)]
use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./rate_limit.lua")]
async fn argument(con: &mut impl ConnectionLike, key: &str, limit: u64, window_secs: u64, burst: u64) -> redis_script::Result<bool>;

#[redis_script("./rate_limit.lua", keys = 2)]
async fn key(con: &mut impl ConnectionLike, key: &str, other: &str, limit: u64, window_secs: u64) -> redis_script::Result<bool>;

fn main() {}
