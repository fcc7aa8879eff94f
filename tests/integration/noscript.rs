//! Whose NOSCRIPT it is decides whether a call is sent again.

use redis::aio::ConnectionLike;
use redis_script::redis_script;

use crate::support::{Recorder, Server};

#[redis_script(
    lua = "
    redis.call('INCR', KEYS[1])
    return redis.error_reply('NOSCRIPT the job has no script')",
    keys = 1
)]
async fn returns_noscript(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<()>;

#[redis_script(
    lua = "
    redis.call('INCR', KEYS[1])
    error({err = 'NOSCRIPT No matching script. Please use EVAL.'})",
    keys = 1
)]
async fn raises_noscript(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<()>;

#[redis_script(
    lua = "
    redis.call('INCR', KEYS[1])
    return {1, redis.error_reply('NOSCRIPT No matching script. Please use EVAL.')}",
    keys = 1
)]
async fn nests_noscript(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<()>;

#[redis_script(lua = "return redis.call('INCR', KEYS[1])", keys = 1)]
async fn bump(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<u64>;

async fn get(con: &mut impl ConnectionLike, key: &str) -> u64 {
    redis::cmd("GET").arg(key).query_async(con).await.unwrap()
}

#[tokio::test]
async fn a_script_that_returns_it_has_run_once() {
    let server = Server::start();
    let mut con = Recorder::new(server.connect().await);
    // Cold, the NOSCRIPT of the server comes before that of the script.
    let error = returns_noscript(&mut con, "n").await.unwrap_err();
    assert_eq!(error.code(), Some("NOSCRIPT"));
    assert_eq!(error.message(), Some("the job has no script"));
    assert_eq!(con.take(), ["EVALSHA", "SCRIPT EVALSHA"]);
    assert_eq!(get(&mut con, "n").await, 1);
    con.take();
    returns_noscript(&mut con, "n").await.unwrap_err();
    assert_eq!(con.take(), ["EVALSHA"]);
    assert_eq!(get(&mut con, "n").await, 2);
}

#[tokio::test]
async fn a_script_that_raises_it_has_run_once() {
    let server = Server::start();
    let mut con = Recorder::new(server.connect().await);
    for n in 1..3 {
        raises_noscript(&mut con, "n").await.unwrap_err();
        assert_eq!(get(&mut con, "n").await, n);
    }
    con.take();
    raises_noscript(&mut con, "n").await.unwrap_err();
    assert_eq!(con.take(), ["EVALSHA"]);
}

#[tokio::test]
async fn one_within_a_reply_is_the_scripts() {
    let server = Server::start();
    let mut con = server.connect().await;
    for n in 1..3 {
        let error = nests_noscript(&mut con, "n").await.unwrap_err();
        assert_eq!(error.code(), Some("NOSCRIPT"));
        assert_eq!(get(&mut con, "n").await, n);
    }
    let call = nests_noscript::call("n");
    call.invoke(&mut server.connect_sync()).unwrap_err();
    assert_eq!(get(&mut con, "n").await, 3);
}

/// The server goes on to answer NOSCRIPT where it does not let the caller load.
#[tokio::test]
async fn a_caller_who_may_not_load_is_told() {
    let server = Server::start();
    let mut con = Recorder::new(server.connect().await);
    let mut user = redis::cmd("ACL");
    user.arg("SETUSER")
        .arg("caller")
        .arg(&["on", "nopass", "~*", "+@all", "-script"]);
    user.exec_async(&mut con).await.unwrap();
    let mut auth = redis::cmd("AUTH");
    auth.arg("caller")
        .arg("")
        .exec_async(&mut con)
        .await
        .unwrap();
    con.take();
    let error = bump(&mut con, "n").await.unwrap_err();
    assert_eq!(error.code(), Some("NOPERM"));
    assert_eq!(error.line(), None);
    assert_eq!(con.take(), ["EVALSHA", "SCRIPT EVALSHA"]);
}
