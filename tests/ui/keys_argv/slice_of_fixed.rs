use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./slice_of_fixed.lua", keys = 1)]
async fn slice_of_fixed(con: &mut impl ConnectionLike, key: &str, values: &[String]) -> redis_script::Result<Option<String>>;

fn main() {}
