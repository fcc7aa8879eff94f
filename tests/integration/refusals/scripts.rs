//! A script that runs for too long: for others, for its caller, and for who kills it.

use std::time::Duration;

use redis::AsyncConnectionConfig;
use redis_script::ErrorKind;

use super::{ask, bump, busy, connect, verdict, wait_until_busy};
use crate::support::Server;

/// Reads alone, so that it can be killed.
#[redis_script::redis_script(lua = "while redis.call('EXISTS', KEYS[1]) == 1 do end", keys = 1)]
async fn forever(con: &mut impl redis::aio::ConnectionLike, key: &str) -> redis_script::Result<()>;

const ENDLESS: u64 = 1_000_000_000_000;

#[tokio::test]
async fn others_are_refused_and_the_killed_one_is_told() {
    let server = Server::start();
    let mut con = connect(&server).await;
    ask(&mut con, "CONFIG SET lua-time-limit 20").await;
    let mut other = server.connect().await;
    let running = tokio::spawn(async move { verdict(forever(&mut other, "n").await) });
    wait_until_busy(&server).await;
    assert_eq!(verdict(bump(&mut con, "n").await), (ErrorKind::Busy, false));
    ask(&mut con, "SCRIPT KILL").await;
    assert_eq!(running.await.unwrap(), (ErrorKind::Killed, true));
    assert_eq!(bump(&mut con, "n").await.unwrap(), 2);
}

#[tokio::test]
async fn one_that_has_written_cannot_be_killed() {
    let server = Server::start();
    let mut con = connect(&server).await;
    ask(&mut con, "CONFIG SET lua-time-limit 20").await;
    let mut other = server.connect().await;
    let running = tokio::spawn(async move { verdict(busy(&mut other, "n", ENDLESS).await) });
    wait_until_busy(&server).await;
    let killed = redis::cmd("SCRIPT").arg("KILL").exec_async(&mut con).await;
    assert_eq!(ErrorKind::from(&killed.unwrap_err()), ErrorKind::Unkillable);
    drop(server);
    assert_eq!(running.await.unwrap(), (ErrorKind::Disconnected, true));
}

#[tokio::test]
async fn its_caller_does_not_wait_for_ever() {
    let server = Server::start();
    let mut con = connect(&server).await;
    let config = AsyncConnectionConfig::new().set_response_timeout(Some(Duration::from_millis(50)));
    let client = server.client();
    let connecting = client.get_multiplexed_async_connection_with_config(&config);
    let mut hasty = connecting.await.unwrap();
    assert_eq!(
        verdict(busy(&mut hasty, "n", 1_000_000).await),
        (ErrorKind::Timeout, true)
    );
    // It ran to its end.
    assert_eq!(bump(&mut con, "n").await.unwrap(), 3);
}
