use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./nested_brackets.lua", keys = 1)]
async fn nested_brackets(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<()>;

fn main() {
    compile_error!("warnings do not stop the build");
}
