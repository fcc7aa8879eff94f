//! Nodes that have forgotten the scripts which others know.

use redis::aio::ConnectionLike;
use redis_script::{Result, redis_script};

use crate::support::{Cluster, Recorder, slot_of};

#[redis_script(lua = "return redis.call('INCR', KEYS[1])", keys = 1)]
async fn bump(con: &mut impl ConnectionLike, key: &str) -> Result<i64>;

const KEYS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

#[tokio::test]
async fn a_node_that_alone_does_not_know_the_script() {
    let cluster = Cluster::start();
    let mut con = Recorder::new(cluster.connect().await);
    for key in KEYS {
        assert_eq!(bump(&mut con, key).await.unwrap(), 1);
    }
    con.take();
    let forgetful = cluster.master_of(slot_of(&cluster, "a"));
    cluster.nodes[forgetful].ask::<()>(redis::cmd("SCRIPT").arg("FLUSH"));
    assert_eq!(cluster.nodes_that_know(bump::SCRIPT.sha1()), 2);
    let mut told = 0;
    for key in KEYS {
        assert_eq!(bump(&mut con, key).await.unwrap(), 2);
        told += usize::from(con.take().len() == 2);
    }
    assert_eq!(
        told, 1,
        "only the first call that comes to the node brings it the script"
    );
    assert_eq!(cluster.nodes_that_know(bump::SCRIPT.sha1()), 3);
}

#[tokio::test]
async fn a_node_that_was_restarted() {
    let mut cluster = Cluster::start();
    let mut con = cluster.connect().await;
    assert_eq!(bump(&mut con, "a").await.unwrap(), 1);
    let node = cluster.master_of(slot_of(&cluster, "a"));
    cluster.nodes[node].kill();
    cluster.nodes[node].start_again();
    cluster.wait_until_formed();
    // The data went with the node; the call is as good as ever.
    assert_eq!(bump(&mut con, "a").await.unwrap(), 1);
    assert_eq!(bump(&mut con, "a").await.unwrap(), 2);
}
