use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./byte_order_mark.lua", keys = 1)]
async fn first(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

fn main() {}
