use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script(
    lua = "for i = 1, #ARGV do redis.call('INCRBY', KEYS[1], ARGV[i]) end",
    keys = 1,
    limits(commands = 10)
)]
async fn exceeded(con: &mut impl ConnectionLike, key: &str, each: &[&str]) -> redis_script::Result<()>;

#[redis_script(
    lua = "for i = 1, #ARGV do redis.call('INCRBY', KEYS[1], ARGV[i]) end",
    keys = 1,
    limits(commands = 10, entries = 10)
)]
async fn within(con: &mut impl ConnectionLike, key: &str, each: &[&str]) -> redis_script::Result<()>;

#[redis_script(
    lua = "return redis.call('SMEMBERS', KEYS[1])",
    keys = 1,
    limits(data = "bounded")
)]
async fn all(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Vec<String>>;

#[redis_script(lua = "return 1", keys = 0, limits(command = 10, entries = "ten", data = "none"))]
async fn wrong(con: &mut impl ConnectionLike) -> redis_script::Result<i64>;

#[redis_script(lua = "return 1", keys = 0, limits(commands = 1, commands = 2, entries))]
async fn twice(con: &mut impl ConnectionLike) -> redis_script::Result<i64>;

#[redis_script(lua = "return 1", keys = 0, limits = 10)]
async fn assigned(con: &mut impl ConnectionLike) -> redis_script::Result<i64>;

fn main() {}
