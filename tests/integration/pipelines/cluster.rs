//! Pipelines on an async cluster connection: one slot each.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use redis::Cmd;
use redis_script::{ErrorKind, pipe};

use super::{add, exists};
use crate::support::{Cluster, Recorder, slot_of, wait_until};

#[tokio::test]
async fn one_round_trip_to_the_node_of_the_keys() {
    let cluster = Cluster::start();
    let mut con = Recorder::new(cluster.connect().await);
    for key in ["a", "b", "c", "d", "e", "f"] {
        for round in 1..3 {
            let pipeline = pipe()
                .call(add::call(key, 5))
                .cmd::<i64>(Cmd::get(key))
                .call(exists::call(key));
            let plain = pipeline.query_async(&mut con).await.unwrap();
            assert_eq!(plain, (10 * round - 5, 10 * round - 5, true), "{key}");
            let atomic = pipeline.atomic().query_async(&mut con).await.unwrap();
            assert_eq!(atomic, (10 * round, 10 * round, true), "{key}");
            assert_eq!(con.take().len(), 2, "one each");
        }
    }
    assert_eq!(cluster.nodes_that_know(add::SCRIPT.sha1()), 3);
}

#[tokio::test]
async fn keys_of_two_slots_are_refused() {
    let cluster = Cluster::start();
    let mut con = cluster.connect().await;
    let pipeline = pipe().call(add::call("a", 1)).call(add::call("b", 1));
    for error in [
        pipeline.query_async(&mut con).await.unwrap_err(),
        pipeline.atomic().query_async(&mut con).await.unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::CrossSlot);
        assert!(!error.may_have_run());
        let text = error.to_string();
        assert!(text.contains("the keys `key` of `add` must"), "{text}");
    }
    let there = pipe().call(exists::call("a")).query_async(&mut con).await;
    assert_eq!(there.unwrap(), (false,));
}

/// A blocking connection to a cluster sends no `redis::Pipeline`.
#[test]
fn a_blocking_connection_refuses() {
    let cluster = Cluster::start();
    let mut con = cluster.connect_sync();
    let error = pipe().call(add::call("a", 1)).query(&mut con).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotSent);
    assert!(!error.may_have_run());
    assert!(
        error.to_string().contains("`redis_script::cluster::pipe`"),
        "{error}"
    );
}

/// The counts are exact: of a transaction that is redirected nothing has run. redis-rs's own would fail.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn transactions_follow_a_slot_that_moves() {
    let cluster = Arc::new(Cluster::start());
    let stop = Arc::new(AtomicBool::new(false));
    let (stopped, mut con) = (stop.clone(), cluster.connect().await);
    let calling = tokio::spawn(async move {
        let mut answered = 0;
        while !stopped.load(Ordering::Relaxed) {
            answered += 1;
            let pipeline = pipe()
                .atomic()
                .call(add::call("{moving}a", 1))
                .cmd::<i64>(Cmd::incr("{moving}b", 1))
                .calls([add::call("{moving}a", 1), add::call("{moving}b", 1)]);
            let replies = pipeline.query_async(&mut con).await.unwrap();
            let n = answered * 2;
            assert_eq!(replies, (n - 1, n - 1, vec![n, n]));
        }
        answered
    });
    let moved = cluster.clone();
    let moving = tokio::task::spawn_blocking(move || {
        let slot = slot_of(&moved, "{moving}");
        let first = moved.master_of(slot);
        for step in 1..=4 {
            let pause = || std::thread::sleep(std::time::Duration::from_millis(50));
            moved.migrate(slot, (first + step) % 3, pause);
        }
    });
    moving.await.unwrap();
    stop.store(true, Ordering::Relaxed);
    assert!(calling.await.unwrap() > 2);
}

