use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script(
    lua = "
        local value = redis.call('GET', KEYS[1])
        return value +
    ",
    keys = 1
)]
async fn inline(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

#[redis_script(lua = r#"return redis.call("GET" KEYS[1])"#, keys = 1)]
async fn raw(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

fn main() {}
