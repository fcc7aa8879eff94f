//! Three masters: the script goes to the node of its keys, and is loaded there.

use redis::aio::ConnectionLike;
use redis::cluster_async::ClusterConnection;
use redis_script::{Result, redis_script};

use crate::support::{Cluster, Recorder};

#[redis_script(lua = "return redis.call('INCRBY', KEYS[1], ARGV[1])", keys = 1)]
async fn add(con: &mut impl ConnectionLike, key: &str, by: i64) -> Result<i64>;

#[redis_script(
    lua = "return redis.call('INCRBY', KEYS[1], ARGV[1])",
    keys = 1,
    name = "add"
)]
async fn add_on_cluster(con: &mut ClusterConnection, key: &str, by: i64) -> Result<i64>;

#[redis_script(
    lua = "return redis.call('INCR', KEYS[1]) + redis.call('INCR', KEYS[2])",
    keys = 2
)]
async fn bump_both(con: &mut impl ConnectionLike, first: &str, second: &str) -> Result<i64>;

#[redis_script(lua = "return ARGV[1]", keys = 0)]
async fn keyless(con: &mut impl ConnectionLike, arg: &str) -> Result<String>;

#[redis_script(
    lua = "
    redis.call('INCR', KEYS[1])
    return redis.error_reply('NOSCRIPT of my own')",
    keys = 1
)]
async fn own_noscript(con: &mut impl ConnectionLike, key: &str) -> Result<()>;

/// With these the nodes' slots are all met: see the first assertions.
const KEYS: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];

#[tokio::test]
async fn async_connections() {
    let cluster = Cluster::start();
    let mut con = Recorder::new(cluster.connect().await);
    let mut cold = 0;
    for key in KEYS {
        assert_eq!(add(&mut con, key, 5).await.unwrap(), 5, "{key}");
        cold += usize::from(con.take() == ["EVALSHA", "SCRIPT EVALSHA"]);
    }
    assert_eq!(cold, 3, "each node is told once");
    assert_eq!(cluster.nodes_that_know(add::SCRIPT.sha1()), 3);
    for key in KEYS {
        assert_eq!(add(&mut con, key, 2).await.unwrap(), 7, "{key}");
        assert_eq!(con.take(), ["EVALSHA"]);
    }
    let mut con = cluster.connect().await;
    assert_eq!(add_on_cluster(&mut con, "a", 1).await.unwrap(), 8);
    keys_of_one_slot(&mut con).await;
    no_keys(&mut con).await;
    noscript_of_its_own(&mut con).await;
}

async fn keys_of_one_slot(con: &mut ClusterConnection) {
    assert_eq!(bump_both(con, "{x}1", "{x}2").await.unwrap(), 2);
    let error = bump_both(con, "a", "b").await.unwrap_err();
    assert_eq!(error.code(), Some("CROSSSLOT"));
}

/// Any node may get it, and each must be told the script in the same round trip as the call.
async fn no_keys(con: &mut ClusterConnection) {
    for n in 0..20 {
        let arg = n.to_string();
        assert_eq!(keyless(con, &arg).await.unwrap(), arg);
    }
}

async fn noscript_of_its_own(con: &mut ClusterConnection) {
    for n in 1..3 {
        let error = own_noscript(con, "once").await.unwrap_err();
        assert_eq!(error.message(), Some("of my own"));
        let count: u64 = redis::cmd("GET")
            .arg("once")
            .query_async(con)
            .await
            .unwrap();
        assert_eq!(count, n);
    }
}

#[test]
fn blocking_connections() {
    let cluster = Cluster::start();
    let mut con = Recorder::new(cluster.connect_sync());
    let mut cold = 0;
    for key in KEYS {
        let call = add::call(key, 5);
        assert_eq!(call.invoke(&mut con).unwrap(), 5, "{key}");
        cold += usize::from(con.take() == ["EVALSHA", "EVAL"]);
    }
    assert_eq!(cold, 3, "each node is told once");
    assert_eq!(cluster.nodes_that_know(add::SCRIPT.sha1()), 3);
    for n in 0..20 {
        let arg = n.to_string();
        assert_eq!(keyless::call(&arg).invoke(&mut con).unwrap(), arg);
    }
}
