use redis::aio::ConnectionLike;
use redis_script::redis_script;

struct Limit {
    limit: u64,
    window_secs: u64,
}

#[redis_script("./rate_limit.lua")]
async fn rate_limit(con: &mut impl ConnectionLike, key: &str, limit: &Limit) -> redis_script::Result<bool>;

fn main() {}
