//! What is printed of an error.

use core::fmt;

use super::{Cause, Error, ErrorKind, Misfit};
use crate::Script;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let script = self.0.script;
        match &self.0.cause {
            Cause::Server { error, trace } => {
                fmt_place(f, script, trace.line)?;
                f.write_str(trace.code(error).unwrap_or_default())?;
                if let Some(message) = trace.message(error) {
                    write!(f, " {message}")?;
                }
                if self.kind() == ErrorKind::CrossSlot {
                    fmt_slots(f, script)?;
                }
                Ok(())
            }
            Cause::Client(error) if self.kind() == ErrorKind::NotSent => {
                write!(f, "{} was not sent: {error}", Named(script))
            }
            Cause::Client(error) => write!(f, "{} got no answer: {error}", Named(script)),
            Cause::Reply(misfit) => write!(f, "{} {misfit}", Named(script)),
        }
    }
}

fn fmt_place(f: &mut fmt::Formatter<'_>, script: &Script, line: Option<u32>) -> fmt::Result {
    let (name, path) = (script.name(), script.path());
    match line {
        Some(line) if script.is_inline() => {
            write!(
                f,
                "script `{name}` failed at line {line} of its text in {path}: "
            )
        }
        Some(line) => write!(f, "script `{name}` failed at {path}:{line}: "),
        None => write!(f, "{} failed: ", Named(script)),
    }
}

/// What brings the keys of a call into one slot.
fn fmt_slots(f: &mut fmt::Formatter<'_>, script: &Script) -> fmt::Result {
    f.write_str("; in a cluster ")?;
    let keys = script.keys();
    for (at, key) in keys.iter().enumerate() {
        let before = match at {
            0 => "",
            _ if at + 1 == keys.len() => " and ",
            _ => ", ",
        };
        write!(f, "{before}`{key}`")?;
    }
    f.write_str(
        " must be keys of one slot: give them the same hash tag, the part in braces, as `{user:7}` in `{user:7}:cart` \
         and `{user:7}:orders`",
    )
}

/// A script where no line is known.
pub(super) struct Named<'a>(pub(super) &'a Script);

impl fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "script `{}` ({})", self.0.name(), self.0.path())
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape { reply, target } => {
                write!(f, "replied with {reply}, which is not a `{target}`")
            }
            Self::Integer { number, target } => {
                write!(
                    f,
                    "replied with {number}, which does not fit into `{target}`"
                )
            }
            Self::Double { number, target } => write!(
                f,
                "replied with the floating point number {number:?}, which `{target}` would truncate"
            ),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Error");
        debug
            .field("script", self.0.script)
            .field("kind", &self.kind());
        match &self.0.cause {
            Cause::Server { error, trace } => debug
                .field("line", &trace.line)
                .field("code", &trace.code(error))
                .field("message", &trace.message(error)),
            Cause::Client(error) => debug.field("client", error),
            Cause::Reply(misfit) => debug.field("reply", misfit),
        };
        debug.finish()
    }
}
