//! Pipelines that redis-rs's own methods have filled.

use redis::RedisError;
use redis_script::{ErrorKind, ScriptPipeline};

use super::{add, exists, get};
use crate::support::{Recorder, Server};

#[tokio::test]
async fn their_replies_are_the_first_part() {
    let server = Server::start();
    let mut con = Recorder::new(server.connect().await);
    let given = redis::pipe()
        .atomic()
        .set("a", 1)
        .ignore()
        .incr("a", 1)
        .get("a")
        .to_owned();
    let pipeline = ScriptPipeline::from(given)
        .call(add::call("a", 1))
        .call(exists::call("b"));
    let ((count, text), n, there): ((i64, String), i64, bool) =
        pipeline.query_async(&mut con).await.unwrap();
    assert_eq!((count, text.as_str(), n, there), (2, "2", 3, false));
    let sent = "MULTI SET INCRBY GET SCRIPT EVALSHA SCRIPT EVALSHA EXEC";
    assert_eq!(con.take(), [sent]);
    let replies = pipeline.query(&mut server.connect_sync()).unwrap();
    assert_eq!(replies, ((2, "2".to_owned()), 3, false));
}

#[tokio::test]
async fn a_chain_of_redis_rs_that_keeps_no_reply() {
    let server = Server::start();
    let mut con = server.connect().await;
    let pipeline = ScriptPipeline::from(redis::pipe().set("a", 1).ignore()).call(add::call("a", 1));
    let ((), n) = pipeline.query_async(&mut con).await.unwrap();
    assert_eq!(n, 2);
}

#[tokio::test]
async fn their_errors() {
    let server = Server::start();
    let mut con = server.connect().await;
    let mut given = redis::pipe();
    given
        .set("text", "no number")
        .incr("text", 1)
        .ignore()
        .get("text");
    let strict = ScriptPipeline::from(given.clone()).call(add::call("a", 1));
    let result = strict.query_async(&mut con).await;
    let _: &redis_script::Result<((String, String), i64)> = &result;
    let error = result.unwrap_err();
    assert_eq!((error.index(), error.kind()), (Some(1), ErrorKind::Command));
    assert!(
        error
            .to_string()
            .starts_with("command 2 of 4: `INCRBY` failed"),
        "{error}"
    );
    let each = strict.each().query_async(&mut con).await.unwrap();
    assert!(each.0.is_err());
    assert_eq!(each.1.unwrap(), 2);
    // They said that errors are replies.
    given.clear();
    given.incr("text", 1).get("text").ignore_errors();
    let lenient = ScriptPipeline::from(given).call(add::call("a", 1));
    let (theirs, n): (Vec<Result<String, RedisError>>, i64) =
        lenient.query_async(&mut con).await.unwrap();
    assert!(theirs[0].is_err());
    assert_eq!((theirs[1].as_deref(), n), (Ok("no number"), 3));
}

/// Whoever forms the pipeline of calls by hand meets no surprise.
#[tokio::test]
async fn integers_that_do_not_fit() {
    let server = Server::start();
    let mut con = server.connect().await;
    let pipeline = ScriptPipeline::from(redis::pipe().incr("a", 300)).call(add::call("b", 1));
    let result: redis_script::Result<((u8,), i64)> = pipeline.query_async(&mut con).await;
    let text = result.unwrap_err().to_string();
    assert!(
        text.starts_with("the given pipeline replied with 300"),
        "{text}"
    );
    assert_eq!(get(&mut con, "b").await, Some(1));
}

#[tokio::test]
async fn nothing_given() {
    let server = Server::start();
    let mut con = server.connect().await;
    let pipeline = ScriptPipeline::from(redis::pipe()).call(add::call("a", 1));
    let ((), n) = pipeline.query_async(&mut con).await.unwrap();
    assert_eq!(n, 1);
}
