use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./unused_parameter.lua", keys = 1)]
async fn unused_parameter(con: &mut impl ConnectionLike, key: &str, more: u64, even_more: u64) -> redis_script::Result<Option<String>>;

fn main() {
    compile_error!("warnings do not stop the build");
}
