use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = -1, nmae = "get", allow(zero_idex))]
async fn first(con: &impl ConnectionLike, (a, b): (u8, u8)) {}

fn main() {}
