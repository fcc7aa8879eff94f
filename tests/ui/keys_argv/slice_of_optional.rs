use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2] or 60)", keys = 1)]
async fn set(con: &mut impl ConnectionLike, key: &str, value: &str, ttl_secs: &[u64]) -> redis_script::Result<()>;

fn main() {}
