use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./rate_limit.lua", keys = 2)]
async fn too_many(con: &mut impl ConnectionLike, key: &str, limit: u64, window_secs: u64) -> redis_script::Result<bool>;

#[redis_script("./rate_limit.lua", keys = 0)]
async fn too_few(con: &mut impl ConnectionLike, key: &str, limit: u64, window_secs: u64) -> redis_script::Result<bool>;

#[redis_script("./rate_limit.lua", keys = 2)]
async fn and_too_few_parameters(con: &mut impl ConnectionLike, key: &str, limit: u64) -> redis_script::Result<bool>;

fn main() {}
