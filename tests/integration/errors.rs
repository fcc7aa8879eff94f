//! Errors as real servers send them.

use redis::aio::ConnectionLike;
use redis_script::{Error, ErrorKind, redis_script};

use crate::support::Server;

#[redis_script("./lua/wrong_type.lua", keys = 1, allow(undeclared_key))]
async fn wrong_type(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<i64>;

#[redis_script(
    "./lua/wrong_type.lua",
    keys = 1,
    name = "redis result",
    allow(undeclared_key)
)]
async fn as_redis_result(con: &mut impl ConnectionLike, key: &str) -> redis::RedisResult<i64>;

#[redis_script(
    lua = "local limit = 3

if redis.call('INCRBY', KEYS[1], ARGV[1]) > limit then
  error('over the limit')
end
return 'ok'",
    keys = 1
)]
async fn raise(con: &mut impl ConnectionLike, key: &str, by: i64) -> redis_script::Result<String>;

#[redis_script(lua = "return redis.error_reply(ARGV[1])", keys = 0)]
async fn reply(con: &mut impl ConnectionLike, error: &str) -> redis_script::Result<()>;

#[redis_script(lua = "return {err = ARGV[1]}", keys = 0)]
async fn reply_table(con: &mut impl ConnectionLike, error: &str) -> redis_script::Result<()>;

#[redis_script(lua = "return cjson.decode(ARGV[1]).name", keys = 0)]
async fn decode(con: &mut impl ConnectionLike, json: &str) -> redis_script::Result<String>;

async fn server_with_text() -> (Server, redis::aio::MultiplexedConnection) {
    let server = Server::start();
    let mut con = server.connect().await;
    redis::cmd("SET")
        .arg("text")
        .arg("no number")
        .exec_async(&mut con)
        .await
        .unwrap();
    redis::cmd("RPUSH")
        .arg("list")
        .arg("item")
        .exec_async(&mut con)
        .await
        .unwrap();
    (server, con)
}

#[tokio::test]
async fn a_commands_error_has_the_line_of_the_call() {
    let (_server, mut con) = server_with_text().await;
    let error = wrong_type(&mut con, "list").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Script);
    assert_eq!(error.line(), Some(6));
    let text = error.to_string();
    let place = "script `wrong_type` failed at tests/integration/lua/wrong_type.lua:6: ";
    assert!(
        text.starts_with(&format!("{place}WRONGTYPE Operation against a key")),
        "{text}"
    );
    assert!(!text.contains("user_script"), "{text}");
    assert!(!text.contains(wrong_type::SCRIPT.sha1()), "{text}");
}

#[tokio::test]
async fn luas_error_has_its_line_too() {
    let (_server, mut con) = server_with_text().await;
    let error = raise(&mut con, "n", 9).await.unwrap_err();
    assert_eq!((error.line(), error.code()), (Some(4), Some("ERR")));
    assert_eq!(error.message(), Some("over the limit"));
    let text = error.to_string();
    let place = "script `raise` failed at line 4 of its source in tests/integration/errors.rs: ";
    assert!(text.starts_with(place), "{text}");
    let error = decode(&mut con, "{\"nam").await.unwrap_err();
    assert_eq!(error.line(), Some(1));
    assert!(error.message().unwrap().starts_with("Expected"), "{error}");
}

/// What the script wrote before it failed is there.
#[tokio::test]
async fn nothing_is_rolled_back() {
    let (_server, mut con) = server_with_text().await;
    wrong_type(&mut con, "text").await.unwrap_err();
    let seen: bool = redis::cmd("GET")
        .arg("text:seen")
        .query_async(&mut con)
        .await
        .unwrap();
    assert!(seen);
}

#[tokio::test]
async fn returned_errors_have_a_code_and_no_line() {
    let (_server, mut con) = server_with_text().await;
    for error in [
        reply(&mut con, "LIMIT come back later").await.unwrap_err(),
        reply_table(&mut con, "LIMIT come back later")
            .await
            .unwrap_err(),
    ] {
        assert_eq!(error.code(), Some("LIMIT"));
        assert_eq!(error.message(), Some("come back later"));
        assert_eq!(error.line(), None);
        assert!(
            error
                .to_string()
                .ends_with(" failed: LIMIT come back later"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn servers_that_refuse_a_call() {
    let (_server, mut con) = server_with_text().await;
    redis::cmd("CONFIG")
        .arg("SET")
        .arg("maxmemory")
        .arg(1)
        .exec_async(&mut con)
        .await
        .unwrap();
    let error: Error = raise(&mut con, "n", 1).await.unwrap_err();
    assert!(error.to_string().contains("OOM "), "{error}");
    assert!(
        error
            .to_string()
            .contains("command not allowed when used memory"),
        "{error}"
    );
}

#[tokio::test]
async fn as_an_error_of_redis_rs() {
    let (_server, mut con) = server_with_text().await;
    let error = as_redis_result(&mut con, "list").await.unwrap_err();
    assert!(
        error
            .code()
            .is_some_and(|code| code == "WRONGTYPE" || code == "ERR"),
        "{error}"
    );
    assert!(
        error.detail().unwrap().contains("@user_script:6"),
        "{error}"
    );
}

#[tokio::test]
async fn a_server_that_is_gone() {
    let (server, mut con) = server_with_text().await;
    drop(server);
    let error = raise(&mut con, "n", 1).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Disconnected);
    assert!(redis::RedisError::from(error).is_connection_dropped());
}
