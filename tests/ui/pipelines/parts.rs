use redis::aio::ConnectionLike;
use redis_script::{pipe, redis_script};

#[redis_script(lua = "return redis.call('INCR', KEYS[1])", keys = 1)]
async fn bump(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<u64>;

fn call() -> redis_script::Call<u64> {
    bump::call("key")
}

async fn example(con: &mut redis::aio::MultiplexedConnection) -> redis_script::Result<()> {
    bump(con, "key").await?;

    // Each part has the type of its function.
    let (count,): (String,) = pipe().call(call()).query_async(con).await?;

    // One that is left out.
    let (first,) = pipe().call(call()).call(call()).query_async(con).await?;

    // Behind `each`, which comes last.
    let _ = pipe().call(call()).each().call(call());

    // The thirteenth.
    let six = pipe().call(call()).call(call()).call(call()).call(call()).call(call()).call(call());
    let twelve = six.call(call()).call(call()).call(call()).call(call()).call(call()).call(call());
    let _ = twelve.call(call());
    Ok(())
}

fn main() {}
