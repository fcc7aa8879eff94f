use redis_script::commands;

#[commands(keys = 1, crate = redis_script)]
pub unsafe trait Limits<T>
where
    T: Clone,
{
    const MOST: u64;

    type Key;

    #[redis_script(lua = "return redis.call('GET', KEYS[1])")]
    async fn read(&mut self, key: &str) -> redis_script::Result<Option<String>>;

    #[redis_script(lua = "return redis.call('GET', KEYS[1])")]
    async fn with_body(&mut self, key: &str) -> redis_script::Result<Option<String>> {
        Ok(None)
    }

    #[redis_script]
    async fn empty(&mut self, key: &str) -> redis_script::Result<Option<String>>;

    #[redis_script = "get.lua"]
    async fn assigned(&mut self, key: &str) -> redis_script::Result<Option<String>>;

    #[redis_script(lua = "return redis.call('GET', KEYS[1])")]
    #[redis_script(lua = "return redis.call('GET', KEYS[1])")]
    async fn twice(&mut self, key: &str) -> redis_script::Result<Option<String>>;

    async fn no_script(&mut self, key: &str) -> u8;

    fn helper(&mut self) -> u8 {
        1
    }
}

async fn caller(con: &mut redis::aio::MultiplexedConnection) -> redis_script::Result<u8> {
    con.read("k").await?;
    con.with_body("k").await?;
    con.empty("k").await?;
    con.assigned("k").await?;
    con.twice("k").await?;
    Ok(con.helper() + con.no_script("k").await)
}

fn main() {}
