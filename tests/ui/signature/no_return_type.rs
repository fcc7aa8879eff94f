use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
async fn get(con: &mut impl ConnectionLike, key: &str);

async fn caller(con: &mut redis::aio::MultiplexedConnection) -> redis_script::Result<()> {
    get(con, "k").await?;
    get::call("k").invoke_async(con).await
}

fn main() {}
