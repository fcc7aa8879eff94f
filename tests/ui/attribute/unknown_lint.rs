use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1, allow(zero_idex))]
async fn first(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1, allow(dead_code))]
async fn second(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1, allow("zero_index", zero_index))]
async fn third(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

fn main() {}
