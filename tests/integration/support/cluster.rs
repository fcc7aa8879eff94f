//! Three masters that share the slots.

use std::net::TcpListener;

use redis::cluster::{ClusterClient, ClusterConnection};
use redis::cluster_async;

use super::process::{Process, wait_until};

const SLOTS: u16 = 16384;
const MASTERS: u16 = 3;
/// A node's bus listens here above its port.
const BUS: u16 = 10_000;

/// A cluster of the test's own.
pub(crate) struct Cluster {
    nodes: Vec<Node>,
}

struct Node {
    process: Process,
    port: u16,
}

impl Cluster {
    /// Starts three masters and waits until each knows all slots.
    pub(crate) fn start() -> Self {
        let nodes: Vec<Node> = (0..MASTERS).map(|_| Node::start()).collect();
        for (index, node) in (0..).zip(&nodes) {
            node.ask(redis::cmd("CLUSTER").arg("SET-CONFIG-EPOCH").arg(index + 1));
            let slots: Vec<u16> = (0..SLOTS)
                .filter(|slot| slot / (SLOTS / MASTERS + 1) == index)
                .collect();
            node.ask(redis::cmd("CLUSTER").arg("ADDSLOTS").arg(slots));
            let meet = nodes[0].port;
            node.ask(redis::cmd("CLUSTER").arg("MEET").arg("127.0.0.1").arg(meet));
        }
        for node in &nodes {
            wait_until("the cluster is formed", || node.is_ready().then_some(()));
        }
        Self { nodes }
    }

    /// An async connection to the whole cluster.
    pub(crate) async fn connect(&self) -> cluster_async::ClusterConnection {
        let client = self.client();
        client.get_async_connection().await.expect("a connection")
    }

    /// A blocking connection to the whole cluster.
    pub(crate) fn connect_sync(&self) -> ClusterConnection {
        self.client().get_connection().expect("a connection")
    }

    /// On how many nodes a script is known.
    pub(crate) fn nodes_that_know(&self, sha1: &str) -> usize {
        let knows = |node: &&Node| {
            let reply = node.ask(redis::cmd("SCRIPT").arg("EXISTS").arg(sha1));
            redis::from_redis_value::<(bool,)>(reply)
                .expect("a reply to EXISTS")
                .0
        };
        self.nodes.iter().filter(knows).count()
    }

    fn client(&self) -> ClusterClient {
        let urls = self
            .nodes
            .iter()
            .map(|node| format!("redis://127.0.0.1:{}", node.port));
        ClusterClient::new(urls).expect("a client")
    }
}

impl Node {
    fn start() -> Self {
        let port = free_port();
        let process = Process::start(&["--port", &port.to_string(), "--cluster-enabled", "yes"]);
        Self { process, port }
    }

    fn ask(&self, cmd: &redis::Cmd) -> redis::Value {
        let client = redis::Client::open(self.process.url()).expect("a URL");
        let mut con = client.get_connection().expect("a connection");
        cmd.query(&mut con).expect("an answer")
    }

    fn is_ready(&self) -> bool {
        let info = self.ask(redis::cmd("CLUSTER").arg("INFO"));
        let info: String = redis::from_redis_value(info).expect("text");
        info.contains("cluster_state:ok") && info.contains(&format!("cluster_size:{MASTERS}"))
    }
}

/// A port that is free together with its bus port.
fn free_port() -> u16 {
    let listen = |port| TcpListener::bind(("127.0.0.1", port));
    loop {
        let port = listen(0)
            .and_then(|listener| listener.local_addr())
            .expect("a port")
            .port();
        let Some(port) = port.checked_sub(BUS).filter(|port| *port > 1024) else {
            continue;
        };
        if listen(port).is_ok() && listen(port + BUS).is_ok() {
            return port;
        }
    }
}
