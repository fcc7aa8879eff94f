//! Options that the command does not have, and values that it does not take.

use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./option.lua", keys = 1)]
async fn store(con: &mut impl ConnectionLike, key: &str, value: &str, ttl: f64) -> redis_script::Result<()>;

fn main() {}
