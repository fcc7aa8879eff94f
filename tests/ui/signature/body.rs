use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
async fn get(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>> {
    Ok(key.to_owned())
}

fn main() {}
