//! What MONITOR shows of a run: the commands that the script called, in their order.

use redis::{Connection, Value};

use super::words;

/// A connection that the server tells of each command.
pub(crate) struct Monitor(Connection);

/// A command that the server ran.
pub(crate) struct MonitoredCommand {
    pub(crate) args: Vec<Vec<u8>>,
    /// How long before it the one before was over, or the script began.
    pub(crate) micros: u64,
}

/// `1796012573.254031 [0 127.0.0.1:50312] "GET" "c"`
struct Line {
    micros: u64,
    /// The database and the client, or `lua` for a command of a script.
    client: String,
    args: Vec<Vec<u8>>,
}

impl Monitor {
    /// Begins.
    ///
    /// # Errors
    /// If the server does not allow it.
    pub(crate) fn start(mut con: Connection) -> Result<Self, String> {
        let begun = con
            .send_packed_command(&redis::cmd("MONITOR").get_packed_command())
            .and_then(|()| con.recv_response())
            .and_then(Value::extract_error);
        begun.map_err(|error| error.to_string())?;
        Ok(Self(con))
    }

    /// Reads to `ECHO <end>`. The call is the first command like `call` after `ECHO <start>`, from the same client; those of its
    /// script follow it at once, since nothing else runs meanwhile.
    ///
    /// # Errors
    /// If the connection is lost.
    pub(crate) fn finish(
        mut self,
        start: &str,
        call: &[&[u8]],
        end: &str,
    ) -> Result<Vec<MonitoredCommand>, String> {
        let mut commands = Vec::new();
        let mut caller = None;
        let mut last = None;
        loop {
            let value = self.0.recv_response().map_err(|error| error.to_string())?;
            let line = match &value {
                Value::SimpleString(text) => Line::read(text),
                _ => None,
            };
            let Some(line) = line else { continue };
            if is_echo(&line, end) {
                return Ok(commands);
            }
            if is_echo(&line, start) {
                caller = Some(line.client);
            } else if let Some(before) = last {
                if line.client.ends_with(" lua") {
                    last = Some(line.micros);
                    commands.push(MonitoredCommand {
                        args: line.args,
                        micros: line.micros.saturating_sub(before),
                    });
                } else {
                    (last, caller) = (None, None);
                }
            } else if caller.as_ref() == Some(&line.client) && line.args == call {
                last = Some(line.micros);
            }
        }
    }
}

fn is_echo(line: &Line, text: &str) -> bool {
    matches!(line.args.as_slice(), [_, echoed] if echoed == text.as_bytes())
}

impl Line {
    fn read(text: &str) -> Option<Self> {
        let (time, rest) = text.split_once(' ')?;
        let (seconds, micros) = time.split_once('.')?;
        let (client, command) = rest.strip_prefix('[')?.split_once("] \"")?;
        let seconds: u64 = seconds.parse().ok()?;
        Some(Self {
            micros: seconds * 1_000_000 + micros.parse::<u64>().ok()?,
            client: client.to_owned(),
            args: words::split(format!("\"{command}").as_bytes()).ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failure here is the test's")]

    use super::Line;

    #[test]
    fn lines_are_read() {
        let line = Line::read(r#"17.000031 [0 unix:/a b] "GET" "c \"\xff""#).unwrap();
        assert_eq!(
            (line.micros, line.client.as_str()),
            (17_000_031, "0 unix:/a b")
        );
        assert_eq!(line.args, [b"GET".to_vec(), b"c \"\xff".to_vec()]);
        assert!(Line::read("OK").is_none());
    }
}
