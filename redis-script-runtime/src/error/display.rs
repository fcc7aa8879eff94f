//! How errors are printed.

use core::fmt;

use super::pipeline::{DISCARDED, Subject};
use super::server_message::ServerMessage;
use super::{Cause, ConversionError, Error, ErrorKind};

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let subject = &self.0.subject;
        let position = self.0.position.as_ref();
        let position = position.filter(|_| !matches!(self.0.cause, Cause::Converted(_)));
        position.map_or(Ok(()), |position| write!(f, "{position}"))?;
        match &self.0.cause {
            Cause::Server { error, parsed } => {
                fmt_line(f, subject, parsed)?;
                f.write_str(parsed.code(error).unwrap_or_default())?;
                if let Some(message) = parsed.message(error) {
                    write!(f, " {message}")?;
                }
                if self.kind() == ErrorKind::CrossSlot {
                    fmt_slots(f, subject)?;
                }
            }
            Cause::Client(error) if self.kind() == ErrorKind::NotSent => {
                write!(f, "{subject} was not sent: {error}")?;
            }
            Cause::Client(error) => write!(f, "{subject} got no reply: {error}")?,
            Cause::Converted(error) => f.write_str(error.detail().unwrap_or_default())?,
            Cause::Reply(conversion) => write!(f, "{subject} replied with {conversion}")?,
            Cause::NotSent(reason) => write!(f, "{subject} {reason}")?,
            Cause::Discarded => f.write_str(DISCARDED)?,
        }
        position.map_or(Ok(()), |position| position.fmt_consequences(f))
    }
}

fn fmt_line(f: &mut fmt::Formatter<'_>, subject: &Subject, parsed: &ServerMessage) -> fmt::Result {
    match (subject, parsed.line) {
        (Subject::Script(script), Some(line)) => {
            let (name, path) = (script.name(), parsed.file.unwrap_or(script.path()));
            if script.is_inline() && parsed.file.is_none() {
                write!(
                    f,
                    "script `{name}` failed at line {line} of its source in {path}: "
                )
            } else {
                write!(f, "script `{name}` failed at {path}:{line}: ")
            }
        }
        (subject, _) => write!(f, "{subject} failed: "),
    }
}

/// How to get the keys of a call, or of all calls of a pipeline, into one slot.
fn fmt_slots(f: &mut fmt::Formatter<'_>, subject: &Subject) -> fmt::Result {
    let keys = match subject {
        Subject::Script(script) => listed(script.keys()),
        Subject::Calls(scripts) if !scripts.is_empty() => {
            let mut calls = String::new();
            for script in scripts {
                if !calls.is_empty() {
                    calls += ", ";
                }
                calls += &listed(script.keys());
                calls += " of `";
                calls += script.name();
                calls += "`";
            }
            calls
        }
        _ => return Ok(()),
    };
    write!(
        f,
        "; in a cluster the keys {keys} must be in one slot: give them the same hash tag, the part in braces, such as \
         `{{user:7}}` in `{{user:7}}:cart` and `{{user:7}}:orders`"
    )
}

/// `a`, `b` and `c`
fn listed(names: &[&str]) -> String {
    let mut text = String::new();
    for (at, name) in names.iter().enumerate() {
        text += match at {
            0 => "`",
            _ if at + 1 == names.len() => " and `",
            _ => ", `",
        };
        text += name;
        text += "`";
    }
    text
}

/// What came instead.
impl fmt::Display for ConversionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape { reply, target } => write!(f, "{reply}, which is not a `{target}`"),
            Self::Integer { number, target } => {
                write!(f, "{number}, which does not fit into `{target}`")
            }
            Self::Double { number, target } => write!(
                f,
                "the floating point number {number:?}, which `{target}` would truncate"
            ),
            Self::Struct(text) => f.write_str(text),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Error");
        debug
            .field("subject", &self.0.subject)
            .field("position", &self.0.position)
            .field("kind", &self.kind());
        match &self.0.cause {
            Cause::Server { error, parsed } => debug
                .field("line", &parsed.line)
                .field("file", &parsed.file)
                .field("code", &parsed.code(error))
                .field("message", &parsed.message(error)),
            Cause::Client(error) | Cause::Converted(error) => debug.field("client", error),
            Cause::Reply(conversion) => debug.field("reply", conversion),
            Cause::NotSent(reason) => debug.field("refused", reason),
            Cause::Discarded => &mut debug,
        };
        debug.finish()
    }
}
