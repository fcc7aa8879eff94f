//! Keys, arguments and replies are bytes.

use redis::aio::ConnectionLike;
use redis_script::redis_script;

use crate::support::Server;

const BYTES: &[u8] = b"\x00\xff\xfe\r\n$1\r\n\x80 \xc3(";

#[redis_script(
    lua = "
    redis.call('SET', KEYS[1], ARGV[1])
    return {KEYS[1], redis.call('GET', KEYS[1])}",
    keys = 1
)]
async fn echo(
    con: &mut impl ConnectionLike,
    key: &[u8],
    value: Vec<u8>,
) -> redis_script::Result<(Vec<u8>, Vec<u8>)>;

#[redis_script(lua = "return {#KEYS, #ARGV, KEYS[#KEYS], ARGV[#ARGV] or false}", keys = 1..)]
async fn count(
    con: &mut impl ConnectionLike,
    first: &str,
    keys: &[&[u8]],
    args: &[Vec<u8>],
) -> redis_script::Result<(usize, usize, Vec<u8>, Option<Vec<u8>>)>;

#[redis_script(lua = "return ARGV[1] == ''", keys = 0)]
async fn is_empty(con: &mut impl ConnectionLike, arg: &[u8]) -> redis_script::Result<bool>;

#[redis_script(lua = "return ARGV[1]", keys = 0)]
async fn text(con: &mut impl ConnectionLike, arg: &[u8]) -> redis_script::Result<String>;

#[redis_script(lua = "return ARGV", keys = 0)]
async fn numbers(
    con: &mut impl ConnectionLike,
    integer: i64,
    float: f64,
    truth: bool,
) -> redis_script::Result<(String, String, String)>;

#[tokio::test]
async fn any_bytes_go_there_and_back() {
    let server = Server::start();
    for mut con in [server.connect().await, server.connect_resp3().await] {
        let reply = echo(&mut con, BYTES, BYTES.to_vec()).await.unwrap();
        assert_eq!(reply, (BYTES.to_vec(), BYTES.to_vec()));
        assert!(is_empty(&mut con, b"").await.unwrap());
    }
    for mut con in [server.connect_sync(), server.connect_sync_resp3()] {
        let call = echo::call(BYTES, BYTES.to_vec());
        let reply = call.invoke(&mut con).unwrap();
        assert_eq!(reply, (BYTES.to_vec(), BYTES.to_vec()));
    }
}

#[tokio::test]
async fn all_byte_values() {
    let server = Server::start();
    let mut con = server.connect().await;
    let all: Vec<u8> = (0..=255).collect();
    let (key, value) = echo(&mut con, &all, all.clone()).await.unwrap();
    assert_eq!((key, value), (all.clone(), all));
}

#[tokio::test]
async fn slices_are_many_entries() {
    let server = Server::start();
    let mut con = server.connect().await;
    let args: Vec<Vec<u8>> = vec![b"a".to_vec(), BYTES.to_vec()];
    let reply = count(&mut con, "k", &[b"\x00", BYTES], &args)
        .await
        .unwrap();
    assert_eq!(reply, (3, 2, BYTES.to_vec(), Some(BYTES.to_vec())));
    let reply = count(&mut con, "k", &[], &[]).await.unwrap();
    assert_eq!(reply, (1, 0, b"k".to_vec(), None));
}

#[tokio::test]
async fn bytes_that_are_no_text_are_no_string() {
    let server = Server::start();
    let mut con = server.connect().await;
    assert_eq!(
        text(&mut con, "h\u{e9}".as_bytes()).await.unwrap(),
        "h\u{e9}"
    );
    let error = text(&mut con, BYTES).await.unwrap_err();
    assert_eq!(error.kind(), redis_script::ErrorKind::Reply);
}

#[tokio::test]
async fn numbers_are_written_as_redis_rs_writes_them() {
    let server = Server::start();
    let mut con = server.connect().await;
    let expected = ("-5".to_owned(), "1.5".to_owned(), "1".to_owned());
    assert_eq!(numbers(&mut con, -5, 1.5, true).await.unwrap(), expected);
}
