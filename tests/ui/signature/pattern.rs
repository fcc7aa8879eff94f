use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
async fn first(con: &mut impl ConnectionLike, (key, _): (&str, u8)) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
async fn second(con: &mut impl ConnectionLike, _: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
async fn third(con: &mut impl ConnectionLike, ref key: String) -> redis_script::Result<Option<String>>;

fn main() {}
