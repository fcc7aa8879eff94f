use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./with_signature.lua", keys = 2)]
async fn with_signature(con: &mut impl ConnectionLike, key: &str, (a, b): (u8, u8)) -> redis_script::Result<Option<String>>;

fn main() {}
