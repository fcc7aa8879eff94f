//! A server of the command's own: started for a run, ended with it.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use redis::Client;
use tempfile::TempDir;

/// The servers that must end with this process. They are not held by values alone: a signal ends the process without
/// dropping them.
static RUNNING: Mutex<Vec<Running>> = Mutex::new(Vec::new());

struct Running {
    process: Child,
    folder: TempDir,
}

/// How long a server may take to start.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server on a unix socket in a folder of its own. It saves nothing, logs everything, and ends when this value is dropped or the
/// process gets a signal.
#[derive(Debug)]
pub(crate) struct PrivateServer {
    folder: PathBuf,
}

impl PrivateServer {
    /// Starts one and waits until it answers.
    ///
    /// # Errors
    /// If there is none, or it does not start: with what to do.
    pub(crate) fn start() -> Result<Self, String> {
        let binary = binary()?;
        let folder = tempfile::Builder::new().prefix("redis-script-").tempdir();
        let folder = folder
            .map_err(|error| format!("cannot make a folder for the private server: {error}"))?;
        let server = Self {
            folder: folder.path().to_owned(),
        };
        let mut running = running();
        end_at_signals();
        let process = server.command(&binary).spawn();
        let process = process.map_err(|error| cannot_run(&binary, &error))?;
        running.push(Running { process, folder });
        drop(running);
        server.wait_for_answer(&binary)?;
        Ok(server)
    }

    fn command(&self, binary: &Path) -> Command {
        let mut command = Command::new(binary);
        command.args([
            "--port",
            "0",
            "--save",
            "",
            "--appendonly",
            "no",
            "--daemonize",
            "no",
        ]);
        command.args(["--loglevel", "debug", "--slowlog-log-slower-than", "0"]);
        command.args(["--slowlog-max-len", "1000000"]);
        command.arg("--dir").arg(&self.folder);
        command.arg("--unixsocket").arg(self.socket());
        command.arg("--logfile").arg(self.log_file());
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    fn wait_for_answer(&self, binary: &Path) -> Result<(), String> {
        let client = Client::open(self.url()).map_err(|error| error.to_string())?;
        let start = Instant::now();
        loop {
            let answer = client
                .get_connection()
                .and_then(|mut con| redis::cmd("PING").query(&mut con));
            match answer {
                Ok(()) => return Ok(()),
                Err(_) if self.is_running() && start.elapsed() < PATIENCE => {
                    sleep(Duration::from_millis(5));
                }
                Err(error) => {
                    let log = self.end_of_log();
                    let why = if self.is_running() {
                        error.to_string()
                    } else {
                        "it ended at once".to_owned()
                    };
                    return Err(format!(
                        "the private server `{}` does not start: {why}{log}",
                        binary.display()
                    ));
                }
            }
        }
    }

    /// Whether its process has not ended.
    fn is_running(&self) -> bool {
        let mut running = running();
        let mut own = running
            .iter_mut()
            .filter(|server| server.folder.path() == self.folder);
        own.any(|server| matches!(server.process.try_wait(), Ok(None)))
    }

    /// Whether its process has ended, or does so at once: it closes its connections before.
    pub(crate) fn ends(&self) -> bool {
        const MOMENT: Duration = Duration::from_millis(500);
        let start = Instant::now();
        while self.is_running() {
            if start.elapsed() > MOMENT {
                return false;
            }
            sleep(Duration::from_millis(5));
        }
        true
    }

    /// What `redis::Client::open` takes.
    pub(crate) fn url(&self) -> String {
        format!("redis+unix://{}", self.socket().display())
    }

    pub(crate) fn socket(&self) -> PathBuf {
        self.folder.join("socket")
    }

    pub(crate) fn log_file(&self) -> PathBuf {
        self.folder.join("log")
    }

    /// `: ` and the last lines of its log, if there are any.
    pub(crate) fn end_of_log(&self) -> String {
        const LINES: usize = 8;
        let log = fs::read(self.log_file()).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        let lines: Vec<&str> = log.lines().collect();
        let last = lines.len().saturating_sub(LINES);
        match lines.get(last..) {
            Some(lines) if !lines.is_empty() => {
                format!("; its log ends with\n{}", lines.join("\n"))
            }
            _ => String::new(),
        }
    }
}

impl Drop for PrivateServer {
    fn drop(&mut self) {
        let mut running = running();
        running.retain_mut(|server| {
            let is_own = server.folder.path() == self.folder;
            if is_own {
                end(server);
            }
            !is_own
        });
    }
}

/// A panic elsewhere does not spoil the list.
fn running() -> MutexGuard<'static, Vec<Running>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

fn end(server: &mut Running) {
    // It has nothing to save, and may have ended by itself.
    let _ = server.process.kill();
    let _ = server.process.wait();
}

/// Ends the servers, and then this process, at Ctrl-C and the like.
fn end_at_signals() {
    const INTERRUPTED: i32 = 130;
    // A second call changes nothing: the handler is there already.
    let _ = ctrlc::try_set_handler(|| {
        // It is not let go of: nobody else is to tell that a server has ended.
        let mut running = running();
        for mut server in running.drain(..) {
            end(&mut server);
        }
        std::process::exit(INTERRUPTED);
    });
}

/// `REDIS_SERVER`, or the first server on the path.
fn binary() -> Result<PathBuf, String> {
    if let Some(named) = env::var_os("REDIS_SERVER") {
        return Ok(named.into());
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let mut places = ["redis-server", "valkey-server"]
        .into_iter()
        .flat_map(|name| env::split_paths(&path).map(move |folder| folder.join(name)));
    places.find(|file| file.is_file()).ok_or_else(|| {
        format!("there is neither a `redis-server` nor a `valkey-server` on the path: {REMEDY}")
    })
}

const REMEDY: &str = "install one (`apt-get install redis-server`, `brew install redis`), name its binary by `REDIS_SERVER`, \
                      or name a running server by `--url`";

fn cannot_run(binary: &Path, error: &io::Error) -> String {
    format!(
        "cannot run the server `{}`: {error}; {REMEDY}",
        binary.display()
    )
}
