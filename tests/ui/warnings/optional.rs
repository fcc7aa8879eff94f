use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./optional.lua", keys = 1)]
async fn optional(con: &mut impl ConnectionLike, key: &str, value: &str) -> redis_script::Result<Option<String>>;

fn main() {
    compile_error!("warnings do not stop the build");
}
