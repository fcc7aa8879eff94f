//! The other runtime.

use redis::aio::ConnectionLike;
use redis_script::{Result, redis_script};

use crate::support::Server;

#[redis_script(lua = "return redis.call('INCRBY', KEYS[1], ARGV[1])", keys = 1)]
async fn add(con: &mut impl ConnectionLike, key: &str, by: i64) -> Result<i64>;

/// Outside of a tokio runtime redis-rs runs on smol.
#[test]
fn calls_run_without_tokio() {
    let server = Server::start();
    ::smol::block_on(async {
        let client = server.client();
        let mut con = client.get_multiplexed_async_connection().await.unwrap();
        assert_eq!(add(&mut con, "n", 1).await.unwrap(), 1);
        let task = ::smol::spawn(async move { add(&mut con, "n", 2).await });
        assert_eq!(task.await.unwrap(), 3);
    });
}
