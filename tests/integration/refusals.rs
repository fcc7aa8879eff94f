//! Each kind of error, provoked on a real server, and whether the script may have run.

mod answers;
mod scripts;
mod states;

use redis::aio::{ConnectionLike, MultiplexedConnection};
use redis_script::{Error, ErrorKind, Result, redis_script};

use crate::support::{Server, wait_until_async};

/// Writes, then reads.
#[redis_script(lua = "return redis.call('INCR', KEYS[1])", keys = 1)]
async fn bump(con: &mut impl ConnectionLike, key: &str) -> Result<i64>;

/// Writes, then keeps the server busy by so many commands.
#[redis_script("./lua/busy.lua", keys = 1, allow(caller_bounded_loop))]
async fn busy(con: &mut impl ConnectionLike, key: &str, commands: u64) -> Result<i64>;

/// What the error tells its caller.
fn verdict<T: std::fmt::Debug>(result: Result<T>) -> (ErrorKind, bool) {
    let error: Error = result.unwrap_err();
    (error.kind(), error.may_have_run())
}

/// Sends a command of some words.
async fn ask(con: &mut MultiplexedConnection, words: &str) {
    let mut words = words.split(' ');
    let mut cmd = redis::cmd(words.next().unwrap());
    for word in words {
        cmd.arg(word);
    }
    cmd.exec_async(con).await.unwrap();
}

/// A connection that has called the script, so that the server knows it.
async fn connect(server: &Server) -> MultiplexedConnection {
    let mut con = server.connect().await;
    bump(&mut con, "n").await.unwrap();
    con
}

/// Whether the server does not answer for the script that runs.
async fn is_busy(server: &Server) -> bool {
    let mut con = server.connect().await;
    let pinged = redis::cmd("PING").exec_async(&mut con).await;
    pinged.is_err_and(|error| ErrorKind::from(&error) == ErrorKind::Busy)
}

async fn wait_until_busy(server: &Server) {
    wait_until_async("the server is busy", async || {
        is_busy(server).await.then_some(())
    })
    .await;
}
