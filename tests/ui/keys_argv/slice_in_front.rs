use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./slice_in_front.lua")]
async fn slice_in_front(con: &mut impl ConnectionLike, keys: &[String], value: &str) -> redis_script::Result<Option<String>>;

fn main() {}
