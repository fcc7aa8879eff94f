//! Servers that cannot do what a script asks for.

use redis_script::ErrorKind;

use super::{ask, bump, connect, verdict};
use crate::support::{Node, Server, wait_until};

#[redis_script::redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
async fn get(
    con: &mut impl redis::aio::ConnectionLike,
    key: &str,
) -> redis_script::Result<Option<String>>;

#[tokio::test]
async fn out_of_memory() {
    let server = Server::start();
    let mut con = connect(&server).await;
    ask(&mut con, "CONFIG SET maxmemory 1").await;
    assert_eq!(verdict(bump(&mut con, "n").await), (ErrorKind::Oom, true));
    assert_eq!(get(&mut con, "n").await.unwrap().unwrap(), "1");
}

/// The folder into which the server saves is gone.
#[tokio::test]
async fn nothing_can_be_saved() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start_with(&["--dir", dir.path().to_str().unwrap()]);
    let mut con = connect(&server).await;
    drop(dir);
    let mut save = redis::cmd("CONFIG");
    save.arg("SET").arg("save").arg("3600 1000000");
    save.exec_async(&mut con).await.unwrap();
    ask(&mut con, "BGSAVE").await;
    let mut other = server.connect_sync();
    wait_until("saving fails", || {
        let asked = redis::cmd("INFO").arg("persistence").query(&mut other);
        let info: String = asked.unwrap();
        info.contains("rdb_last_bgsave_status:err").then_some(())
    });
    assert_eq!(
        verdict(bump(&mut con, "n").await),
        (ErrorKind::Misconf, true)
    );
}

#[tokio::test]
async fn too_few_replicas() {
    let server = Server::start();
    let mut con = connect(&server).await;
    ask(&mut con, "CONFIG SET min-replicas-to-write 1").await;
    assert_eq!(
        verdict(bump(&mut con, "n").await),
        (ErrorKind::NoReplicas, true)
    );
}

/// A script that reads is answered.
#[tokio::test]
async fn a_replica() {
    let server = Server::start();
    let mut con = connect(&server).await;
    // Nobody is there, so it keeps its data.
    ask(&mut con, "REPLICAOF 127.0.0.1 1").await;
    assert_eq!(
        verdict(bump(&mut con, "n").await),
        (ErrorKind::ReadOnly, false)
    );
    assert_eq!(get(&mut con, "n").await.unwrap().unwrap(), "1");
}

#[tokio::test]
async fn a_replica_that_has_lost_its_master() {
    let server = Server::start();
    let mut con = connect(&server).await;
    ask(&mut con, "CONFIG SET replica-serve-stale-data no").await;
    ask(&mut con, "REPLICAOF 127.0.0.1 1").await;
    assert_eq!(
        verdict(bump(&mut con, "n").await),
        (ErrorKind::MasterDown, false)
    );
}

#[tokio::test]
async fn a_cluster_without_the_slot() {
    let node = Node::start();
    let mut con = node.connect().await;
    assert_eq!(
        verdict(bump(&mut con, "n").await),
        (ErrorKind::ClusterDown, false)
    );
}
