use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script(lua = "return redis.call('GET', KEYS[1])",, keys = 1)]
async fn first(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])" keys = 1)]
async fn second(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(, lua = "return redis.call('GET', KEYS[1])", keys = 1)]
async fn third(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

fn main() {}
