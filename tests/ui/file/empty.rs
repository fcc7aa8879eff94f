use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./empty.lua", keys = 1)]
async fn first(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script("./blank.lua", keys = 1)]
async fn second(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

fn main() {}
