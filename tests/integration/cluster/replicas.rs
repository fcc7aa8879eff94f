//! Replicas serve the scripts that only read, where the client lets them.

use redis::aio::ConnectionLike;
use redis::cluster::ClusterClient;
use redis::cluster_read_routing::RandomReplicaStrategy;
use redis_script::{Result, redis_script};

use crate::support::{Cluster, Node, Recorder, command_stat, wait_until};

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
async fn get(con: &mut impl ConnectionLike, key: &str) -> Result<Option<u64>>;

#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
fn get_blocking(con: &mut impl redis::ConnectionLike, key: &str) -> Result<Option<u64>>;

/// Another text, so that no replica knows it.
#[redis_script(lua = "return redis.call('GET', KEYS[1]) or false", keys = 1, primary)]
async fn get_fresh(con: &mut impl ConnectionLike, key: &str) -> Result<Option<u64>>;

#[redis_script(lua = "return redis.call('INCR', KEYS[1])", keys = 1)]
async fn bump(con: &mut impl ConnectionLike, key: &str) -> Result<u64>;

/// Keys of all three masters.
const KEYS: [&str; 3] = ["a", "b", "c"];
const ROUNDS: u64 = 20;

/// Whether the servers can send such scripts to replicas: Redis from 7.0 on can.
fn have_evalsha_ro(cluster: &Cluster) -> bool {
    let mut asked = redis::cmd("COMMAND");
    let (known,): (redis::Value,) = cluster.nodes[0].ask(asked.arg("INFO").arg("EVALSHA_RO"));
    known != redis::Value::Nil
}

/// How often a node has run scripts that only read.
fn served(node: &Node) -> u64 {
    let stats = node.info("commandstats");
    let stat = |field| command_stat(&stats, "evalsha_ro", field).unwrap_or(0);
    // NOSCRIPT counts as failed.
    stat("calls") - stat("failed_calls")
}

fn served_by(cluster: &Cluster, masters: bool) -> u64 {
    let nodes = cluster.nodes.iter();
    nodes
        .filter(|node| node.is_master() == masters)
        .map(served)
        .sum()
}

fn reading_from_replicas(cluster: &Cluster) -> ClusterClient {
    let builder = cluster.builder();
    let builder = builder.read_routing_strategy(RandomReplicaStrategy);
    builder.build().unwrap()
}

async fn start() -> Cluster {
    let cluster = Cluster::start_with_replicas();
    let mut con = cluster.connect().await;
    for key in KEYS {
        bump(&mut con, key).await.unwrap();
    }
    for replica in cluster.nodes.iter().filter(|node| !node.is_master()) {
        wait_until("the replica has the key", || {
            replica.info("keyspace").contains("keys=1").then_some(())
        });
    }
    for node in &cluster.nodes {
        wait_until("clients hear of the replicas", || {
            node.names_replicas().then_some(())
        });
    }
    cluster
}

#[tokio::test]
async fn replicas_serve_what_only_reads() {
    let cluster = start().await;
    let client = reading_from_replicas(&cluster);
    let mut con = client.get_async_connection().await.unwrap();
    for _ in 0..ROUNDS {
        for key in KEYS {
            assert_eq!(get(&mut con, key).await.unwrap(), Some(1));
        }
    }
    let (rounds, known) = (3 * ROUNDS, have_evalsha_ro(&cluster));
    let by_replicas = served_by(&cluster, false);
    assert_eq!(by_replicas, if known { rounds } else { 0 });
    assert_eq!(served_by(&cluster, true), 0);
    let mut con = client.get_connection().unwrap();
    for _ in 0..ROUNDS {
        for key in KEYS {
            assert_eq!(get_blocking(&mut con, key).unwrap(), Some(1));
        }
    }
    // The same text: each replica knows it by now.
    let by_replicas = served_by(&cluster, false);
    assert_eq!(by_replicas, if known { 2 * rounds } else { 0 });
    assert_eq!(served_by(&cluster, true), 0);
}

/// A replica gets the text by itself: its master's cache is no help.
#[tokio::test]
async fn a_replica_that_does_not_know_the_script() {
    let cluster = start().await;
    let client = reading_from_replicas(&cluster);
    let mut con = Recorder::new(client.get_async_connection().await.unwrap());
    for _ in 0..3 {
        for node in &cluster.nodes {
            node.ask::<()>(redis::cmd("SCRIPT").arg("FLUSH"));
        }
        con.take();
        assert_eq!(get(&mut con, "a").await.unwrap(), Some(1));
        let cold = con.take();
        assert_eq!(get(&mut con, "a").await.unwrap(), Some(1));
        let warm = con.take();
        if have_evalsha_ro(&cluster) {
            assert_eq!(cold, ["EVALSHA_RO", "SCRIPT EVALSHA_RO"]);
            assert_eq!(warm, ["EVALSHA_RO"]);
        }
    }
    assert_eq!(served_by(&cluster, true), 0);
}

#[tokio::test]
async fn the_primary_serves_the_rest() {
    let cluster = start().await;
    let client = reading_from_replicas(&cluster);
    let mut con = client.get_async_connection().await.unwrap();
    for key in KEYS {
        assert_eq!(bump(&mut con, key).await.unwrap(), 2);
        assert_eq!(get_fresh(&mut con, key).await.unwrap(), Some(2));
    }
    assert_eq!(served_by(&cluster, false) + served_by(&cluster, true), 0);
}
