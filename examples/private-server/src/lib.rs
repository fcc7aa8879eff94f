//! The server of an example.

use std::env;
use std::io;
use std::os::unix::net::UnixStream;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use tempfile::TempDir;

/// The server that `REDIS_URL` names, or a private one.
#[derive(Debug)]
pub struct ExampleServer {
    url: String,
    /// It ends with this value.
    _private: Option<PrivateServer>,
}

impl ExampleServer {
    /// Starts a private server if `REDIS_URL` names none.
    ///
    /// # Errors
    /// If the private server does not start.
    pub fn find() -> io::Result<Self> {
        if let Ok(url) = env::var("REDIS_URL") {
            return Ok(Self {
                url,
                _private: None,
            });
        }
        let private = PrivateServer::start().map_err(|error| {
            let remedy = "or name a running server by REDIS_URL";
            io::Error::new(error.kind(), format!("{error}, {remedy}"))
        })?;
        Ok(Self {
            url: private.url(),
            _private: Some(private),
        })
    }

    /// What `redis::Client::open` takes.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// A server on a unix socket in a folder of its own; both go when this value does.
#[derive(Debug)]
pub struct PrivateServer {
    process: Child,
    folder: TempDir,
}

impl PrivateServer {
    /// Starts `redis-server`, or the program that `REDIS_SERVER` names, and waits until it listens.
    ///
    /// # Errors
    /// If it cannot be run, or ends at once.
    pub fn start() -> io::Result<Self> {
        let binary = env::var("REDIS_SERVER").unwrap_or_else(|_| "redis-server".into());
        let folder = tempfile::tempdir()?;
        let process = Command::new(&binary)
            .args(["--port", "0", "--save", ""])
            .args(["--unixsocket", "socket", "--dir"])
            .arg(folder.path())
            .stdout(Stdio::null())
            .spawn()
            .map_err(|error| {
                let remedy = "try `apt-get install redis-server`, or name one by REDIS_SERVER";
                io::Error::new(
                    error.kind(),
                    format!("cannot run `{binary}` ({error}): {remedy}"),
                )
            })?;
        let mut server = Self { process, folder };
        while UnixStream::connect(server.folder.path().join("socket")).is_err() {
            if let Some(status) = server.process.try_wait()? {
                return Err(io::Error::other(format!(
                    "the private server ended at once: {status}"
                )));
            }
            sleep(Duration::from_millis(10));
        }
        Ok(server)
    }

    /// What `redis::Client::open` takes.
    #[must_use]
    pub fn url(&self) -> String {
        format!(
            "redis+unix://{}",
            self.folder.path().join("socket").display()
        )
    }
}

impl Drop for PrivateServer {
    fn drop(&mut self) {
        // Nothing to save and nobody to tell: it may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
