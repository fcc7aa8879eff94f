use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./nul\0.lua", keys = 1)]
async fn first(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

fn main() {}
