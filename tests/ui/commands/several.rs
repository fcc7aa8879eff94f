//! The errors of all scripts at once, and none at the calls.

use redis_script::commands;

#[commands]
pub trait Limits {
    #[redis_script(lua = "return redis.call('GET', KEYS[2])", keys = 1)]
    async fn read(&mut self, key: &str) -> redis_script::Result<Option<String>>;

    #[redis_script(lua = "return redis.call('GETT', KEYS[1])", keys = 1)]
    async fn write(&mut self, key: &str) -> redis_script::Result<Option<String>>;

    #[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 2)]
    async fn count(&mut self, key: &str) -> redis_script::Result<Option<String>>;

    #[redis_script(lua = "return redis.call('GET', KEYS[1])")]
    async fn good(&mut self, key: &str) -> redis_script::Result<Option<String>>;
}

async fn caller(mut con: redis::aio::MultiplexedConnection) -> redis_script::Result<()> {
    con.read("k").await?;
    con.write("k").await?;
    con.count("k").await?;
    con.good("k").await?;
    let _ = (read::SCRIPT, write::call("k"), count::call("k"), good::call("k"));
    Ok(())
}

fn main() {}
