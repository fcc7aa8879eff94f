use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script("./with_errors.lua", keys = 1)]
async fn with_errors(con: &mut impl ConnectionLike, key: &str, more: u64) -> redis_script::Result<Option<String>>;

async fn caller(con: &mut redis::aio::MultiplexedConnection) -> redis_script::Result<Option<String>> {
    let _ = with_errors::SCRIPT.sha1();
    with_errors::call("k", 1).invoke_async(con).await?;
    with_errors(con, "k", 1).await
}

fn main() {
    let _ = caller;
}
