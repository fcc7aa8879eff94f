//! Pools, managers and what else hands connections out.

use redis::aio::{ConnectionLike, ConnectionManager};
use redis_script::{Result, redis_script};

use crate::support::Server;

#[redis_script(lua = "return redis.call('INCRBY', KEYS[1], ARGV[1])", keys = 1)]
async fn add(con: &mut impl ConnectionLike, key: &str, by: i64) -> Result<i64>;

#[redis_script(lua = "return redis.call('INCRBY', KEYS[1], ARGV[1])", keys = 1)]
async fn add_managed(con: &mut ConnectionManager, key: &str, by: i64) -> Result<i64>;

#[redis_script(lua = "return redis.call('INCRBY', KEYS[1], ARGV[1])", keys = 1)]
async fn add_generic<C: ConnectionLike + Send>(con: &mut C, key: String, by: i64) -> Result<i64>;

#[redis_script(lua = "return redis.call('INCRBY', KEYS[1], ARGV[1])", keys = 1)]
fn add_sync(con: &mut impl redis::ConnectionLike, key: &str, by: i64) -> Result<i64>;

#[tokio::test]
async fn connection_manager() {
    let server = Server::start();
    let mut con = server.client().get_connection_manager().await.unwrap();
    assert_eq!(add(&mut con, "n", 1).await.unwrap(), 1);
    assert_eq!(add_managed(&mut con, "n", 2).await.unwrap(), 3);
}

#[tokio::test]
async fn deadpool() {
    let server = Server::start();
    let config = deadpool_redis::Config::from_url(server.url());
    let pool = config
        .create_pool(Some(deadpool_redis::Runtime::Tokio1))
        .unwrap();
    let mut con = pool.get().await.unwrap();
    assert_eq!(add(&mut con, "n", 1).await.unwrap(), 1);
    assert_eq!(add(&mut con, "n", 2).await.unwrap(), 3);
}

#[tokio::test]
async fn bb8() {
    let server = Server::start();
    let pool = ::bb8::Pool::builder().build(server.client()).await.unwrap();
    let mut con = pool.get().await.unwrap();
    assert_eq!(add(&mut *con, "n", 1).await.unwrap(), 1);
    assert_eq!(add_generic(&mut *con, "n".to_owned(), 2).await.unwrap(), 3);
}

#[test]
fn r2d2() {
    let server = Server::start();
    let pool = ::r2d2::Pool::builder()
        .max_size(2)
        .build(server.client())
        .unwrap();
    let mut con = pool.get().unwrap();
    assert_eq!(add_sync(&mut *con, "n", 1).unwrap(), 1);
    assert_eq!(add_sync(&mut *pool.get().unwrap(), "n", 2).unwrap(), 3);
}
