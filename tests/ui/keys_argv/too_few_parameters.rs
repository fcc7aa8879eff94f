use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./too_few_parameters.lua")]
async fn too_few_parameters(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

fn main() {}
