use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./missing_arg.lua", keys = 1)]
async fn missing_arg(con: &mut impl ConnectionLike, key: &str, window: u64, limit: u64, now: u64) -> redis_script::Result<Option<String>>;

fn main() {}
