//! Scripts as methods of every connection.

use redis::aio::{ConnectionLike, ConnectionManager};
use redis_script::{Result, Script, commands};

use crate::support::{Cluster, Recorder, Server};

#[commands]
trait Counters {
    #[redis_script(lua = "return redis.call('INCRBY', KEYS[1], ARGV[1])", keys = 1)]
    async fn add(&mut self, key: &str, by: i64) -> Result<i64>;

    #[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
    async fn read(&mut self, key: &str) -> Result<Option<i64>>;
}

#[commands]
trait BlockingCounters {
    #[redis_script(
        lua = "return redis.call('INCRBY', KEYS[1], ARGV[1])",
        keys = 1,
        type = AddSync
    )]
    fn add_sync(&mut self, key: &str, by: i64) -> Result<i64>;
}

#[tokio::test]
async fn every_async_connection_has_them() {
    let server = Server::start();
    let mut con = server.connect().await;
    assert_eq!(con.read("n").await.unwrap(), None);
    assert_eq!(con.add("n", 1).await.unwrap(), 1);
    let mut con = server.connect_resp3().await;
    assert_eq!(con.add("n", 2).await.unwrap(), 3);
    let mut con: ConnectionManager = server.client().get_connection_manager().await.unwrap();
    assert_eq!(con.add("n", 3).await.unwrap(), 6);
    let pool = ::bb8::Pool::builder().build(server.client()).await.unwrap();
    let mut con = pool.get().await.unwrap();
    assert_eq!(con.add("n", 4).await.unwrap(), 10);
    let config = deadpool_redis::Config::from_url(server.url());
    let pool = config
        .create_pool(Some(deadpool_redis::Runtime::Tokio1))
        .unwrap();
    let mut con = pool.get().await.unwrap();
    assert_eq!(con.add("n", 5).await.unwrap(), 15);
    let mut boxed: Box<dyn ConnectionLike + Send> = Box::new(server.connect().await);
    assert_eq!(boxed.as_mut().add("n", 6).await.unwrap(), 21);
}

#[tokio::test]
async fn a_cluster_has_them() {
    let cluster = Cluster::start();
    let mut con = cluster.connect().await;
    for key in ["a", "b", "c", "d", "e"] {
        assert_eq!(con.add(key, 5).await.unwrap(), 5, "{key}");
        assert_eq!(con.read(key).await.unwrap(), Some(5), "{key}");
    }
    let mut con = cluster.connect_sync();
    assert_eq!(con.add_sync("a", 5).unwrap(), 10);
}

#[test]
fn every_blocking_connection_has_them() {
    let server = Server::start();
    let mut con = server.connect_sync();
    assert_eq!(con.add_sync("n", 1).unwrap(), 1);
    let object: &mut dyn redis::ConnectionLike = &mut con;
    assert_eq!(object.add_sync("n", 1).unwrap(), 2);
    assert_eq!(server.client().add_sync("n", 1).unwrap(), 3);
}

#[tokio::test]
async fn they_are_sent_as_functions_are() {
    let server = Server::start();
    let mut con = Recorder::new(server.connect().await);
    con.add("n", 1).await.unwrap();
    assert_eq!(con.take(), ["EVALSHA", "SCRIPT EVALSHA"]);
    let call = add::call("n", 1);
    assert_eq!(call.invoke_async(&mut con).await.unwrap(), 2);
    assert_eq!(con.take(), ["EVALSHA"]);
    // A script with its own type, that the server has not seen under this text only.
    assert_eq!(AddSync::SCRIPT.sha1(), add::SCRIPT.sha1());
}

#[tokio::test]
async fn their_futures_go_to_other_threads() {
    let server = Server::start();
    let mut con = server.connect().await;
    let task = tokio::spawn(async move {
        let key = String::from("n");
        let sent = con.add(&key, 5);
        sent.await
    });
    assert_eq!(task.await.unwrap().unwrap(), 5);
}

#[tokio::test]
async fn errors_name_the_script_and_its_line() {
    let server = Server::start();
    let mut con = server.connect().await;
    let _: () = redis::cmd("LPUSH")
        .arg("list")
        .arg(1)
        .query_async(&mut con)
        .await
        .unwrap();
    let error = con.add("list", 1).await.unwrap_err();
    assert_eq!(
        (error.script().map(Script::name), error.line()),
        (Some("add"), Some(1))
    );
}
