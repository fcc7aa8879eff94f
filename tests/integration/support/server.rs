//! A single server.

use std::path::Path;
use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::{AsyncConnectionConfig, Client, Connection};

use super::process::{Process, free_port};
use super::stats::command_stat;

/// A server of the test's own, on a unix socket.
pub(crate) struct Server {
    process: Process,
    /// 0 where it listens on its socket alone.
    port: u16,
}

impl Server {
    /// Starts a server; it ends when the value is dropped.
    pub(crate) fn start() -> Self {
        Self::start_with(&[])
    }

    /// The same with more flags.
    pub(crate) fn start_with(flags: &[&str]) -> Self {
        let process = Process::start(flags);
        Self { process, port: 0 }
    }

    /// The same in an environment with these variables.
    pub(super) fn start_with_vars(vars: &[(&str, &Path)]) -> Self {
        let process = Process::start_with_vars(vars);
        Self { process, port: 0 }
    }

    /// Starts a server that listens on a port too.
    pub(crate) fn start_on_tcp() -> Self {
        let port = free_port();
        let process = Process::start(&["--port", &port.to_string()]);
        Self { process, port }
    }

    /// The port of a server that was started on one.
    pub(crate) fn port(&self) -> u16 {
        assert_ne!(self.port, 0, "a server on a port");
        self.port
    }

    /// `redis://...` of a server that was started on a port.
    pub(crate) fn tcp_url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port())
    }

    /// Whether the file is part of the server's memory.
    pub(super) fn has_mapped(&self, file: &Path) -> bool {
        self.process.has_mapped(file)
    }

    /// Ends the server and starts it again, without data and scripts.
    pub(crate) fn restart(&mut self) {
        self.process.kill();
        self.process.start_again();
    }

    /// An async connection over RESP2.
    pub(crate) async fn connect(&self) -> MultiplexedConnection {
        connect(self.client()).await
    }

    /// An async connection over RESP3.
    pub(crate) async fn connect_resp3(&self) -> MultiplexedConnection {
        connect(self.client_resp3()).await
    }

    /// A blocking connection over RESP2.
    pub(crate) fn connect_sync(&self) -> Connection {
        self.client().get_connection().expect("a connection")
    }

    /// A blocking connection over RESP3.
    pub(crate) fn connect_sync_resp3(&self) -> Connection {
        self.client_resp3().get_connection().expect("a connection")
    }

    /// What pools and managers make their connections of.
    pub(crate) fn client(&self) -> Client {
        Client::open(self.url()).expect("a URL")
    }

    /// `redis+unix://...`
    pub(crate) fn url(&self) -> String {
        self.process.url()
    }

    fn client_resp3(&self) -> Client {
        Client::open(format!("{}?protocol=resp3", self.url())).expect("a URL")
    }

    /// How often the server has run a command, by its own count; `None` if never.
    pub(crate) fn calls(&self, command: &str) -> Option<u64> {
        let stats: String = redis::cmd("INFO")
            .arg("commandstats")
            .query(&mut self.connect_sync())
            .expect("INFO");
        command_stat(&stats, command, "calls")
    }
}

/// redis-rs gives up after 500 ms unless told, which a busy machine does not always keep.
pub(super) async fn connect(client: Client) -> MultiplexedConnection {
    let config = AsyncConnectionConfig::new()
        .set_response_timeout(Some(Duration::from_secs(20)))
        .set_connection_timeout(Some(Duration::from_secs(20)));
    client
        .get_multiplexed_async_connection_with_config(&config)
        .await
        .expect("a connection")
}
