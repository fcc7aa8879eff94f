//! A server, and which of the known ones it is.

use redis::Connection;
use redis_script_analysis::redis::servers::{KNOWN, Servers};

use crate::process::Process;

/// A running server with a connection.
pub(crate) struct Running {
    process: Process,
    pub(crate) connection: Connection,
}

impl Running {
    pub(crate) fn start() -> Self {
        let process = Process::start(&[]);
        let client = redis::Client::open(process.url()).expect("the URL of a socket");
        let connection = client.get_connection().expect("a connection");
        Self {
            process,
            connection,
        }
    }

    pub(crate) fn url(&self) -> String {
        self.process.url()
    }

    /// The server among those of the table; others have nothing to be held against.
    pub(crate) fn known(&mut self) -> Option<Servers> {
        let info = redis::cmd("INFO")
            .arg("server")
            .query::<String>(&mut self.connection);
        let info = info
            .expect("the server's version")
            .replace("redis_version:", "Redis ");
        let info = info.replace("valkey_version:", "Valkey ");
        let is_this = |name: &String| info.lines().any(|line| line == name);
        // Valkey says the version of the Redis that it stands in for, too.
        let server = KNOWN
            .into_iter()
            .rev()
            .find(|server| is_this(&server.to_string()))?;
        Some(Servers::matching(|other| other == server))
    }
}
