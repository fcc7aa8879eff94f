//! A replica takes the place of a master that was killed.

use std::time::Duration;

use redis::aio::ConnectionLike;
use redis_script::{Result, redis_script};

use crate::support::{Cluster, slot_of, wait_until};

#[redis_script(lua = "return redis.call('INCR', KEYS[1])", keys = 1)]
async fn bump(con: &mut impl ConnectionLike, key: &str) -> Result<i64>;

/// The new master was never told the script: scripts are not replicated.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_go_on_at_the_new_master() {
    let cluster = Cluster::start_with_replicas();
    let mut con = cluster.connect().await;
    assert_eq!(bump(&mut con, "a").await.unwrap(), 1);
    wait_for_replica(&mut con, "a").await;
    let slot = slot_of(&cluster, "a");
    let master = cluster.master_of(slot);
    cluster.nodes[master].kill();
    wait_until("the replica takes over", || {
        (cluster.master_of(slot) != master).then_some(())
    });
    let mut answered = bump(&mut con, "a").await;
    for _ in 0..100 {
        if answered.is_ok() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        answered = bump(&mut con, "a").await;
    }
    assert_eq!(answered.unwrap(), 2);
    let known = redis::cmd("SCRIPT")
        .arg("EXISTS")
        .arg(bump::SCRIPT.sha1())
        .to_owned();
    let replica = &cluster.nodes[cluster.master_of(slot)];
    assert_eq!(replica.ask::<(bool,)>(&known), (true,));
}

/// Until what was written before has reached a replica.
async fn wait_for_replica(con: &mut redis::cluster_async::ClusterConnection, key: &str) {
    let mut pipeline = redis::pipe();
    let wait = redis::cmd("WAIT").arg(1).arg(10_000).to_owned();
    pipeline.cmd("EXISTS").arg(key).add_command(wait);
    let (_, replicas): (i64, i64) = pipeline.query_async(con).await.unwrap();
    assert_eq!(replicas, 1);
}
