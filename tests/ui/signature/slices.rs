use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
async fn key(con: &mut impl ConnectionLike, key: &[String]) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('RPUSH', KEYS[1], unpack(ARGV))", keys = 1)]
async fn not_last(con: &mut impl ConnectionLike, key: &str, values: &[u64], last: u64) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('DEL', unpack(KEYS))", keys = 1..)]
async fn too_early(con: &mut impl ConnectionLike, keys: &[String], key: &str) -> redis_script::Result<u64>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])")]
async fn inferred(con: &mut impl ConnectionLike, keys: &[String]) -> redis_script::Result<Option<String>>;

fn main() {}
