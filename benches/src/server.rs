//! The server that all contenders meet.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, thread};

use redis::{Client, Commands, Connection};
use tempfile::TempDir;

use crate::Outcome;
use crate::contenders::SCRIPT;

const PATIENCE: Duration = Duration::from_secs(20);

/// Where a server listens.
#[derive(Clone, Debug)]
pub enum Place {
    /// A port of 127.0.0.1.
    Tcp(u16),
    /// A unix socket.
    Unix(PathBuf),
}

impl Place {
    /// A URL that all contenders understand.
    #[must_use]
    pub fn url(&self) -> String {
        match self {
            Self::Tcp(port) => format!("redis://127.0.0.1:{port}"),
            Self::Unix(path) => format!("redis+unix://{}", path.display()),
        }
    }
}

/// A server of the measurement's own, in a folder of its own; both go when this value does.
pub struct Server {
    process: Child,
    folder: TempDir,
    port: u16,
}

/// What a server has counted.
#[derive(Clone, Copy, Debug)]
pub struct Traffic {
    /// Bytes that were sent to it.
    pub bytes: u64,
    /// `SCRIPT LOAD`s.
    pub loads: u64,
}

impl Server {
    /// Starts `REDIS_SERVER`, or `redis-server`, on a free port and a unix socket.
    ///
    /// # Errors
    /// If it does not start.
    pub fn start() -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let binary = binary();
        let process = Command::new(&binary)
            .args(["--port", &port.to_string(), "--bind", "127.0.0.1"])
            .args(["--save", "", "--unixsocket", "socket", "--dir"])
            .arg(folder.path())
            .stdout(Stdio::null())
            .spawn()
            .map_err(|error| {
                format!("cannot run `{binary}` ({error}): install redis-server or set REDIS_SERVER")
            })?;
        let server = Self {
            process,
            folder,
            port,
        };
        server.wait()?;
        server.load()?;
        Ok(server)
    }

    /// Its port.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Its port, for clients.
    #[must_use]
    pub const fn tcp(&self) -> Place {
        Place::Tcp(self.port)
    }

    /// Its socket.
    #[must_use]
    pub fn unix(&self) -> Place {
        Place::Unix(self.folder.path().join("socket"))
    }

    /// Tells it the script.
    ///
    /// # Errors
    /// If it cannot be reached.
    pub fn load(&self) -> Outcome {
        let mut load = redis::cmd("SCRIPT");
        load.arg("LOAD").arg(SCRIPT.source());
        Ok(load.exec(&mut self.control()?)?)
    }

    /// Makes it forget all scripts and keys, and all that it has counted.
    ///
    /// # Errors
    /// If it cannot be reached.
    pub fn forget(&self) -> Outcome {
        self.flush()?;
        let mut con = self.control()?;
        redis::cmd("SCRIPT").arg("FLUSH").exec(&mut con)?;
        Ok(redis::cmd("CONFIG").arg("RESETSTAT").exec(&mut con)?)
    }

    /// Makes it forget all keys.
    ///
    /// # Errors
    /// If it cannot be reached.
    pub fn flush(&self) -> Outcome {
        Ok(redis::cmd("FLUSHALL").exec(&mut self.control()?)?)
    }

    /// What it has counted since it forgot. The question itself, under 300 bytes, is counted too.
    ///
    /// # Errors
    /// If it cannot be reached or does not say.
    pub fn traffic(&self) -> Outcome<Traffic> {
        let text: String = redis::cmd("INFO")
            .arg("everything")
            .query(&mut self.control()?)?;
        let value = |name: &str| {
            let rest = text.lines().find_map(|line| line.strip_prefix(name));
            rest.and_then(|rest| rest.split(',').next()?.parse().ok())
        };
        Ok(Traffic {
            bytes: value("total_net_input_bytes:").ok_or("no count of bytes")?,
            loads: value("cmdstat_script|load:calls=").unwrap_or_default(),
        })
    }

    /// A connection over the socket.
    ///
    /// # Errors
    /// If it cannot be reached.
    pub fn control(&self) -> Outcome<Connection> {
        Ok(Client::open(self.unix().url())?.get_connection()?)
    }

    fn wait(&self) -> Outcome {
        let start = Instant::now();
        loop {
            let answer = self.control().and_then(|mut con| Ok(con.ping::<()>()?));
            if answer.is_ok() || start.elapsed() > PATIENCE {
                return answer;
            }
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Nothing to save and nobody to tell: it may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub(crate) fn binary() -> String {
    env::var("REDIS_SERVER").unwrap_or_else(|_| "redis-server".into())
}
