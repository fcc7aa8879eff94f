use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./unfinished_string.lua", keys = 1)]
async fn unfinished_string(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

fn main() {}
