#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
async fn get(&self, con: &mut impl ConnectionLike, key: &str);
