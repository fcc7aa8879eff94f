//! Scripts that include files, on real servers.

use redis::aio::ConnectionLike;
use redis_script::{ErrorKind, Result, preload_async, redis_script};

use crate::support::Server;

#[redis_script("./lua/including/reserve.lua", keys = 1)]
async fn reserve(con: &mut impl ConnectionLike, stock: &str, many: &str) -> Result<i64>;

#[redis_script(
    "./lua/including/first.lua",
    keys = 1,
    name = "first",
    allow(undefined_global = "`call` is missing on purpose")
)]
async fn take_one(con: &mut impl ConnectionLike, stock: &str) -> Result<i64>;

const STOCK: &str = "tests/integration/lua/including/lib/stock.lua";
const AMOUNT: &str = "tests/integration/lua/including/lib/amount.lua";

async fn connected() -> (Server, redis::aio::MultiplexedConnection) {
    let server = Server::start();
    let mut con = server.connect().await;
    let set =
        |key: &'static str, value: &'static str| redis::cmd("SET").arg(key).arg(value).to_owned();
    set("stock", "10").exec_async(&mut con).await.unwrap();
    set("text", "no number").exec_async(&mut con).await.unwrap();
    (server, con)
}

#[tokio::test]
async fn the_joined_text_is_what_the_server_knows() {
    let (_server, mut con) = connected().await;
    preload_async(&mut con, [reserve::SCRIPT]).await.unwrap();
    let load = redis::cmd("SCRIPT")
        .arg("LOAD")
        .arg(reserve::SCRIPT.source())
        .to_owned();
    let sha1: String = load.query_async(&mut con).await.unwrap();
    assert_eq!(sha1, reserve::SCRIPT.sha1());
    assert_eq!(reserve(&mut con, "stock", "3").await.unwrap(), 7);
}

/// What is left out changes nothing.
#[tokio::test]
async fn functions_that_nothing_calls_are_left_out() {
    let (_server, mut con) = connected().await;
    let whole = include_str!("lua/including/reserve.lua").replace(
        "--- @include \"lib/stock\"",
        &include_str!("lua/including/lib/stock.lua").replace(
            "--- @include \"amount\"",
            include_str!("lua/including/lib/amount.lua"),
        ),
    );
    let sent = reserve::SCRIPT.source();
    for name in ["function put", "function unused", "Nothing calls it"] {
        assert!(whole.contains(name) && !sent.contains(name), "{sent}");
    }
    for many in ["2", "9", "many", "twice"] {
        let mut replies = Vec::new();
        for text in [whole.as_str(), sent] {
            let mut filling = redis::cmd("SET");
            filling
                .arg("stock")
                .arg(10)
                .exec_async(&mut con)
                .await
                .unwrap();
            let mut eval = redis::cmd("EVAL");
            eval.arg(text).arg(1).arg("stock").arg(many);
            let reply: redis::RedisResult<i64> = eval.query_async(&mut con).await;
            let left: i64 = redis::cmd("GET")
                .arg("stock")
                .query_async(&mut con)
                .await
                .unwrap();
            replies.push((reply.map_err(|error| error.code().map(str::to_owned)), left));
        }
        assert_eq!(replies[0], replies[1], "{many}");
    }
}

#[tokio::test]
async fn errors_name_the_file_and_the_line_that_a_person_wrote() {
    let (_server, mut con) = connected().await;
    let own = "tests/integration/lua/including/reserve.lua";
    for (key, many, path, line, message) in [
        ("stock", "11", STOCK, 12, "too few"),
        ("stock", "many", AMOUNT, 2, "not a number"),
        (
            "text",
            "1",
            STOCK,
            10,
            "value is not an integer or out of range",
        ),
        (
            "stock",
            "twice",
            own,
            8,
            &format!("failed: {AMOUNT}:2: not a number"),
        ),
    ] {
        let error = reserve(&mut con, key, many).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Script, "{error}");
        assert_eq!(
            (error.path(), error.line()),
            (Some(path), Some(line)),
            "{error}"
        );
        assert_eq!(error.message(), Some(message));
        let text = error.to_string();
        assert!(
            text.starts_with(&format!("script `reserve` failed at {path}:{line}: ")),
            "{text}"
        );
        assert!(!text.contains("user_script"), "{text}");
        let error = redis_script::Error::from(redis::RedisError::from(error));
        assert_eq!(error.to_string(), text);
    }
}

/// The same file has other lines in another script.
#[tokio::test]
async fn each_script_has_lines_of_its_own() {
    let (_server, mut con) = connected().await;
    let error = take_one(&mut con, "stock").await.unwrap_err();
    assert_eq!(
        (error.path(), error.line()),
        (Some(STOCK), Some(10)),
        "{error}"
    );
}
