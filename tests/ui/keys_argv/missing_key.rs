use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./missing_key.lua", keys = 1)]
async fn missing_key(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

fn main() {}
