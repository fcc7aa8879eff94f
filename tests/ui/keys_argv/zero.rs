use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./zero.lua", keys = 1)]
async fn zero(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

fn main() {}
