//! Scripts put on servers before they are called.

use redis_script::{Result, Script, preload, preload_async, redis_script};

use crate::support::{Cluster, Recorder, Server};

#[redis_script(lua = "return redis.call('INCRBY', KEYS[1], ARGV[1])", keys = 1)]
async fn add(con: &mut impl redis::aio::ConnectionLike, key: &str, by: i64) -> Result<i64>;

#[redis_script(
    lua = "return {KEYS[1], ARGV[1]}",
    keys = 1,
    primary,
    allow(unused_key)
)]
fn echo(con: &mut impl redis::ConnectionLike, key: &str, arg: &str) -> Result<(String, String)>;

const SCRIPTS: [Script; 2] = [add::SCRIPT, echo::SCRIPT];

#[tokio::test]
async fn one_pipeline_takes_the_second_round_trip_away() {
    let server = Server::start();
    let mut con = Recorder::new(server.connect().await);
    preload_async(&mut con, SCRIPTS).await.unwrap();
    assert_eq!(con.take(), ["SCRIPT SCRIPT", "SCRIPT"]);
    assert_eq!(add(&mut con, "n", 5).await.unwrap(), 5);
    assert_eq!(con.take(), ["EVALSHA"]);

    let server = Server::start();
    let mut con = Recorder::new(server.connect_sync());
    preload(&mut con, SCRIPTS).unwrap();
    assert_eq!(con.take(), ["SCRIPT SCRIPT", "SCRIPT"]);
    echo(&mut con, "k", "a").unwrap();
    assert_eq!(con.take(), ["EVALSHA"]);
}

#[tokio::test]
async fn a_server_that_is_gone_is_an_error() {
    let mut con = {
        let server = Server::start();
        server.connect().await
    };
    let error = preload_async(&mut con, SCRIPTS).await.unwrap_err();
    let [failure] = error.failures() else {
        panic!("one failure, not {error}");
    };
    assert!(failure.script().is_none() && failure.node().is_none());
}

/// No matter what the type of the connection is called.
#[tokio::test]
async fn wrappers_of_cluster_connections_reach_all_nodes() {
    let cluster = Cluster::start();
    let mut con = Recorder::new(cluster.connect().await);
    preload_async(&mut con, SCRIPTS).await.unwrap();
    assert_eq!(con.take(), ["SCRIPT SCRIPT", "SCRIPT", "SCRIPT", "SCRIPT"]);
    for script in SCRIPTS {
        assert_eq!(cluster.nodes_that_know(script.sha1()), 3);
    }
}

#[test]
fn blocking_wrappers_reach_all_nodes() {
    let cluster = Cluster::start();
    let mut con = Recorder::new(cluster.connect_sync());
    preload(&mut con, SCRIPTS).unwrap();
    assert_eq!(con.take(), ["SCRIPT", "SCRIPT"]);
    for script in SCRIPTS {
        assert_eq!(cluster.nodes_that_know(script.sha1()), 3);
    }
}

#[cfg(all(feature = "cluster", feature = "cluster-async"))]
mod cluster {
    use std::time::{Duration, Instant};

    use redis_script::{PreloadError, PreloadFailure, cluster};

    use super::*;

    #[tokio::test]
    async fn every_primary_gets_them() {
        let cluster = Cluster::start_with_replicas();
        cluster::preload_async(&mut cluster.connect().await, SCRIPTS)
            .await
            .unwrap();
        for script in SCRIPTS {
            let know = cluster.nodes_that_know(script.sha1());
            assert!(know >= 3, "{know} nodes know {}", script.name());
        }
    }

    #[test]
    fn every_primary_gets_them_over_a_blocking_connection() {
        let cluster = Cluster::start();
        cluster::preload(&mut cluster.connect_sync(), SCRIPTS).unwrap();
        for script in SCRIPTS {
            assert_eq!(cluster.nodes_that_know(script.sha1()), 3);
        }
    }

    /// The one that is killed is named, the others have the scripts, and it does not take redis-rs's minutes of retries.
    #[tokio::test(flavor = "multi_thread")]
    async fn a_dead_primary_is_named() {
        let cluster = Cluster::start();
        let mut con = cluster.connect().await;
        let mut blocking = cluster.connect_sync();
        cluster.nodes[1].kill();
        let name = format!("127.0.0.1:{}", cluster.nodes[1].port);
        let living = [0, 2];

        let start = Instant::now();
        let error = cluster::preload_async(&mut con, SCRIPTS).await.unwrap_err();
        assert!(start.elapsed() < Duration::from_secs(15), "{error}");
        names_only(&error, &name);
        for node in living {
            assert!(knows_all(&cluster, node));
            cluster.nodes[node].ask::<()>(redis::cmd("SCRIPT").arg("FLUSH"));
        }

        let start = Instant::now();
        let error = cluster::preload(&mut blocking, SCRIPTS).unwrap_err();
        assert!(start.elapsed() < Duration::from_secs(15), "{error}");
        names_only(&error, &name);
        assert!(living.into_iter().all(|node| knows_all(&cluster, node)));
    }

    fn names_only(error: &PreloadError, name: &str) {
        let nodes = error.failures().iter().map(PreloadFailure::node);
        assert_eq!(nodes.collect::<Vec<_>>(), [Some(name)], "{error}");
        let text = format!("could not load scripts on {name}: ");
        assert!(error.to_string().starts_with(&text), "{error}");
    }

    fn knows_all(cluster: &Cluster, node: usize) -> bool {
        let mut exists = redis::cmd("SCRIPT");
        exists.arg("EXISTS");
        for script in SCRIPTS {
            exists.arg(script.sha1());
        }
        cluster.nodes[node].ask::<(bool, bool)>(&exists) == (true, true)
    }
}