/// A key that is on its way and one that is not: what has run runs again each time that redis-rs sends all of it again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_atomic_is_applied_again_and_again_while_its_slot_moves() {
    let cluster = Cluster::start();
    let mut con = cluster.connect().await;
    let keys: Vec<String> = (0..4).map(|n| format!("{{moving}}{n}")).collect();
    let set = pipe().calls(keys.iter().map(|key| add::call(key, 1)));
    set.query_async(&mut con).await.unwrap();
    let slot = slot_of(&cluster, "{moving}");
    let target = (cluster.master_of(slot) + 1) % 3;
    let new = pipe().atomic().call(add::call("{moving}new", 1));
    let handle = tokio::runtime::Handle::current();
    let asking = async {
        // Half of the keys have moved.
        let error = set.query_async(&mut con).await.unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::Ask | ErrorKind::Moved),
            "{error}"
        );
        assert!(error.may_have_run());
        assert_eq!(new.query_async(&mut con).await.unwrap(), (1,));
    };
    let migrate = || cluster.migrate(slot, target, || handle.block_on(asking));
    tokio::task::block_in_place(migrate);
    let read = pipe().calls(keys.iter().map(|key| add::call(key, 0)));
    let (counts,) = read.query_async(&mut con).await.unwrap();
    assert!(counts.iter().any(|count| *count > 2), "{counts:?}");
    assert_eq!(new.query_async(&mut con).await.unwrap(), (2,));
}

/// Without retries the caller gets the redirect, and what has run has run once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_retries_nothing_is_applied_twice() {
    let cluster = Cluster::start();
    let client = cluster.builder().retries(0).build().unwrap();
    let mut con = client.get_async_connection().await.unwrap();
    let keys: Vec<String> = (0..4).map(|n| format!("{{moving}}{n}")).collect();
    let set = pipe().calls(keys.iter().map(|key| add::call(key, 1)));
    set.query_async(&mut con).await.unwrap();
    let slot = slot_of(&cluster, "{moving}");
    let target = (cluster.master_of(slot) + 1) % 3;
    let new = pipe().atomic().call(add::call("{moving}new", 1));
    let handle = tokio::runtime::Handle::current();
    let asking = async {
        let error = set.query_async(&mut con).await.unwrap_err();
        assert_eq!((error.kind(), error.may_have_run()), (ErrorKind::Ask, true));
        let error = new.query_async(&mut con).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.may_have_run()),
            (ErrorKind::Ask, false)
        );
    };
    let migrate = || cluster.migrate(slot, target, || handle.block_on(asking));
    tokio::task::block_in_place(migrate);
    let read = pipe().calls(keys.iter().map(|key| add::call(key, 0)));
    let mut con = cluster.connect().await;
    let (mut counts,) = read.query_async(&mut con).await.unwrap();
    counts.sort_unstable();
    assert_eq!(counts, [1, 1, 2, 2]);
    assert_eq!(new.query_async(&mut con).await.unwrap(), (1,));
}

/// redis-rs's own never hears of the move.
#[tokio::test]
async fn a_slot_that_has_moved() {
    let cluster = Cluster::start();
    let mut con = cluster.connect().await;
    let mut theirs = redis::pipe();
    theirs.atomic().incr("{moving}", 1);
    theirs.exec_async(&mut con).await.unwrap();
    let slot = slot_of(&cluster, "{moving}");
    cluster.migrate(slot, (cluster.master_of(slot) + 1) % 3, || {});
    theirs.exec_async(&mut con).await.unwrap_err();
    theirs.exec_async(&mut con).await.unwrap_err();
    let ours = pipe().atomic().call(add::call("{moving}", 1));
    assert_eq!(ours.query_async(&mut con).await.unwrap(), (2,));
}

/// The new master was never told the scripts.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_replica_takes_over() {
    let cluster = Cluster::start_with_replicas();
    let mut con = cluster.connect().await;
    let pipeline = pipe()
        .atomic()
        .call(add::call("{a}1", 1))
        .call(add::call("{a}2", 1))
        .call(exists::call("{a}2"));
    let first = pipeline.query_async(&mut con).await;
    assert_eq!(first.unwrap(), (1, 1, true));
    wait_for_replica(&mut con).await;
    let slot = slot_of(&cluster, "{a}");
    let master = cluster.master_of(slot);
    cluster.nodes[master].kill();
    wait_until("the replica takes over", || {
        (cluster.master_of(slot) != master).then_some(())
    });
    let mut answer = pipeline.query_async(&mut con).await;
    for _ in 0..100 {
        if answer.is_ok() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        answer = pipeline.query_async(&mut con).await;
    }
    assert_eq!(answer.unwrap(), (2, 2, true));
}

async fn wait_for_replica(con: &mut redis::cluster_async::ClusterConnection) {
    let wait = pipe()
        .ignore(Cmd::exists("{a}1"))
        .cmd::<u64>(redis::cmd("WAIT").arg(1).arg(10_000));
    assert_eq!(wait.query_async(con).await.unwrap(), (1,));
}
