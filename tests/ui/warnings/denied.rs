#![deny(deprecated)]

use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./denied.lua", keys = 1)]
async fn denied(con: &mut impl ConnectionLike, key: &str, more: u64) -> redis_script::Result<Option<String>>;

fn main() {}
