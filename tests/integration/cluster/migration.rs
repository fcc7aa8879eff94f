//! Slots move from master to master while calls are under way: MOVED and ASK.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use redis::aio::ConnectionLike;
use redis::cluster_async::ClusterConnection;
use redis_script::{ErrorKind, Result, redis_script};
use tokio::task::JoinSet;

use crate::support::{Cluster, slot_of};

#[redis_script(lua = "return redis.call('INCRBY', KEYS[1], ARGV[1])", keys = 1)]
async fn add(con: &mut impl ConnectionLike, key: &str, by: i64) -> Result<i64>;

const CALLERS: usize = 8;
/// Keys of one slot, a caller each.
const TAG: &str = "{moving}";

/// A key of each master's.
const KEYS: [&str; 3] = ["a", "b", "c"];

/// Calls until told to stop; how many were answered.
async fn call_until(
    stop: Arc<AtomicBool>,
    mut con: ClusterConnection,
    key: String,
) -> (String, i64) {
    let (mut answered, mut given_up) = (0, 0);
    while !stop.load(Ordering::Relaxed) {
        match add(&mut con, &key, 1).await {
            Ok(count) => {
                answered += 1;
                assert_eq!(count, answered, "{key}");
            }
            // On a busy machine two nodes can point at each other for longer than redis-rs tries. Nothing has run.
            Err(error) if error.kind() == ErrorKind::Moved => {
                assert!(!error.may_have_run(), "{key}: {error}");
                given_up += 1;
            }
            Err(error) => panic!("{key}: {error}"),
        }
    }
    assert!(
        given_up <= answered / 10,
        "{key}: {given_up} calls were given up"
    );
    (key, answered)
}

/// The counts are exact: a redirected call was refused by the node that redirects, so that nothing is applied twice.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_follow_a_slot_that_moves() {
    let cluster = Cluster::start();
    let mut con = cluster.connect().await;
    for key in KEYS {
        add(&mut con, key, 0).await.unwrap();
    }
    assert_eq!(cluster.nodes_that_know(add::SCRIPT.sha1()), 3);
    call_while_moving(cluster).await;
}

/// Nor is it known where the slot goes to.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_bring_the_script_to_where_the_slot_goes() {
    let cluster = call_while_moving(Cluster::start()).await;
    assert_eq!(cluster.nodes_that_know(add::SCRIPT.sha1()), 3);
}

/// Half of the callers share a connection, so that their commands come between each other's ASKING and call.
async fn call_while_moving(cluster: Cluster) -> Arc<Cluster> {
    let cluster = Arc::new(cluster);
    let shared = cluster.connect().await;
    let stop = Arc::new(AtomicBool::new(false));
    let mut callers = JoinSet::new();
    for n in 0..CALLERS {
        let con = if n % 2 == 0 {
            shared.clone()
        } else {
            cluster.connect().await
        };
        callers.spawn(call_until(stop.clone(), con, format!("{TAG}{n}")));
    }
    let moved = cluster.clone();
    let moving = tokio::task::spawn_blocking(move || move_around(&moved));
    moving.await.unwrap();
    stop.store(true, Ordering::Relaxed);
    let mut con = cluster.connect().await;
    for (key, answered) in callers.join_all().await {
        assert!(answered > 10, "{key} was called {answered} times");
        assert_eq!(add(&mut con, &key, 0).await.unwrap(), answered, "{key}");
    }
    cluster
}

/// The slot visits every master, and is on its way long enough for many calls.
fn move_around(cluster: &Cluster) {
    let slot = slot_of(cluster, TAG);
    let first = cluster.master_of(slot);
    for step in 1..=4 {
        let pause = || std::thread::sleep(Duration::from_millis(50));
        cluster.migrate(slot, (first + step) % 3, pause);
    }
}

/// A node takes from others the one command that follows `ASKING`.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slot_that_moves_to_a_node_without_the_script() {
    let cluster = Cluster::start();
    let mut con = cluster.connect().await;
    let slot = slot_of(&cluster, TAG);
    let target = (cluster.master_of(slot) + 1) % 3;
    let handle = tokio::runtime::Handle::current();
    let calls = async {
        for n in 1..3 {
            cluster.nodes[target].ask::<()>(redis::cmd("SCRIPT").arg("FLUSH"));
            assert_eq!(add(&mut con, TAG, 1).await.unwrap(), n);
        }
    };
    let between = || handle.block_on(calls);
    tokio::task::block_in_place(|| cluster.migrate(slot, target, between));
    assert_eq!(add(&mut con, TAG, 1).await.unwrap(), 3);
}
