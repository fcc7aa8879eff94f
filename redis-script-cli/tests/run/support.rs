//! Servers of the tests' own, and how what is printed is compared.

use std::env;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use redis::{Client, Connection};
use tempfile::TempDir;

pub(crate) use super::folder::Folder;

pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// Without the times, which differ from run to run.
pub(crate) fn without_times(text: &str) -> String {
    let mut shown = String::new();
    for line in text.lines() {
        let time = line.rfind(" (").filter(|_| line.ends_with(" µs)"));
        shown += &line[..time.unwrap_or(line.len())];
        shown.push('\n');
    }
    shown
}

/// A server of the test's own, on a port and on a socket.
pub(crate) struct TestServer {
    process: Child,
    folder: TempDir,
    port: u16,
}

impl TestServer {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind(("127.0.0.1", 0))
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let process = Command::new(binary())
            .args([
                "--save",
                "",
                "--bind",
                "127.0.0.1",
                "--port",
                &port.to_string(),
            ])
            .arg("--dir")
            .arg(folder.path())
            .arg("--unixsocket")
            .arg(folder.path().join("socket"))
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self {
            process,
            folder,
            port,
        };
        wait_until("the server answers", || {
            server.client().get_connection().ok()
        });
        server
    }

    fn client(&self) -> Client {
        Client::open(self.url()).unwrap()
    }

    pub(crate) fn connect(&self) -> Connection {
        self.client().get_connection().unwrap()
    }

    pub(crate) fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// Whether its debugger works beside other clients, as that of Valkey from 9.1 on does not.
    pub(crate) fn debugs_beside_others(&self) -> bool {
        let info: String = redis::cmd("INFO")
            .arg("server")
            .query(&mut self.connect())
            .unwrap();
        let version = info
            .lines()
            .find_map(|line| line.strip_prefix("valkey_version:"));
        let minor =
            version.map(|version| version.rsplit_once('.').unwrap().0.parse::<f64>().unwrap());
        minor.is_none_or(|minor| minor < 9.05)
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn socket_url(&self) -> String {
        format!(
            "redis+unix://{}",
            self.folder.path().join("socket").display()
        )
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// `REDIS_SERVER`, else the first server on the path, as the command finds it.
fn binary() -> PathBuf {
    if let Some(named) = env::var_os("REDIS_SERVER") {
        return named.into();
    }
    let path = env::var_os("PATH").unwrap_or_default();
    ["redis-server", "valkey-server"]
        .into_iter()
        .flat_map(|name| env::split_paths(&path).map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
        .expect("no redis-server and no valkey-server on PATH: `apt-get install redis-server`, or set REDIS_SERVER")
}

/// Asks again and again until there is an answer.
pub(crate) fn wait_until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(start.elapsed() < PATIENCE, "waited in vain until {what}");
        sleep(Duration::from_millis(10));
    }
}
