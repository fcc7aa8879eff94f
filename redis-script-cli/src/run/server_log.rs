//! What `redis.log` wrote to the log of the private server.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The log of a server, from its end at some time.
pub(crate) struct ServerLog {
    file: PathBuf,
    start: usize,
}

/// An entry of the log.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct LogEntry {
    pub(crate) level: &'static str,
    pub(crate) message: String,
}

/// How long the server may take to write the last entry.
const PATIENCE: Duration = Duration::from_secs(5);

impl ServerLog {
    /// From its present end on.
    pub(crate) fn from_end(file: &Path) -> io::Result<Self> {
        Ok(Self {
            file: file.to_owned(),
            start: fs::read(file)?.len(),
        })
    }

    /// What was logged while the script ran: the server notes when a session of the debugger begins and ends.
    pub(crate) fn of_session(&self) -> io::Result<Vec<LogEntry>> {
        let start = Instant::now();
        loop {
            let log = fs::read(&self.file)?;
            let entries = entries(&String::from_utf8_lossy(
                log.get(self.start..).unwrap_or_default(),
            ));
            match within(entries) {
                Some(entries) => return Ok(entries),
                None if start.elapsed() > PATIENCE => return Err(io::ErrorKind::TimedOut.into()),
                None => sleep(Duration::from_millis(2)),
            }
        }
    }
}

fn within(mut entries: Vec<LogEntry>) -> Option<Vec<LogEntry>> {
    let is = |what: &'static str| {
        move |entry: &LogEntry| {
            entry
                .message
                .ends_with(&format!("synchronous debugging eval session {what}"))
        }
    };
    let end = entries.iter().rposition(is("ended"))?;
    entries.truncate(end);
    let begin = entries.iter().position(is("started"))?;
    let mut entries = entries.split_off(begin + 1);
    entries.retain_mut(by_script);
    Some(entries)
}

/// Valkey from 9.1 on marks what its engine says, and says more than the script does.
fn by_script(entry: &mut LogEntry) -> bool {
    let Some(said) = entry.message.strip_prefix("<lua> ") else {
        return true;
    };
    entry.message = said.to_owned();
    entry.level != "debug" || !entry.message.starts_with("command returned an error: ")
}

/// Lines without the beginning of an entry go on with the one before.
fn entries(log: &str) -> Vec<LogEntry> {
    let mut entries: Vec<LogEntry> = Vec::new();
    for line in log.lines() {
        if let Some(entry) = entry(line) {
            entries.push(entry);
        } else if let Some(last) = entries.last_mut() {
            last.message.push('\n');
            last.message.push_str(line);
        }
    }
    entries
}

/// `15370:M 30 Nov 2026 04:21:40.820 * hello`
fn entry(line: &str) -> Option<LogEntry> {
    let (process, rest) = line.split_once(' ')?;
    let (pid, role) = process.split_once(':')?;
    let is_process = pid.bytes().all(|digit| digit.is_ascii_digit()) && role.len() == 1;
    // The day, the month, the year and the time.
    let mut parts = rest.splitn(6, ' ');
    let time = parts.nth(3)?;
    let level = match parts.next()? {
        "." => "debug",
        "-" => "verbose",
        "*" => "notice",
        "#" => "warning",
        _ => return None,
    };
    let is_time = time.split(':').count() == 3;
    (is_process && is_time).then(|| LogEntry {
        level,
        message: parts.next().unwrap_or_default().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::{LogEntry, entries, within};

    #[test]
    fn entries_of_a_session_are_those_of_the_script() {
        let log = "1:M 30 Nov 2026 04:21:40.819 # Redis synchronous debugging eval session started\n\
                   1:M 30 Nov 2026 04:21:40.820 * hello\n\
                   world\n\
                   1:M 30 Nov 2026 04:21:40.821 . 1:2 x\n\
                   1:M 30 Nov 2026 04:21:40.824 # Redis synchronous debugging eval session ended\n\
                   1:M 30 Nov 2026 04:21:40.824 - Accepted connection\n";
        let entry = |level, message: &str| LogEntry {
            level,
            message: message.to_owned(),
        };
        let expected = vec![entry("notice", "hello\nworld"), entry("debug", "1:2 x")];
        assert_eq!(within(entries(log)), Some(expected));
        assert_eq!(within(entries(log.split_at(200).0)), None);
    }
}
