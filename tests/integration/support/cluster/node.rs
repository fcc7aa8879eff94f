//! One node of a cluster.

use redis::aio::MultiplexedConnection;
use redis::{Cmd, FromRedisValue, RedisResult, Value};

use super::{port_with_bus, read};
use crate::support::process::Process;
use crate::support::server;

/// A node; asked through its unix socket, so that nothing is redirected.
pub(crate) struct Node {
    process: Process,
    pub(crate) port: u16,
}

impl Node {
    /// Starts a node that has no slots and knows no others.
    pub(crate) fn start() -> Self {
        let port = port_with_bus();
        let flags = ["--port", &port.to_string(), "--cluster-enabled", "yes"];
        // A node counts as failed after that many ms; replicas take over as soon as they may.
        let patience = [
            "--cluster-node-timeout",
            "2000",
            "--repl-diskless-sync-delay",
            "0",
        ];
        let process = Process::start(&[&flags[..], &patience[..]].concat());
        Self { process, port }
    }

    /// Where clients of the cluster find it.
    pub(crate) fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// An async connection to this node alone.
    pub(crate) async fn connect(&self) -> MultiplexedConnection {
        server::connect(redis::Client::open(self.url()).expect("a URL")).await
    }

    /// Sends a command to this node.
    pub(crate) fn ask<T: FromRedisValue>(&self, cmd: &Cmd) -> T {
        self.try_ask(cmd).expect("an answer")
    }

    pub(super) fn try_ask<T: FromRedisValue>(&self, cmd: &Cmd) -> RedisResult<T> {
        let mut con = redis::Client::open(self.process.url())?.get_connection()?;
        cmd.query::<Value>(&mut con).map(read)
    }

    /// Ends the node at once, as `kill -9` does.
    pub(crate) fn kill(&self) {
        self.process.kill();
    }

    /// Starts the killed node again: it finds its place in the cluster, and has lost its data and scripts.
    pub(crate) fn start_again(&mut self) {
        self.process.start_again();
    }

    pub(super) fn is_alive(&self) -> bool {
        self.try_ask::<String>(&redis::cmd("PING")).is_ok()
    }

    /// Its name within the cluster.
    pub(crate) fn id(&self) -> String {
        self.ask(redis::cmd("CLUSTER").arg("MYID"))
    }

    /// Whether it serves its slots.
    pub(crate) fn state_is_ok(&self) -> bool {
        let info: String = self.ask(redis::cmd("CLUSTER").arg("INFO"));
        info.contains("cluster_state:ok")
    }

    /// How many nodes it knows by their names, itself included.
    pub(super) fn known_nodes(&self) -> usize {
        let nodes: String = self.ask(redis::cmd("CLUSTER").arg("NODES"));
        nodes
            .lines()
            .filter(|line| !line.contains("handshake"))
            .count()
    }

    /// Whether it is a replica that has its master's data.
    pub(crate) fn follows(&self) -> bool {
        self.info("replication").contains("master_link_status:up")
    }

    /// Whether it is a master.
    pub(crate) fn is_master(&self) -> bool {
        self.info("replication").contains("role:master")
    }

    /// A section of INFO.
    pub(crate) fn info(&self, section: &str) -> String {
        self.ask(redis::cmd("INFO").arg(section))
    }

    /// The port of the master of a slot, as this node sees it.
    pub(super) fn port_of_master(&self, slot: u16) -> u16 {
        let ranges: Vec<(u16, u16, (String, u16))> = self.slots();
        let range = ranges
            .iter()
            .find(|(from, to, _)| (*from..=*to).contains(&slot));
        let (_, _, (_, port)) = range.expect("a master of the slot");
        *port
    }

    /// CLUSTER SLOTS: from, to, and the master's address.
    fn slots(&self) -> Vec<(u16, u16, (String, u16))> {
        let ranges: Vec<Vec<Value>> = self.ask(redis::cmd("CLUSTER").arg("SLOTS"));
        let range = |range: Vec<Value>| {
            let mut parts = range.into_iter();
            let mut part = || parts.next().expect("a range with its master");
            let (from, to) = (read(part()), read(part()));
            let mut master = read::<Vec<Value>>(part()).into_iter();
            let mut address = || master.next().expect("an address");
            (from, to, (read(address()), read(address())))
        };
        ranges.into_iter().map(range).collect()
    }

    /// Whether it tells clients of a replica for each range of slots; it does when it has heard how far that is.
    pub(crate) fn names_replicas(&self) -> bool {
        let ranges: Vec<Vec<Value>> = self.ask(redis::cmd("CLUSTER").arg("SLOTS"));
        ranges.iter().all(|range| range.len() > 3)
    }

    pub(super) fn set_slot(&self, slot: u16, state: &str, id: &str) {
        let cmd = redis::cmd("CLUSTER")
            .arg("SETSLOT")
            .arg(slot)
            .arg(state)
            .arg(id)
            .to_owned();
        self.ask::<()>(&cmd);
    }

    pub(super) fn keys_in(&self, slot: u16) -> usize {
        self.ask(redis::cmd("CLUSTER").arg("COUNTKEYSINSLOT").arg(slot))
    }

    /// Moves some of a slot's keys to another node.
    pub(super) fn send_keys(&self, slot: u16, to: &Self, count: usize) {
        let mut get = redis::cmd("CLUSTER");
        let keys: Vec<Vec<u8>> = self.ask(get.arg("GETKEYSINSLOT").arg(slot).arg(count));
        let mut migrate = redis::cmd("MIGRATE");
        migrate
            .arg("127.0.0.1")
            .arg(to.port)
            .arg("")
            .arg(0)
            .arg(5_000)
            .arg("KEYS")
            .arg(keys);
        self.ask::<()>(&migrate);
    }
}
