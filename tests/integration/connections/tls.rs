//! TLS, which a relay of the test's own puts in front of the server: not every server is built with it.

use redis::aio::ConnectionLike;
use redis::{Client, TlsCertificates};
use redis_script::{Result, redis_script};

use crate::support::{Server, TlsRelay};

#[redis_script(lua = "return redis.call('INCRBY', KEYS[1], ARGV[1])", keys = 1)]
async fn add(con: &mut impl ConnectionLike, key: &str, by: i64) -> Result<i64>;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_go_through_tls() {
    let server = Server::start_on_tcp();
    let relay = TlsRelay::start(server.port()).await;
    let trusted = TlsCertificates {
        client_tls: None,
        root_cert: Some(relay.certificate.clone()),
    };
    let client = Client::build_with_tls(relay.url(), trusted).unwrap();
    let mut con = client.get_multiplexed_async_connection().await.unwrap();
    assert_eq!(add(&mut con, "n", 1).await.unwrap(), 1);
    let blocking = tokio::task::spawn_blocking(move || {
        let mut con = client.get_connection().unwrap();
        add::call("n", 2).invoke(&mut con)
    });
    assert_eq!(blocking.await.unwrap().unwrap(), 3);
}
