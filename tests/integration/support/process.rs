//! A server's process: started, watched, killed on drop.

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use tempfile::TempDir;

pub(super) const PATIENCE: Duration = Duration::from_secs(20);

/// A running server with a folder of its own.
pub(super) struct Process {
    child: Mutex<Child>,
    dir: TempDir,
    flags: Vec<String>,
    vars: Vec<Var>,
}

/// Name and value of an environment variable.
type Var = (String, PathBuf);

impl Process {
    /// Starts a server with flags that Redis 5.0 to Valkey 9.1 understand, and waits until it answers.
    pub(super) fn start(flags: &[&str]) -> Self {
        let dir = TempDir::with_prefix("redis-script-").expect("a folder for the server");
        let flags = flags.iter().map(|flag| (*flag).to_owned()).collect();
        Self::start_in(dir, flags, Vec::new())
    }

    /// The same without flags, in an environment with these variables.
    pub(super) fn start_with_vars(vars: &[(&str, &Path)]) -> Self {
        let dir = TempDir::with_prefix("redis-script-").expect("a folder for the server");
        let vars = vars
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.to_path_buf()));
        Self::start_in(dir, Vec::new(), vars.collect())
    }

    /// The same with a configuration file of this text, into which the server may write.
    pub(super) fn start_with_config(config: &str, flags: &[&str]) -> Self {
        let dir = TempDir::with_prefix("redis-script-").expect("a folder for the server");
        let file = dir.path().join("config");
        fs::write(&file, config).expect("a configuration file");
        let file = file.display().to_string();
        let flags = flags.iter().map(|flag| (*flag).to_owned());
        let flags = std::iter::once(file).chain(flags).collect();
        Self::start_in(dir, flags, Vec::new())
    }

    fn start_in(dir: TempDir, flags: Vec<String>, vars: Vec<Var>) -> Self {
        let child = Mutex::new(spawn(dir.path(), &flags, &vars));
        let mut process = Self {
            child,
            dir,
            flags,
            vars,
        };
        process.wait_for_answer();
        process
    }

    /// Ends the server at once, as `kill -9` does.
    pub(super) fn kill(&self) {
        let mut child = self.child();
        child.kill().expect("a server to kill");
        child.wait().expect("the server's end");
    }

    /// Starts the killed server again, with its folder but without data and scripts: neither is saved.
    pub(super) fn start_again(&mut self) {
        self.child = Mutex::new(spawn(self.dir.path(), &self.flags, &self.vars));
        self.wait_for_answer();
    }

    /// Whether the file is part of the server's memory.
    pub(super) fn has_mapped(&self, file: &Path) -> bool {
        let maps = fs::read_to_string(format!("/proc/{}/maps", self.child().id()));
        let maps = maps.expect("what the server has mapped");
        maps.contains(&file.display().to_string())
    }

    fn child(&self) -> MutexGuard<'_, Child> {
        self.child
            .lock()
            .expect("no panic while the server was killed")
    }

    fn wait_for_answer(&mut self) {
        let client = redis::Client::open(self.url()).expect("the URL of a socket");
        wait_until("the server answers", || {
            self.panic_if_ended();
            let mut con = client.get_connection().ok()?;
            redis::cmd("PING").query::<String>(&mut con).ok()
        });
    }

    /// The URL of the server's unix socket.
    pub(super) fn url(&self) -> String {
        format!("redis+unix://{}", socket(self.dir.path()).display())
    }

    fn panic_if_ended(&mut self) {
        let status = self.child().try_wait().expect("the server's status");
        if let Some(status) = status {
            let log = fs::read_to_string(log(self.dir.path())).unwrap_or_default();
            panic!("the server ended with {status}:\n{log}");
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Both fail only if the process has already ended.
        let _ = self.child().kill();
        let _ = self.child().wait();
    }
}

fn spawn(dir: &Path, flags: &[String], vars: &[Var]) -> Child {
    let log = File::create(log(dir)).expect("the server's log");
    let binary = binary();
    // A configuration file comes first, and the last of two flags counts.
    let (config, flags) = match flags {
        [first, rest @ ..] if !first.starts_with("--") => (Some(first), rest),
        flags => (None, flags),
    };
    Command::new(&binary)
        .envs(vars.iter().cloned())
        .args(config)
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

/// A port that is free now.
pub(super) fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    listener.local_addr().expect("an address").port()
}

/// Asks again and again until there is an answer.
pub(crate) fn wait_until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(start.elapsed() < PATIENCE, "waited in vain until {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}
