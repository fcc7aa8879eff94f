//! Masters are killed under load, again and again: what was answered is there, and nothing is there twice.
//!
//! `FAULT_ROUNDS` says how many masters are killed, one after the other; without it, one. `./dev faults 20` shows the sums.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use redis::aio::ConnectionLike;
use redis::cluster_async::ClusterConnection;
use redis_script::{Result, pipe, redis_script};
use tokio::task::JoinSet;

use crate::support::{Cluster, slot_of, wait_until};

#[redis_script(lua = "return redis.call('RPUSH', KEYS[1], ARGV[1])", keys = 1)]
#[allow(dead_code, reason = "only its calls are sent")]
async fn push(con: &mut impl ConnectionLike, key: &str, id: u64) -> Result<u64>;

const CALLERS: usize = 4;
/// The callers' keys stand in one slot.
const TAG: &str = "{kept}";
const UNDER_LOAD: Duration = Duration::from_secs(1);

/// What a caller knows of one of its calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Fate {
    /// The reply came, and a replica has the write.
    Acknowledged,
    /// The reply came, but no replica's word in time.
    Answered,
    /// An error after which the call may have run.
    Doubtful,
    /// An error which proves that it has not.
    NotRun,
}

struct Caller {
    key: String,
    fates: Vec<Fate>,
}

impl Caller {
    /// Calls until told to stop, each call once, with an id of its own.
    async fn run(mut self, cluster: Arc<Cluster>, stop: Arc<AtomicBool>) -> Self {
        let mut con = connect(&cluster).await;
        while !stop.load(Ordering::Relaxed) {
            let fate = self.call(&mut con).await;
            self.fates.push(fate);
            if matches!(fate, Fate::Doubtful | Fate::NotRun) {
                tokio::time::sleep(Duration::from_millis(20)).await;
                con = connect(&cluster).await;
            }
        }
        self
    }

    /// The call and the question for the replicas in one pipeline.
    async fn call(&self, con: &mut ClusterConnection) -> Fate {
        let id = self.fates.len() as u64;
        let wait = redis::cmd("WAIT").arg(1).arg(1_000).to_owned();
        let sent = pipe().call(push::call(&self.key, id)).cmd::<u64>(wait);
        match sent.query_async(con).await {
            Ok((_, 0)) => Fate::Answered,
            Ok(_) => Fate::Acknowledged,
            Err(error) if error.may_have_run() => Fate::Doubtful,
            Err(_) => Fate::NotRun,
        }
    }

    /// Holds what the cluster has against what was said of each call.
    fn judge(&self, kept: &[u64], sums: &mut HashMap<Fate, usize>) {
        for (id, fate) in (0..).zip(&self.fates) {
            let times = kept.iter().filter(|kept| **kept == id).count();
            *sums.entry(*fate).or_default() += 1;
            let allowed = match fate {
                Fate::Acknowledged => 1..=1,
                Fate::NotRun => 0..=0,
                Fate::Answered | Fate::Doubtful => 0..=1,
            };
            assert!(
                allowed.contains(&times),
                "{}: {id} {fate:?} stands there {times} times",
                self.key
            );
        }
    }
}

/// Without retries of redis-rs's own, which may apply a call twice.
async fn connect(cluster: &Cluster) -> ClusterConnection {
    loop {
        let client = cluster.builder().retries(0).build().unwrap();
        if let Ok(con) = client.get_async_connection().await {
            return con;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_masters_lose_nothing_that_a_replica_has() {
    let rounds = std::env::var("FAULT_ROUNDS").map_or(1, |rounds| rounds.parse().unwrap());
    let mut sums = HashMap::new();
    for _ in 0..rounds {
        kill_one(&mut sums).await;
    }
    println!("{rounds} masters killed, calls: {sums:?}");
    assert!(sums[&Fate::Acknowledged] > 100, "{sums:?}");
}

/// A cluster of its own, whose master of the callers' keys is killed while they call.
async fn kill_one(sums: &mut HashMap<Fate, usize>) {
    let cluster = Arc::new(Cluster::start_with_replicas());
    let stop = Arc::new(AtomicBool::new(false));
    let mut callers = JoinSet::new();
    for n in 0..CALLERS {
        let (key, fates) = (format!("{TAG}{n}"), Vec::new());
        callers.spawn(Caller { key, fates }.run(cluster.clone(), stop.clone()));
    }
    let stage = cluster.clone();
    let killing = tokio::task::spawn_blocking(move || kill_and_wait(&stage));
    killing.await.unwrap();
    tokio::time::sleep(UNDER_LOAD).await;
    stop.store(true, Ordering::Relaxed);
    let callers = callers.join_all().await;
    let mut con = connect(&cluster).await;
    for caller in callers {
        let mut range = redis::cmd("LRANGE");
        range.arg(&caller.key).arg(0).arg(-1);
        let kept: Vec<u64> = range.query_async(&mut con).await.unwrap();
        caller.judge(&kept, sums);
    }
}

/// Kills the master under load, and waits until its replica has taken its place.
fn kill_and_wait(cluster: &Cluster) {
    let slot = slot_of(cluster, TAG);
    let master = cluster.master_of(slot);
    std::thread::sleep(UNDER_LOAD);
    cluster.nodes[master].kill();
    wait_until("the replica takes over", || {
        (cluster.master_of(slot) != master).then_some(())
    });
}
