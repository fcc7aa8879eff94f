//! Masters that share the slots, with or without replicas.

mod node;

use std::net::TcpListener;
use std::time::Duration;

use redis::cluster::{ClusterClient, ClusterClientBuilder, ClusterConnection};
use redis::{FromRedisValue, cluster_async};

use super::process::{free_port, wait_until};
pub(crate) use node::Node;

const SLOTS: u16 = 16384;
const MASTERS: u16 = 3;
/// A node's bus listens here above its port.
const BUS: u16 = 10_000;

/// A cluster of the test's own: first three masters, then their replicas.
pub(crate) struct Cluster {
    pub(crate) nodes: Vec<Node>,
}

impl Cluster {
    /// Starts three masters and waits until each knows all slots.
    pub(crate) fn start() -> Self {
        let nodes: Vec<Node> = (0..MASTERS).map(|_| Node::start()).collect();
        for (index, node) in (0..).zip(&nodes) {
            node.ask::<()>(redis::cmd("CLUSTER").arg("SET-CONFIG-EPOCH").arg(index + 1));
            let slots: Vec<u16> = (0..SLOTS)
                .filter(|slot| slot / (SLOTS / MASTERS + 1) == index)
                .collect();
            node.ask::<()>(redis::cmd("CLUSTER").arg("ADDSLOTS").arg(slots));
        }
        let cluster = Self { nodes };
        cluster.meet(&cluster.nodes);
        cluster.wait_until_formed();
        cluster
    }

    /// The same with a replica of each master, which has all of its data.
    pub(crate) fn start_with_replicas() -> Self {
        let mut cluster = Self::start();
        let replicas: Vec<Node> = (0..MASTERS).map(|_| Node::start()).collect();
        cluster.meet(&replicas);
        for (master, replica) in cluster.nodes.iter().zip(&replicas) {
            let id = master.id();
            wait_until("the replica knows its master", || {
                let asked = redis::cmd("CLUSTER").arg("REPLICATE").arg(&id).to_owned();
                replica.try_ask::<()>(&asked).ok()
            });
        }
        for replica in &replicas {
            wait_until("the replica follows", || replica.follows().then_some(()));
        }
        cluster.nodes.extend(replicas);
        cluster.wait_until_formed();
        cluster
    }

    /// The first node introduces the others to each other.
    fn meet(&self, nodes: &[Node]) {
        let first = self.nodes[0].port;
        for node in nodes {
            node.ask::<()>(
                redis::cmd("CLUSTER")
                    .arg("MEET")
                    .arg("127.0.0.1")
                    .arg(first),
            );
        }
    }

    /// Waits until all nodes know each other and all slots.
    pub(crate) fn wait_until_formed(&self) {
        for node in &self.nodes {
            wait_until("each node knows all", || {
                (node.state_is_ok() && node.known_nodes() == self.nodes.len()).then_some(())
            });
        }
    }

    /// An async connection to the whole cluster.
    pub(crate) async fn connect(&self) -> cluster_async::ClusterConnection {
        let client = self.builder().build().expect("a client");
        client.get_async_connection().await.expect("a connection")
    }

    /// A blocking connection to the whole cluster.
    pub(crate) fn connect_sync(&self) -> ClusterConnection {
        let client = self.builder().build().expect("a client");
        client.get_connection().expect("a connection")
    }

    /// A client of all nodes, patient enough for a busy machine.
    pub(crate) fn builder(&self) -> ClusterClientBuilder {
        let urls = self.nodes.iter().map(Node::url);
        ClusterClient::builder(urls)
            .connection_timeout(Duration::from_secs(5))
            .response_timeout(Duration::from_secs(20))
    }

    /// On how many nodes a script is known.
    pub(crate) fn nodes_that_know(&self, sha1: &str) -> usize {
        let knows = |node: &&Node| {
            let asked = redis::cmd("SCRIPT").arg("EXISTS").arg(sha1).to_owned();
            node.ask::<(bool,)>(&asked).0
        };
        self.nodes.iter().filter(knows).count()
    }

    /// The place among [`nodes`](Self::nodes) of the master that serves a slot, by the word of a node that is alive.
    pub(crate) fn master_of(&self, slot: u16) -> usize {
        let alive = self.nodes.iter().find(|node| node.is_alive());
        let port = alive.expect("a node that is alive").port_of_master(slot);
        let nodes = &mut self.nodes.iter();
        nodes
            .position(|node| node.port == port)
            .expect("a node of the cluster")
    }

    /// Hands a slot with all its keys to another master, as `redis-cli --cluster reshard` does; `between` runs while half of
    /// the keys have moved.
    pub(crate) fn migrate(&self, slot: u16, to: usize, between: impl FnOnce()) {
        let (source, target) = (&self.nodes[self.master_of(slot)], &self.nodes[to]);
        let (source_id, target_id) = (source.id(), target.id());
        target.set_slot(slot, "IMPORTING", &source_id);
        source.set_slot(slot, "MIGRATING", &target_id);
        let half = source.keys_in(slot) / 2;
        source.send_keys(slot, target, half);
        between();
        while source.keys_in(slot) > 0 {
            source.send_keys(slot, target, 10);
        }
        // The new master first, or the slot would have none for a moment; then all, so that the next move starts from here.
        let masters = self
            .nodes
            .iter()
            .filter(|node| node.is_master() && node.port != target.port);
        for node in std::iter::once(target).chain(masters) {
            node.set_slot(slot, "NODE", &target_id);
        }
    }
}

/// The slot of a key, by the server's word.
pub(crate) fn slot_of(cluster: &Cluster, key: &str) -> u16 {
    cluster.nodes[0].ask(redis::cmd("CLUSTER").arg("KEYSLOT").arg(key))
}

/// A port that is free together with its bus port.
fn port_with_bus() -> u16 {
    let is_free = |port| TcpListener::bind(("127.0.0.1", port)).is_ok();
    loop {
        let lower = free_port().checked_sub(BUS).filter(|port| *port > 1024);
        if let Some(port) = lower.filter(|port| is_free(*port) && is_free(port + BUS)) {
            return port;
        }
    }
}

/// What a node answers, as Rust's type.
fn read<T: FromRedisValue>(value: redis::Value) -> T {
    redis::from_redis_value(value).expect("an answer of the expected type")
}
