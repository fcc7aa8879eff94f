//! A server's process: started, watched, killed on drop.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(20);

/// A running server with a folder of its own.
pub(super) struct Process {
    child: Child,
    dir: TempDir,
}

impl Process {
    /// Starts a server with flags that Redis 5.0 to Valkey 9.1 understand, and waits until it answers.
    pub(super) fn start(flags: &[&str]) -> Self {
        let dir = TempDir::with_prefix("redis-script-").expect("a folder for the server");
        let child = spawn(dir.path(), flags);
        let mut process = Self { child, dir };
        let client = redis::Client::open(process.url()).expect("the URL of a socket");
        wait_until("the server answers", || {
            process.panic_if_ended();
            let mut con = client.get_connection().ok()?;
            redis::cmd("PING").query::<String>(&mut con).ok()
        });
        process
    }

    /// The URL of the server's unix socket.
    pub(super) fn url(&self) -> String {
        format!("redis+unix://{}", socket(self.dir.path()).display())
    }

    fn panic_if_ended(&mut self) {
        if let Some(status) = self.child.try_wait().expect("the server's status") {
            let log = fs::read_to_string(log(self.dir.path())).unwrap_or_default();
            panic!("the server ended with {status}:\n{log}");
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Both fail only if the process has already ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn spawn(dir: &Path, flags: &[&str]) -> Child {
    let log = File::create(log(dir)).expect("the server's log");
    let binary = binary();
    Command::new(&binary)
        .args(["--port", "0", "--bind", "127.0.0.1", "--save", ""])
        .args(["--appendonly", "no", "--daemonize", "no"])
        .arg("--dir")
        .arg(dir)
        .arg("--unixsocket")
        .arg(socket(dir))
        .args(flags)
        .stdin(Stdio::null())
        .stdout(log.try_clone().expect("the server's log"))
        .stderr(log)
        .spawn()
        .unwrap_or_else(|error| panic!("{} does not start: {error}", binary.display()))
}

fn socket(dir: &Path) -> PathBuf {
    dir.join("socket")
}

fn log(dir: &Path) -> PathBuf {
    dir.join("log")
}

/// `REDIS_SERVER`, else the first server on PATH.
fn binary() -> PathBuf {
    if let Some(named) = std::env::var_os("REDIS_SERVER") {
        return named.into();
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    ["redis-server", "valkey-server"]
        .into_iter()
        .flat_map(|name| std::env::split_paths(&path).map(move |dir| dir.join(name)))
        .find(|file| file.is_file())
        .expect(
            "no redis-server and no valkey-server on PATH: `apt-get install redis-server`, or set REDIS_SERVER \
             to the binary of a server",
        )
}

/// Asks again and again until there is an answer.
pub(super) fn wait_until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(start.elapsed() < PATIENCE, "waited in vain until {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}
