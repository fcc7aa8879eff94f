use redis::aio::ConnectionLike;
use redis_script::redis_script;

struct Limiter;

impl Limiter {
    #[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
    async fn get(&self, con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;
}

async fn caller(con: &mut redis::aio::MultiplexedConnection) -> redis_script::Result<Option<String>> {
    Limiter.get(con, "k").await
}

fn main() {}
