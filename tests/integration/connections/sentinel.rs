//! A master that a Sentinel names.

use redis::aio::ConnectionLike;
use redis::sentinel::{SentinelClient, SentinelServerType};
use redis_script::{Result, redis_script};

use crate::support::{Sentinel, Server};

#[redis_script(lua = "return redis.call('INCRBY', KEYS[1], ARGV[1])", keys = 1)]
async fn add(con: &mut impl ConnectionLike, key: &str, by: i64) -> Result<i64>;

#[tokio::test]
async fn the_master_is_called() {
    let server = Server::start_on_tcp();
    let sentinel = Sentinel::watch(&server);
    let urls = vec![sentinel.url()];
    let name = Sentinel::MASTER;
    let mut client = SentinelClient::build(urls, name, None, SentinelServerType::Master).unwrap();
    let mut con = client.get_async_connection().await.unwrap();
    assert_eq!(add(&mut con, "n", 1).await.unwrap(), 1);
    let mut con = client.get_connection().unwrap();
    assert_eq!(add::call("n", 2).invoke(&mut con).unwrap(), 3);
    assert_eq!(server.calls("incrby"), Some(2));
}
