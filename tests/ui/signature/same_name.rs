use redis::aio::ConnectionLike;
use redis_script::{commands, redis_script};

mod touch {
    pub const SECS: u64 = 60;
}

#[redis_script(lua = "return redis.call('GETEX', KEYS[1], 'EX', ARGV[1])", keys = 1)]
async fn touch(con: &mut impl ConnectionLike, key: &str, secs: u64) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GETEX', KEYS[1], 'EX', ARGV[1])", keys = 1)]
async fn keep(con: &mut impl ConnectionLike, key: &str, secs: u64) -> redis_script::Result<Option<String>>;

#[commands]
trait Keeping {
    #[redis_script(lua = "return redis.call('GETEX', KEYS[1], 'EX', ARGV[1])", keys = 1)]
    async fn keep(&mut self, key: &str, secs: u64) -> redis_script::Result<Option<String>>;
}

async fn caller(con: &mut redis::aio::MultiplexedConnection) -> redis_script::Result<Option<String>> {
    touch(con, "k", touch::SECS).await?;
    con.keep("k", 1).await?;
    keep::call("k", 1).invoke_async(con).await
}

fn main() {}
