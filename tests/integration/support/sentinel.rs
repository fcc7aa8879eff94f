//! A Sentinel that watches one server.

use super::process::{Process, free_port, wait_until};
use super::server::Server;

/// Ends with the value.
pub(crate) struct Sentinel {
    _process: Process,
    port: u16,
}

impl Sentinel {
    /// The name of the watched server.
    pub(crate) const MASTER: &str = "watched";

    /// Starts and waits until the server is known.
    pub(crate) fn watch(server: &Server) -> Self {
        let port = free_port();
        let monitor = format!(
            "sentinel monitor {} 127.0.0.1 {} 1",
            Self::MASTER,
            server.port()
        );
        let process =
            Process::start_with_config(&monitor, &["--sentinel", "--port", &port.to_string()]);
        let client = redis::Client::open(process.url()).expect("a URL");
        wait_until("the Sentinel knows the server", || {
            let mut con = client.get_connection().ok()?;
            let asked = redis::cmd("SENTINEL")
                .arg("MASTER")
                .arg(Self::MASTER)
                .to_owned();
            let fields: Vec<String> = asked.query(&mut con).ok()?;
            fields.iter().any(|flags| flags == "master").then_some(())
        });
        Self {
            _process: process,
            port,
        }
    }

    /// Where clients ask for the master.
    pub(crate) fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }
}
