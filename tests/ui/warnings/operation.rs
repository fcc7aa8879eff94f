use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./operation.lua", keys = 1)]
async fn text(con: &mut impl ConnectionLike, key: &str, operation: &str) -> redis_script::Result<()>;

// A number is never `set`.
#[redis_script("./operation.lua", keys = 1)]
async fn number(con: &mut impl ConnectionLike, key: &str, operation: u64) -> redis_script::Result<()>;

fn main() {
    compile_error!("warnings do not stop the build");
}
