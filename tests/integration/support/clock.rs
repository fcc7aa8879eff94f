//! A server whose clock jumps.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use redis::Connection;
use tempfile::TempDir;

use super::{Server, wait_until};

/// A server of the test's own. Its wall clock, which its keys expire by and which TIME tells, is the machine's until it jumps.
pub(crate) struct ClockedServer {
    server: Server,
    ahead: PathBuf,
    _dir: TempDir,
}

impl ClockedServer {
    /// `None` if the server is linked statically, as Valkey's own build of 9.0.0 is: its clock cannot be set.
    pub(crate) fn start() -> Option<Self> {
        let dir = TempDir::with_prefix("redis-script-").expect("a folder for the clock");
        let ahead = dir.path().join("ahead");
        fs::write(&ahead, 0_i64.to_ne_bytes()).expect("a file for the clock");
        let library = compile(dir.path());
        let server = Server::start_with_vars(&[("LD_PRELOAD", &library), ("CLOCK_AHEAD", &ahead)]);
        if !server.has_mapped(&ahead) {
            eprintln!(
                "not tested: this server is linked statically, so that its clock cannot be set"
            );
            return None;
        }
        Some(Self {
            server,
            ahead,
            _dir: dir,
        })
    }

    pub(crate) fn connect(&self) -> Connection {
        self.server.connect_sync()
    }

    /// Sets the clock to so many milliseconds ahead of the machine's, or behind it.
    pub(crate) fn jump_to(&self, millis: i64) {
        let micros = millis * 1000;
        // Without a moment at which it is empty: the server has mapped the file.
        let file = OpenOptions::new().write(true).open(&self.ahead);
        let written = file.and_then(|mut file| file.write_all(&micros.to_ne_bytes()));
        written.expect("a clock to set");
        // Valkey 9 looks at the wall clock now and then only, and reckons in between.
        let mut con = self.connect();
        wait_until("the server's clock has jumped", || {
            let earliest = machine_micros() + micros;
            let (seconds, rest): (i64, i64) = redis::cmd("TIME").query(&mut con).ok()?;
            let latest = machine_micros() + micros;
            let tolerated = 1_000_000;
            (earliest - tolerated..=latest + tolerated)
                .contains(&(seconds * 1_000_000 + rest))
                .then_some(())
        });
    }
}

fn machine_micros() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let micros = now.expect("a time after 1970").as_micros();
    i64::try_from(micros).expect("a time")
}

/// Whoever builds Rust has a C compiler, which links.
fn compile(dir: &Path) -> PathBuf {
    let library = dir.join("clock.so");
    let source = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/integration/support/clock.c"
    );
    let mut compiler = Command::new("cc");
    compiler.args(["-O2", "-shared", "-fPIC", "-o"]);
    let status = compiler.arg(&library).arg(source).status();
    let status = status.expect("`cc`: `apt-get install gcc`");
    assert!(status.success(), "the clock does not compile");
    library
}
