//! What can go wrong in a call.

mod trace;

use core::fmt;

use redis::{ParsingError, RedisError};

use crate::Script;
use trace::Trace;

/// `Result` with this crate's [`Error`].
pub type Result<T> = core::result::Result<T, Error>;

/// Why a call of a script failed.
///
/// It names the script and, for an error that was raised while the script ran, the line of its text:
///
/// ```text
/// script `rate_limit` failed at scripts/rate_limit.lua:12: WRONGTYPE Operation against a key holding the wrong kind of value
/// ```
///
/// [`source`](std::error::Error::source) is the [`RedisError`] of the server or the connection. An error never shows
/// arguments, and of a reply at most the one number that does not fit.
///
/// An `Error` converts into a [`RedisError`], so `?` works in functions that return [`redis::RedisResult`]: an error of
/// the server or the connection becomes the very `RedisError` that it came from, a reply of the wrong type one of the
/// kind [`redis::ErrorKind::Parse`].
pub struct Error(Box<Repr>);

/// The kinds of [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The server answered with an error: the script returned or raised it, or the server refused the call.
    /// [`Error::code`] is its code. What the script wrote before it failed stays written.
    Server,
    /// No answer arrived: the connection failed, timed out or could not send. Whether the script ran is not known.
    Connection,
    /// The script ran, and its reply cannot be what the function returns.
    Reply,
}

struct Repr {
    script: &'static Script,
    cause: Cause,
}

enum Cause {
    Server { error: RedisError, trace: Trace },
    Connection(RedisError),
    Reply(Misfit),
}

/// Why a reply is not what the function returns. `target` is the Rust type's name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Misfit {
    /// redis-rs cannot convert it.
    Shape {
        reply: &'static str,
        target: &'static str,
    },
    /// redis-rs would wrap it.
    Integer { number: i64, target: &'static str },
    /// redis-rs would cut its fraction off.
    Double { number: f64, target: &'static str },
}

impl Error {
    pub(crate) fn redis(script: &'static Script, error: RedisError) -> Self {
        let cause = match error.code() {
            Some(_) => Cause::Server {
                trace: Trace::read(error.detail().unwrap_or_default()),
                error,
            },
            None => Cause::Connection(error),
        };
        Self(Box::new(Repr { script, cause }))
    }

    pub(crate) fn reply(script: &'static Script, misfit: Misfit) -> Self {
        let cause = Cause::Reply(misfit);
        Self(Box::new(Repr { script, cause }))
    }

    /// What failed.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        match self.0.cause {
            Cause::Server { .. } => ErrorKind::Server,
            Cause::Connection(_) => ErrorKind::Connection,
            Cause::Reply(_) => ErrorKind::Reply,
        }
    }

    /// The name of the script, [`Script::name`].
    #[must_use]
    pub const fn script_name(&self) -> &'static str {
        self.0.script.name()
    }

    /// Where the script's text stands, [`Script::path`].
    #[must_use]
    pub const fn script_path(&self) -> &'static str {
        self.0.script.path()
    }

    /// The line of the script at which the error was raised, from 1; for inline text, the line within the literal.
    ///
    /// `None` for an error that the script returned as a value, and for one that did not come out of the script.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        match &self.0.cause {
            Cause::Server { trace, .. } => trace.line,
            _ => None,
        }
    }

    /// The first word of the server's error, such as `WRONGTYPE`, `OOM` or a code of the script's own.
    ///
    /// Redis up to 6.2 puts `ERR` before every error raised by a script, whatever its code was.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match &self.0.cause {
            Cause::Server { error, .. } => error.code(),
            _ => None,
        }
    }

    /// The server's text behind the code, without the marks from which [`line`](Self::line) was read.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        match &self.0.cause {
            Cause::Server { error, trace } => trace.message(error.detail()?),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let script = self.0.script;
        match &self.0.cause {
            Cause::Server { trace, .. } => {
                fmt_place(f, script, trace)?;
                self.fmt_server(f, trace)
            }
            Cause::Connection(error) => write!(f, "{} got no answer: {error}", Named(script)),
            Cause::Reply(misfit) => write!(f, "{} {misfit}", Named(script)),
        }
    }
}

fn fmt_place(f: &mut fmt::Formatter<'_>, script: &Script, trace: &Trace) -> fmt::Result {
    let (name, path) = (script.name(), script.path());
    match trace.line {
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

/// A script where no line is known.
struct Named<'a>(&'a Script);

impl fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "script `{}` ({})", self.0.name(), self.0.path())
    }
}

impl Error {
    fn fmt_server(&self, f: &mut fmt::Formatter<'_>, trace: &Trace) -> fmt::Result {
        match (self.code(), self.message()) {
            (Some(code), Some(message)) if !trace.has_head => write!(f, "{code} {message}"),
            (code, message) => f.write_str(message.or(code).unwrap_or_default()),
        }
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
        debug.field("script", self.0.script);
        match &self.0.cause {
            Cause::Server { error, trace } => debug
                .field("line", &trace.line)
                .field("code", &error.code())
                .field("message", &self.message()),
            Cause::Connection(error) => debug.field("connection", error),
            Cause::Reply(misfit) => debug.field("reply", misfit),
        };
        debug.finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.cause {
            Cause::Server { error, .. } | Cause::Connection(error) => Some(error),
            // redis-rs's error prints the reply.
            Cause::Reply(_) => None,
        }
    }
}

impl From<Error> for RedisError {
    fn from(error: Error) -> Self {
        let Repr { script, cause } = *error.0;
        match cause {
            Cause::Server { error, .. } | Cause::Connection(error) => error,
            Cause::Reply(misfit) => {
                ParsingError::from(format!("{} {misfit}", Named(script))).into()
            }
        }
    }
}
