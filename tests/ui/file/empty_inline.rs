use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script(lua = " ", keys = 1)]
async fn get(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

fn main() {}
