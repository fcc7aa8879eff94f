use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./several.lua", keys = 1)]
async fn several(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

fn main() {}
