use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./names_and_units.lua", keys = 1)]
async fn allow(con: &mut impl ConnectionLike, counter: &str, window: u64, limit: u64) -> redis_script::Result<bool>;

#[redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])", keys = 1)]
async fn lock(con: &mut impl ConnectionLike, key: &str, token: &str, ttl_ms: u64) -> redis_script::Result<Option<String>>;

fn main() {
    compile_error!("warnings do not stop the build");
}
