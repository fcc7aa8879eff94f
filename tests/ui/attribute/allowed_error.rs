use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script(lua = "return redis.call('GET', KEYS[2])", keys = 1, allow(missing_entry, unused_key))]
async fn without_a_reason(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GET', KEYS[2])", keys = 1, allow(missing_entry = "a test", unused_key))]
async fn with_a_reason(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1, allow(missing_entry = ""))]
async fn empty(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1, allow(missing_entry = why))]
async fn unquoted(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

fn main() {}
