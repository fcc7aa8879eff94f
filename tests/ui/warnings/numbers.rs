use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./numbers.lua", keys = 1)]
async fn pay(con: &mut impl ConnectionLike, account: &str, amount: f64) -> redis_script::Result<bool>;

#[redis_script(lua = "return redis.call('PTTL', KEYS[1])", keys = 1)]
async fn left(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<u64>;

#[redis_script(lua = "return redis.call('SET', KEYS[1], 'x', 'EX', tonumber(ARGV[1]) or 0)", keys = 1)]
async fn mark(con: &mut impl ConnectionLike, key: &str, ttl: Option<u32>) -> redis_script::Result<Option<String>>;

fn main() {
    compile_error!("warnings do not stop the build");
}
