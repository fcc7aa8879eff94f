use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
async fn no_result(con: &mut impl ConnectionLike, key: &str) -> String;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
async fn option(con: &mut impl ConnectionLike, key: &str) -> Option<String>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
async fn not_from_redis(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Own>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
async fn not_from_error(con: &mut impl ConnectionLike, key: &str) -> Result<String, std::fmt::Error>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
fn generic_error<E>(con: &mut impl redis::ConnectionLike, key: &str) -> Result<Option<String>, E>;

struct Own;

fn main() {}
