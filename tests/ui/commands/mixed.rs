use redis_script::commands;

#[commands]
pub trait Limits {
    #[redis_script(lua = "return redis.call('GET', KEYS[1])")]
    async fn read(&mut self, key: &str) -> redis_script::Result<Option<String>>;

    #[redis_script(lua = "return redis.call('GET', KEYS[1])")]
    fn read_sync(&mut self, key: &str) -> redis_script::Result<Option<String>>;

    #[redis_script(lua = "return redis.call('GET', KEYS[1])")]
    async fn read_again(&mut self, key: &str) -> redis_script::Result<Option<String>>;
}

async fn caller(con: &mut redis::aio::MultiplexedConnection) -> redis_script::Result<Option<String>> {
    con.read("k").await?;
    con.read_again("k").await
}

fn blocking_caller(con: &mut redis::Connection) -> redis_script::Result<Option<String>> {
    con.read_sync("k")
}

fn main() {}
