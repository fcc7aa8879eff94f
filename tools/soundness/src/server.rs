//! A server of our own, and what it says to many runs at once.

mod batch;
mod monitor;
mod reply;

use std::collections::BTreeMap;
use std::io::{self, BufReader, Write as _};
use std::os::unix::net::UnixStream;
use std::time::Duration;

pub use self::batch::{Batch, Sent};
use self::monitor::monitored;
pub use self::reply::Reply;
use crate::process::Process;

/// A run that takes longer than this is given up, and its server is replaced.
const PATIENCE: Duration = Duration::from_millis(1500);

/// A running server with two connections: one asks, one watches.
pub struct Server {
    process: Process,
    asks: BufReader<UnixStream>,
    watches: BufReader<UnixStream>,
    /// The version as `Redis 7.0.15`.
    version: String,
    /// All commands, those of containers as `XGROUP CREATE`; whether each writes.
    commands: BTreeMap<String, bool>,
}

/// What a run showed.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The reply.
    pub reply: Reply,
    /// The commands that the script ran, in order, with their arguments as MONITOR writes them.
    pub commands: Vec<Vec<String>>,
}

impl Server {
    /// Starts `REDIS_SERVER`, else the first server on PATH.
    ///
    /// # Errors
    /// If it cannot be spoken to.
    pub fn start() -> io::Result<Self> {
        let process = Process::start(&[]);
        let (asks, watches) = (connect(&process)?, connect(&process)?);
        let mut server = Self {
            process,
            asks,
            watches,
            version: String::new(),
            commands: BTreeMap::new(),
        };
        server.watch()?;
        server.version = version(&server.ask(&["INFO", "server"])?.text());
        let table = server.ask(&["COMMAND"])?;
        add_commands(&table, &mut server.commands);
        Ok(server)
    }

    /// As the analysis names it.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Whether it has `EVAL_RO`.
    #[must_use]
    pub fn runs_read_only(&self) -> bool {
        self.commands.contains_key("EVAL_RO")
    }

    /// The name of a command that was seen, with its subcommand if it has some.
    #[must_use]
    pub fn name_of(&self, seen: &[String]) -> String {
        let name = seen
            .first()
            .map(|name| name.to_uppercase())
            .unwrap_or_default();
        let second = seen
            .get(1)
            .map(|word| format!("{name} {}", word.to_uppercase()));
        second
            .filter(|both| self.commands.contains_key(both))
            .unwrap_or(name)
    }

    /// Whether it has an effect that a run on a replica may have or not: it writes, or sends a message.
    #[must_use]
    pub fn has_effect(&self, name: &str) -> bool {
        matches!(name, "PUBLISH" | "SPUBLISH") || self.commands.get(name).copied().unwrap_or(false)
    }

    /// Whether a read-only script may not do it.
    #[must_use]
    pub fn writes(&self, name: &str) -> bool {
        name == "PFCOUNT" || self.has_effect(name)
    }

    /// Runs all of a batch.
    ///
    /// # Errors
    /// If the server ended or did not answer in time; it is then a fresh one.
    pub fn execute(&mut self, mut batch: Batch) -> io::Result<Vec<Outcome>> {
        batch.add(&["ECHO", "mark:end"]);
        batch.add(&["SCRIPT", "FLUSH"]);
        let outcome = self.try_execute(&batch);
        if outcome.is_err() {
            self.replace()?;
        }
        outcome
    }

    fn try_execute(&mut self, batch: &Batch) -> io::Result<Vec<Outcome>> {
        self.asks.get_mut().write_all(&batch.bytes)?;
        let mut wanted = batch.places.iter().copied().peekable();
        let mut outcomes = Vec::with_capacity(batch.places.len());
        for place in 0..batch.replies {
            let reply = Reply::read(&mut self.asks)?;
            if wanted.next_if_eq(&place).is_some() {
                outcomes.push(Outcome {
                    reply,
                    commands: Vec::new(),
                });
            }
        }
        self.read_commands(&mut outcomes)?;
        Ok(outcomes)
    }

    /// What MONITOR says, up to the mark at the end.
    fn read_commands(&mut self, outcomes: &mut [Outcome]) -> io::Result<()> {
        let mut current = None;
        loop {
            let line = reply::line(&mut self.watches)?;
            let Some((from, words)) = monitored(&line) else {
                continue;
            };
            if from.ends_with("lua") {
                if let Some(outcome) = current.and_then(|at: usize| outcomes.get_mut(at)) {
                    outcome.commands.push(words);
                }
                continue;
            }
            match words.get(1).and_then(|word| word.strip_prefix("mark:")) {
                Some("end") => return Ok(()),
                Some(at) => current = at.parse().ok(),
                None => {}
            }
        }
    }

    fn ask(&mut self, words: &[&str]) -> io::Result<Reply> {
        let mut batch = Batch::default();
        batch.add(words);
        self.asks.get_mut().write_all(&batch.bytes)?;
        Reply::read(&mut self.asks)
    }

    fn watch(&mut self) -> io::Result<()> {
        self.watches.get_mut().write_all(b"MONITOR\r\n")?;
        Reply::read(&mut self.watches).map(|_| ())
    }

    fn replace(&mut self) -> io::Result<()> {
        self.process.kill();
        self.process.start_again();
        self.asks = connect(&self.process)?;
        self.watches = connect(&self.process)?;
        self.watch()
    }
}

fn connect(process: &Process) -> io::Result<BufReader<UnixStream>> {
    let url = process.url();
    let stream = UnixStream::connect(url.trim_start_matches("redis+unix://"))?;
    // A server that hangs reads no more, so that what is sent to it must not wait either.
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    Ok(BufReader::new(stream))
}

fn version(info: &str) -> String {
    let of = |name: &str| info.lines().find_map(|line| line.strip_prefix(name));
    match (of("valkey_version:"), of("redis_version:")) {
        (Some(version), _) => format!("Valkey {}", version.trim()),
        (None, version) => format!("Redis {}", version.unwrap_or_default().trim()),
    }
}

fn add_commands(table: &Reply, commands: &mut BTreeMap<String, bool>) {
    for entry in table.items() {
        let parts = entry.items();
        let (Some(name), Some(flags)) = (parts.first(), parts.get(2)) else {
            continue;
        };
        let name = name.text().to_uppercase().replace('|', " ");
        let writes = flags.items().iter().any(|flag| flag.text() == "write");
        commands.insert(name, writes);
        if let Some(subcommands) = parts.get(9) {
            add_commands(subcommands, commands);
        }
    }
}
