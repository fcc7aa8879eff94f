use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./newer_lua.lua", keys = 1)]
async fn newer_lua(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

fn main() {}
