use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./unavailable_syntax.lua", keys = 1)]
async fn unavailable_syntax(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<()>;

fn main() {
    compile_error!("warnings do not stop the build");
}
