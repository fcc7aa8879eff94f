#[redis_script(lua = "return redis.call('GET', KEYS[1])")]
async fn get(con: &mut impl ConnectionLike, key: &str, more: &str) -> redis_script::Result<String>;
