//! The scripts of `scripts/`, held to what their headers say.

mod acquire_lock;
mod cas;
mod in_a_cluster;
mod rate_limit;
mod rate_limit_clocks;

use redis::aio::{ConnectionLike, MultiplexedConnection};

use crate::support::Server;

/// A time of the callers' clocks. Its trailing zeros are on purpose: 7.2.4 writes such numbers as `1.7e+12`.
const NOW: u64 = 1_700_000_000_000;

/// What a key holds, as bytes that change with it; `None` for a key that does not exist.
async fn dump(con: &mut impl ConnectionLike, key: &str) -> Option<Vec<u8>> {
    redis::cmd("DUMP").arg(key).query_async(con).await.unwrap()
}

async fn pttl(con: &mut impl ConnectionLike, key: &str) -> i64 {
    redis::cmd("PTTL").arg(key).query_async(con).await.unwrap()
}

async fn set(con: &mut impl ConnectionLike, key: &str, value: &str) {
    let set = redis::cmd("SET").arg(key).arg(value).exec_async(con).await;
    set.unwrap();
}

async fn delete(con: &mut impl ConnectionLike, key: &str) {
    redis::cmd("DEL").arg(key).exec_async(con).await.unwrap();
}

/// Runs `calls` tasks at once on connections that they share by fours, and hands back what each got.
pub(crate) async fn at_once<T, F>(
    server: &Server,
    calls: u64,
    call: impl Fn(u64, MultiplexedConnection) -> F,
) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let mut tasks = Vec::new();
    let mut con = server.connect().await;
    for number in 0..calls {
        if number % 4 == 0 {
            con = server.connect().await;
        }
        tasks.push(tokio::spawn(call(number, con.clone())));
    }
    let mut results = Vec::new();
    for task in tasks {
        results.push(task.await.unwrap());
    }
    results
}
