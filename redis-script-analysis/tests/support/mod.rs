//! A private server for the tests that ask one.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::net::UnixStream;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A server on a unix socket in a folder of its own, both gone when it is dropped.
pub(crate) struct Server {
    process: Child,
    folder: tempfile::TempDir,
}

impl Server {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let named = std::env::var("REDIS_SERVER").ok();
        let binaries = named.map_or_else(
            || vec!["redis-server".into(), "valkey-server".into()],
            |binary| vec![binary],
        );
        let started = binaries.iter().find_map(|binary| {
            let mut command = Command::new(binary);
            command.args(["--port", "0", "--save", "", "--unixsocket", "redis.sock"]);
            command
                .current_dir(folder.path())
                .stdout(Stdio::null())
                .spawn()
                .ok()
        });
        let process = started.unwrap_or_else(|| {
            panic!("{binaries:?} cannot be run: `apt-get install redis-server`, or name one in REDIS_SERVER")
        });
        Self { process, folder }
    }

    pub(crate) fn connect(&self) -> Connection {
        let patience = Instant::now() + Duration::from_secs(10);
        loop {
            match UnixStream::connect(self.folder.path().join("redis.sock")) {
                Ok(stream) => {
                    stream.set_read_timeout(Some(PATIENCE)).unwrap();
                    stream.set_write_timeout(Some(PATIENCE)).unwrap();
                    return Connection(BufReader::new(stream));
                }
                Err(error) if Instant::now() > patience => {
                    panic!("the server does not answer: {error}")
                }
                Err(_) => sleep(Duration::from_millis(20)),
            }
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub(crate) struct Connection(BufReader<UnixStream>);

/// Old servers hang now and then: Redis 6.2.14 corrupts its memory over some calls, and its crash report then waits for ever.
const PATIENCE: Duration = Duration::from_secs(60);

/// The error if there is no reply.
pub(crate) const HUNG: &str = "the server hung or ended";

impl Connection {
    pub(crate) fn send(&mut self, words: &[&str]) {
        let mut request = format!("*{}\r\n", words.len());
        for word in words {
            write!(request, "${}\r\n{word}\r\n", word.len()).unwrap();
        }
        // If this fails, there is no reply either.
        let _ = self.0.get_mut().write_all(request.as_bytes());
    }

    /// A reply of one text or line, or the server's error.
    pub(crate) fn reply(&mut self) -> Result<String, String> {
        let mut line = Vec::new();
        if self.0.read_until(b'\n', &mut line).is_err() || line.is_empty() {
            return Err(HUNG.to_owned());
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        if let Some(error) = line.strip_prefix('-') {
            return Err(error.to_owned());
        }
        let Some(length) = line.strip_prefix('$') else {
            return Ok(line.to_owned());
        };
        let Ok(length) = length.parse::<usize>() else {
            return Ok(line.to_owned());
        };
        let mut text = vec![0; length + 2];
        self.0.read_exact(&mut text).unwrap();
        text.truncate(text.len() - 2);
        Ok(String::from_utf8_lossy(&text).into_owned())
    }
}
