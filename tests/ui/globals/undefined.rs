use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./undefined.lua", keys = 1)]
async fn undefined(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

fn main() {}
