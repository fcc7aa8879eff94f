use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./keys_not_given.lua")]
async fn keys_not_given(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

fn main() {}
