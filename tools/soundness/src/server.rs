//! A server of our own, and what it says to many runs at once.

mod reply;

use std::collections::BTreeMap;
use std::io::{self, BufReader, Write as _};
use std::os::unix::net::UnixStream;
use std::time::Duration;

pub use self::reply::Reply;
use crate::process::Process;
use crate::program::Case;

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

/// Runs that are sent together.
#[derive(Default)]
pub struct Batch {
    bytes: Vec<u8>,
    /// The number of replies before that of each run, itself left out.
    places: Vec<usize>,
    replies: usize,
    known: Vec<String>,
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

    /// Whether a read-only script may not do it.
    #[must_use]
    pub fn writes(&self, name: &str) -> bool {
        matches!(name, "PUBLISH" | "SPUBLISH" | "PFCOUNT")
            || self.commands.get(name).copied().unwrap_or(false)
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

impl Batch {
    /// Adds a run of a script on an empty server with the data of the case, and gives its number.
    pub fn run(&mut self, script: &str, read_only: bool, case: &Case) -> usize {
        self.add(&["FLUSHALL"]);
        for (key, content) in &case.data {
            let command = content.command(key);
            let words: Vec<&str> = command.iter().map(String::as_str).collect();
            self.add(&words);
        }
        let number = self.places.len();
        self.add(&["ECHO", &format!("mark:{number}")]);
        let sha = sha1_smol::Sha1::from(script).digest().to_string();
        let known = self.known.contains(&sha);
        let (command, script) = match (known, read_only) {
            (true, true) => ("EVALSHA_RO", sha.as_str()),
            (true, false) => ("EVALSHA", sha.as_str()),
            (false, true) => ("EVAL_RO", script),
            (false, false) => ("EVAL", script),
        };
        let count = case.keys.len().to_string();
        let mut words = vec![command, script, &count];
        words.extend(case.keys.iter().chain(&case.arguments).map(String::as_str));
        self.places.push(self.replies);
        self.add(&words);
        if !known {
            self.known.push(sha);
        }
        number
    }

    /// Adds the compilation of a text, and gives its number.
    pub fn compile(&mut self, text: &str) -> usize {
        let number = self.places.len();
        self.add(&["ECHO", &format!("mark:{number}")]);
        self.places.push(self.replies);
        self.add(&["SCRIPT", "LOAD", text]);
        number
    }

    fn add(&mut self, words: &[&str]) {
        self.bytes
            .extend(format!("*{}\r\n", words.len()).as_bytes());
        for word in words {
            self.bytes.extend(format!("${}\r\n", word.len()).as_bytes());
            self.bytes.extend(word.as_bytes());
            self.bytes.extend(b"\r\n");
        }
        self.replies += 1;
    }
}

fn connect(process: &Process) -> io::Result<BufReader<UnixStream>> {
    let url = process.url();
    let stream = UnixStream::connect(url.trim_start_matches("redis+unix://"))?;
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

/// Who ran a command, and its words: `+1700000000.123456 [0 lua] "get" "k1"`.
fn monitored(line: &str) -> Option<(&str, Vec<String>)> {
    let (from, rest) = line.split_once('[')?.1.split_once("] ")?;
    // What follows is quoted; between two words stands `" "`.
    let inner = rest.strip_prefix('"')?.strip_suffix('"')?;
    let mut words = vec![String::new()];
    let mut letters = inner.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => {
                let word = words.last_mut()?;
                word.push('\\');
                word.extend(letters.next());
            }
            '"' => {
                letters.next();
                letters.next();
                words.push(String::new());
            }
            letter => words.last_mut()?.push(letter),
        }
    }
    Some((from, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_monitor_are_split_at_their_quotes() {
        let line = r#"1700000000.5 [0 lua] "set" "k \"1\"" "a\x00b" """#;
        let words = ["set", r#"k \"1\""#, r"a\x00b", ""].map(str::to_owned);
        assert_eq!(monitored(line), Some(("0 lua", words.to_vec())));
        assert_eq!(monitored("OK"), None);
    }
}
