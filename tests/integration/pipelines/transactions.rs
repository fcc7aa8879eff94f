//! `MULTI` and `EXEC`.

use redis::Cmd;
use redis::aio::ConnectionLike;
use redis_script::{ErrorKind, Script, pipe};

use super::{add, exists, fail, flush, get};
use crate::support::Server;

async fn acl(con: &mut impl ConnectionLike, rules: &[&str]) {
    let mut user = redis::cmd("ACL");
    user.arg("SETUSER").arg("caller").arg(rules);
    user.exec_async(con).await.unwrap();
    let mut auth = redis::cmd("AUTH");
    auth.arg("caller").arg("").exec_async(con).await.unwrap();
}

/// What redis-rs does by itself: it applies the rest.
#[tokio::test]
async fn a_cold_transaction_of_redis_rs_is_half_applied() {
    let server = Server::start();
    let mut con = server.connect().await;
    let mut theirs = redis::pipe();
    theirs.atomic().incr("n", 1);
    theirs.add_command(add::call("n", 1).to_cmd());
    theirs.exec_async(&mut con).await.unwrap_err();
    assert_eq!(get(&mut con, "n").await, Some(1));
    let ours = pipe()
        .atomic()
        .ignore(Cmd::incr("n", 1))
        .call(add::call("n", 1));
    assert_eq!(ours.query_async(&mut con).await.unwrap(), (3,));
}

/// By a command that the server refuses before it runs any.
#[tokio::test]
async fn refused_as_a_whole() {
    let server = Server::start();
    let pipeline = pipe()
        .atomic()
        .call(add::call("n", 1))
        .ignore(redis::cmd("NOSUCH"))
        .call(add::call("n", 1));
    let mut con = server.connect().await;
    for error in [
        pipeline.query_async(&mut con).await.unwrap_err(),
        pipeline.query(&mut server.connect_sync()).unwrap_err(),
        pipeline
            .clone()
            .each()
            .query_async(&mut con)
            .await
            .unwrap_err(),
    ] {
        assert_eq!(error.index(), Some(1));
        assert_eq!(error.kind(), ErrorKind::Refused);
        assert!(!error.may_have_run());
        let text = error.to_string();
        assert!(
            text.starts_with("command 2 of 3: `NOSUCH` failed: ERR unknown command"),
            "{text}"
        );
        let end = " (so the server rejected the transaction, and none of it ran)";
        assert!(text.ends_with(end), "{text}");
    }
    assert_eq!(get(&mut con, "n").await, None);
}

#[tokio::test]
async fn a_caller_who_may_not_load() {
    let server = Server::start();
    let mut con = server.connect().await;
    acl(&mut con, &["on", "nopass", "~*", "+@all", "-script"]).await;
    let pipeline = pipe().ignore(Cmd::incr("m", 1)).call(add::call("n", 1));
    // Not atomic, the refusal counts only where the server does not know the script.
    let error = pipeline.query_async(&mut con).await.unwrap_err();
    assert_eq!((error.kind(), error.index()), (ErrorKind::NoPerm, Some(1)));
    add::call("n", 1)
        .invoke(&mut server.connect_sync())
        .unwrap();
    assert_eq!(pipeline.query_async(&mut con).await.unwrap(), (2,));
    let error = pipeline.atomic().query_async(&mut con).await.unwrap_err();
    assert_eq!((error.kind(), error.index()), (ErrorKind::NoPerm, Some(1)));
    assert_eq!(error.script().map(Script::name), Some("add"));
    assert!(!error.may_have_run());
    assert_eq!(get(&mut con, "m").await, Some(2));
}

/// The server refuses MULTI itself; redis-rs 1.8 would panic here where overflows are checked.
#[tokio::test]
async fn a_caller_who_may_not_begin_a_transaction() {
    let server = Server::start();
    let mut con = server.connect().await;
    acl(&mut con, &["on", "nopass", "~*", "+@all", "-multi"]).await;
    let pipeline = pipe().atomic().call(add::call("n", 1));
    let error = pipeline.query_async(&mut con).await.unwrap_err();
    assert_eq!((error.kind(), error.index()), (ErrorKind::NoPerm, None));
    // Its commands then ran one by one.
    assert!(error.may_have_run());
    assert_eq!(get(&mut con, "n").await, Some(1));
}

#[tokio::test]
async fn a_watched_key_that_changes() {
    let server = Server::start();
    let (mut con, mut other) = (server.connect().await, server.connect().await);
    let pipeline = pipe()
        .atomic()
        .call(add::call("n", 1))
        .call(exists::call("n"));
    let watched = pipeline.clone().watched();
    for (changes, expected) in [(false, Some((1, true))), (true, None)] {
        flush(&server);
        redis::cmd("WATCH")
            .arg("w")
            .exec_async(&mut con)
            .await
            .unwrap();
        if changes {
            Cmd::incr("w", 1).exec_async(&mut other).await.unwrap();
        }
        assert_eq!(watched.query_async(&mut con).await.unwrap(), expected);
    }
    redis::cmd("WATCH")
        .arg("w")
        .exec_async(&mut con)
        .await
        .unwrap();
    Cmd::incr("w", 1).exec_async(&mut other).await.unwrap();
    let error = pipeline.query_async(&mut con).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Discarded);
    assert!(!error.may_have_run());
    let text =
        "the transaction did not run because a key that was watched on this connection has changed";
    assert_eq!(error.to_string(), text);
    assert_eq!(get(&mut con, "n").await, Some(1));
}

#[tokio::test]
async fn watched_with_each_by_itself() {
    let server = Server::start();
    let mut con = server.connect_sync();
    let pipeline = pipe()
        .atomic()
        .call(fail::call("n"))
        .call(exists::call("n"));
    let (failed, there) = pipeline.each().watched().query(&mut con).unwrap().unwrap();
    assert_eq!(failed.unwrap_err().line(), Some(3));
    assert!(there.unwrap());
}

/// Atomic even against a pipeline that changes the scripts all the time.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn flushes_between_other_commands() {
    let server = Server::start();
    let mut con = server.connect().await;
    let mut flusher = server.connect().await;
    let flushing = tokio::spawn(async move {
        let mut flush = redis::cmd("SCRIPT");
        flush.arg("FLUSH");
        loop {
            flush.exec_async(&mut flusher).await.unwrap();
        }
    });
    let pipeline = pipe()
        .atomic()
        .calls((0..20).map(|_| add::call("n", 1)))
        .call(exists::call("n"));
    for n in 1..=200 {
        let (counts, there) = pipeline.query_async(&mut con).await.unwrap();
        assert_eq!((counts.last(), there), (Some(&(n * 20)), true));
    }
    flushing.abort();
}
