//! A server for an example: it ends with the value.

use std::env;
use std::error::Error;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use redis::aio::MultiplexedConnection;
use tempfile::TempDir;
use tokio::time::sleep;

/// A server on a unix socket, in a folder of its own.
pub(crate) struct PrivateServer {
    process: Child,
    folder: TempDir,
}

impl PrivateServer {
    /// Starts `redis-server`, or what `REDIS_SERVER` names.
    pub(crate) fn start() -> Result<Self, Box<dyn Error>> {
        let binary = env::var("REDIS_SERVER").unwrap_or_else(|_| "redis-server".into());
        let folder = tempfile::tempdir()?;
        let process = Command::new(&binary)
            .args(["--port", "0", "--save", "", "--unixsocket", "socket"])
            .arg("--dir")
            .arg(folder.path())
            .stdout(Stdio::null())
            .spawn()
            .map_err(|error| format!("cannot run `{binary}`: {error}"))?;
        Ok(Self { process, folder })
    }

    /// Connects as soon as the server listens.
    pub(crate) async fn connect(&mut self) -> Result<MultiplexedConnection, Box<dyn Error>> {
        let socket = self.folder.path().join("socket");
        let client = redis::Client::open(format!("redis+unix://{}", socket.display()))?;
        loop {
            if let Ok(con) = client.get_multiplexed_async_connection().await {
                return Ok(con);
            }
            if let Some(status) = self.process.try_wait()? {
                return Err(format!("the server ended at once: {status}").into());
            }
            sleep(Duration::from_millis(10)).await;
        }
    }
}

impl Drop for PrivateServer {
    fn drop(&mut self) {
        // Both fail only if it has already ended.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
