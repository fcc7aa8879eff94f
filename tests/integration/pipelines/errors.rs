//! Commands of a pipeline that fail.

use redis::Cmd;
use redis_script::{ErrorKind, Script, pipe, redis_script};

use super::{add, exists, fail, get};
use crate::support::Server;

#[redis_script(lua = "return {1, redis.error_reply('LOCKED by another')}", keys = 0)]
#[allow(dead_code, reason = "only its calls are sent")]
async fn nested(con: &mut impl redis::aio::ConnectionLike) -> redis_script::Result<Vec<i64>>;

#[redis_script(lua = "return tonumber(ARGV[1])", keys = 0)]
#[allow(dead_code, reason = "only its calls are sent")]
async fn number(con: &mut impl redis::aio::ConnectionLike, n: i64) -> redis_script::Result<u32>;

/// The script and its line, and the place among the caller's own commands, not the texts.
#[tokio::test]
async fn a_script_in_the_middle() {
    let server = Server::start();
    let mut con = server.connect().await;
    let pipeline = pipe()
        .call(add::call("n", 1))
        .ignore(Cmd::incr("m", 1))
        .call(fail::call("n"))
        .call(add::call("n", 1));
    for atomic in [false, true] {
        let before = get(&mut con, "n").await.unwrap_or(0);
        let pipeline = pipeline.clone();
        let pipeline = if atomic { pipeline.atomic() } else { pipeline };
        let error = pipeline.query_async(&mut con).await.unwrap_err();
        assert_eq!(error.script().map(Script::name), Some("fail"));
        assert_eq!((error.index(), error.line()), (Some(2), Some(3)));
        assert_eq!(error.kind(), ErrorKind::Script);
        assert!(error.may_have_run());
        let text = error.to_string();
        let start = "command 3 of 4: script `fail` failed at line 3 of its source in tests/integration/pipelines.rs: ERR ";
        assert!(text.starts_with(start), "{text}");
        // The others have run, and what the script did before it failed is done.
        assert_eq!(get(&mut con, "n").await, Some(before + 3));
    }
    assert_eq!(get(&mut con, "m").await, Some(2));
}

#[tokio::test]
async fn several() {
    let server = Server::start();
    let mut con = server.connect_sync();
    let pipeline = pipe()
        .ignore(Cmd::set("text", "no number"))
        .ignore(Cmd::incr("text", 1))
        .calls([fail::call("a"), fail::call("b")])
        .call(exists::call("a"));
    let error = pipeline.query(&mut con).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Command);
    assert_eq!((error.index(), error.script()), (Some(1), None));
    let text = error.to_string();
    assert!(
        text.starts_with("command 2 of 5: `INCRBY` failed: ERR value is not an integer"),
        "{text}"
    );
    assert!(text.ends_with(" (2 more failed)"), "{text}");
    let source = redis::RedisError::from(error);
    assert_eq!(source.code(), Some("ERR"));
}

#[tokio::test]
async fn each_by_itself() {
    let server = Server::start();
    let mut con = server.connect().await;
    let pipeline = pipe()
        .calls([fail::call("a"), add::call("a", 1)])
        .call(number::call(-1))
        .cmd::<u8>(Cmd::incr("b", 300))
        .call(nested::call())
        .ignore_call(fail::call("c"))
        .call(exists::call("c"));
    for _ in 0..2 {
        let replies = pipeline.clone().each().query_async(&mut con).await;
        let (calls, minus, big, locked, there) = replies.unwrap();
        let error = calls[0].as_ref().unwrap_err();
        assert_eq!((error.index(), error.line()), (Some(0), Some(3)));
        assert!(calls[1].is_ok());
        let text = minus.unwrap_err().to_string();
        assert!(
            text.starts_with("command 3 of 7: script `number` ("),
            "{text}"
        );
        assert!(
            text.ends_with("replied with -1, which does not fit into `u32`"),
            "{text}"
        );
        let error = big.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Reply);
        assert!(
            error
                .to_string()
                .starts_with("command 4 of 7: `INCRBY` replied with "),
            "{error}"
        );
        let error = locked.unwrap_err();
        assert_eq!(
            (error.code(), error.script().map(Script::name)),
            (Some("LOCKED"), Some("nested"))
        );
        assert!(there.unwrap());
    }
    let atomic = pipeline.atomic().each().query_async(&mut con).await;
    let (calls, ..) = atomic.unwrap();
    assert!(calls[0].is_err() && calls[1].is_ok());
}

#[tokio::test]
async fn an_error_within_a_reply_that_is_ignored() {
    let server = Server::start();
    let mut con = server.connect().await;
    let pipeline = pipe().ignore_call(nested::call()).call(add::call("n", 1));
    let error = pipeline.query_async(&mut con).await.unwrap_err();
    assert_eq!((error.index(), error.code()), (Some(0), Some("LOCKED")));
}

#[tokio::test]
async fn replies_of_the_wrong_type() {
    let server = Server::start();
    let mut con = server.connect().await;
    let pipeline = pipe().call(add::call("n", 1)).call(number::call(-1));
    let error = pipeline.query_async(&mut con).await.unwrap_err();
    assert_eq!((error.kind(), error.index()), (ErrorKind::Reply, Some(1)));
    assert!(error.may_have_run());
    let pipeline = pipe()
        .ignore(Cmd::rpush("list", "secret"))
        .cmd::<u64>(Cmd::lrange("list", 0, -1));
    let text = pipeline
        .query_async(&mut con)
        .await
        .unwrap_err()
        .to_string();
    assert_eq!(
        text,
        "command 2 of 2: `LRANGE` replied with an array, which is not a `u64`"
    );
}

/// The values of arguments are not in what is printed.
#[tokio::test]
async fn no_argument_is_shown() {
    let pipeline = pipe()
        .call(add::call("secret", 1))
        .ignore(Cmd::get("secret"));
    let text = format!("{pipeline:?}");
    assert!(text.contains("add") && !text.contains("secret"), "{text}");
}

#[tokio::test]
async fn a_server_that_is_gone() {
    let server = Server::start();
    let (mut con, mut sync) = (server.connect().await, server.connect_sync());
    drop(server);
    let pipeline = pipe().call(add::call("n", 1));
    for error in [
        pipeline.query_async(&mut con).await.unwrap_err(),
        pipeline.query(&mut sync).unwrap_err(),
        pipeline.clone().atomic().query(&mut sync).unwrap_err(),
        pipeline.atomic().query_async(&mut con).await.unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Disconnected);
        assert!(error.may_have_run());
        assert_eq!((error.index(), error.script()), (None, None));
        let text = error.to_string();
        assert!(text.starts_with("the pipeline got no reply: "), "{text}");
    }
}
