//! Plain connections: TCP and unix sockets, both protocols, multiplexed and blocking.

use redis::aio::{ConnectionLike, MultiplexedConnection};
use redis_script::{Result, redis_script};

use crate::support::Server;

#[redis_script(
    lua = "redis.call('SET', KEYS[1], ARGV[1]) return {redis.call('INCR', KEYS[1]), redis.call('GET', 'none')}",
    keys = 1,
    allow(undeclared_key)
)]
async fn set(con: &mut impl ConnectionLike, key: &str, by: i64) -> Result<(i64, Option<String>)>;

#[redis_script(lua = "return redis.call('INCRBY', KEYS[1], ARGV[1])", keys = 1)]
async fn add(con: &mut MultiplexedConnection, key: String, by: i64) -> Result<i64>;

#[redis_script(lua = "return redis.call('INCRBY', KEYS[1], ARGV[1])", keys = 1)]
fn add_sync(con: &mut impl redis::ConnectionLike, key: &str, by: i64) -> Result<i64>;

#[tokio::test]
async fn tcp_and_unix_sockets_in_both_protocols() {
    let server = Server::start_on_tcp();
    for url in [server.url(), server.tcp_url()] {
        for protocol in ["resp2", "resp3"] {
            let client = redis::Client::open(format!("{url}?protocol={protocol}")).unwrap();
            let mut con = client.get_multiplexed_async_connection().await.unwrap();
            let reply = set(&mut con, "n", 6).await.unwrap();
            assert_eq!(reply, (7, None), "{url} {protocol}");
            let mut con = client.get_connection().unwrap();
            assert_eq!(set::call("n", 7).invoke(&mut con).unwrap(), (8, None));
        }
    }
}

#[tokio::test]
async fn spawned_tasks() {
    let server = Server::start();
    let mut con = server.connect().await;
    let task = tokio::spawn(async move { add(&mut con, "n".to_owned(), 5).await });
    assert_eq!(task.await.unwrap().unwrap(), 5);
}

#[test]
fn blocking_connections_and_clients() {
    let server = Server::start();
    let mut con = server.connect_sync();
    assert_eq!(add_sync(&mut con, "n", 1).unwrap(), 1);
    assert_eq!(add_sync(&mut &mut con, "n", 1).unwrap(), 2);
    assert_eq!(add_sync(&mut server.client(), "n", 1).unwrap(), 3);
}
