//! What can go wrong in a call.

mod classify;
mod display;
mod kind;
mod origin;
mod pipeline;
mod redis_error;
mod server_error;
mod server_message;

use redis::RedisError;

use crate::call::{NotSent, Refusal};
use crate::{Script, hash_slot};
use classify::{Classification, classify};
pub use kind::ErrorKind;
use pipeline::Subject;
pub(crate) use pipeline::{Consequence, PipelinePosition};
use redis_error::classification;
pub(crate) use server_error::{with_detail, with_note, without_arguments};
use server_message::ServerMessage;

/// `Result` with this crate's [`Error`].
pub type Result<T> = core::result::Result<T, Error>;

/// Why a call of a script failed, or a pipeline of calls.
///
/// It names the script and, for an error that was raised while the script ran, the line:
///
/// ```text
/// script `rate_limit` failed at scripts/rate_limit.lua:12: WRONGTYPE Operation against a key holding the wrong kind of value
/// ```
///
/// [`kind`](Self::kind) says what went wrong, and [`may_have_run`](Self::may_have_run) whether repeating the call could apply it
/// twice:
///
/// ```
/// # use redis_script_runtime::{Call, ErrorKind, Result};
/// # async fn example(call: Call<bool>, con: &mut redis::aio::MultiplexedConnection) -> Result<()> {
/// match call.invoke_async(con).await {
///     Err(error) if error.code() == Some("LOCKED") => { /* the script's own error_reply("LOCKED ...") */ }
///     Err(error) if !error.may_have_run() => { /* nothing has happened: try again */ }
///     Err(error) if error.kind() == ErrorKind::Timeout => { /* it may have been applied */ }
///     other => drop(other?),
/// }
/// # Ok(())
/// # }
/// ```
///
/// [`source`](std::error::Error::source) is the [`RedisError`] of the server or the connection. An error never shows an
/// argument, and of a reply at most the one number that does not fit.
///
/// An `Error` converts into a [`RedisError`] and back, so `?` works in functions that return either: see
/// [`From<Error>`](#impl-From<Error>-for-RedisError) and [`From<RedisError>`](#impl-From<RedisError>-for-Error).
pub struct Error(Box<Repr>);

struct Repr {
    subject: Subject,
    position: Option<PipelinePosition>,
    classification: Classification,
    cause: Cause,
}

enum Cause {
    Server {
        error: RedisError,
        parsed: ServerMessage,
    },
    Client(RedisError),
    /// An error of this crate that comes back from a `RedisError`, whose detail is its whole message.
    Converted(RedisError),
    Reply(ConversionError),
    /// The call was not sent.
    NotSent(NotSent),
    /// `EXEC` answered nil.
    Discarded,
}

/// Why a reply does not convert to the return type. `target` is the name of the Rust type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ConversionError {
    /// redis-rs cannot convert it.
    Shape {
        reply: &'static str,
        target: &'static str,
    },
    /// redis-rs would wrap it.
    Integer { number: i64, target: &'static str },
    /// redis-rs would cut its fraction off.
    Double { number: f64, target: &'static str },
    /// A struct or a field of it does not take it: the message, which shows no value but a number that does not fit.
    Struct(String),
}

impl Error {
    /// The reply to the call is an error, or there is no reply.
    pub(crate) fn redis(script: &'static Script, error: RedisError) -> Self {
        let subject = Subject::Script(script);
        let classification = classification(&subject, &error, false);
        Self::classified(subject, classification, error)
    }

    /// The call is not sent.
    pub(crate) fn refused(script: &'static Script, refusal: Refusal) -> Self {
        match refusal {
            Refusal::CrossSlot => Self::redis(script, hash_slot::cross_slot_error()),
            Refusal::NotSent(reason) => {
                let classification = Classification {
                    kind: ErrorKind::NotSent,
                    may_have_run: false,
                };
                Self::new(
                    Subject::Script(script),
                    classification,
                    Cause::NotSent(reason),
                )
            }
        }
    }

    /// The script's reply contains an error.
    pub(crate) fn nested(script: &'static Script, error: RedisError) -> Self {
        Self::classified(Subject::Script(script), classify(&error, true), error)
    }

    fn classified(subject: Subject, classification: Classification, error: RedisError) -> Self {
        let error = without_arguments(error);
        let cause = match error.code() {
            Some(_) => {
                let mut parsed = ServerMessage::parse(&error);
                if let Subject::Script(script) = subject {
                    parsed.locate(script, &error);
                }
                Cause::Server { error, parsed }
            }
            None => Cause::Client(error),
        };
        Self::new(subject, classification, cause)
    }

    pub(crate) fn reply(script: &'static Script, conversion: ConversionError) -> Self {
        Self::conversion(Subject::Script(script), conversion)
    }

    fn conversion(subject: Subject, conversion: ConversionError) -> Self {
        let classification = Classification {
            kind: ErrorKind::Reply,
            may_have_run: true,
        };
        Self::new(subject, classification, Cause::Reply(conversion))
    }

    fn new(subject: Subject, classification: Classification, cause: Cause) -> Self {
        Self(Box::new(Repr {
            subject,
            position: None,
            classification,
            cause,
        }))
    }

    /// What went wrong.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        self.0.classification.kind
    }

    /// Whether the script may have run, completely or in part, so that calling it again could apply it twice.
    ///
    /// `false` only if the error proves that it has not run: the server rejected the call before running anything (NOSCRIPT,
    /// BUSY, LOADING, MOVED, CROSSSLOT, missing permissions ...), or the call was never sent. `true` for every error that the
    /// script raised or returned, for a reply of the wrong type, and if no reply arrived. Errors such as OOM, with which servers
    /// reject whole calls as well as single commands of a script, are treated as the script's. So is READONLY, unless the script
    /// neither publishes nor has errors of its own: a replica refuses all writes, so that nothing was changed.
    ///
    /// It describes the last attempt only. A cluster connection makes several attempts by itself, also after it lost the reply
    /// to an earlier one; with its `retries(0)` there is only one.
    ///
    /// For the error of a pipeline, it says whether any of its commands may have run; with
    /// [`each`](crate::ScriptPipeline::each), whether that one command may have run.
    ///
    /// If a script returns exactly the server's own error message as a value, the two cannot be told apart.
    #[must_use]
    pub const fn may_have_run(&self) -> bool {
        self.0.classification.may_have_run
    }

    /// The script that was called. `None` for the error of another command in a pipeline, or of a whole pipeline.
    #[must_use]
    pub const fn script(&self) -> Option<&'static Script> {
        match self.0.subject {
            Subject::Script(script) => Some(script),
            _ => None,
        }
    }

    /// The line of the script at which the error was raised, from 1; for an inline script, the line within the literal. In a file
    /// that the script includes, it is the line of that file: see [`path`](Self::path).
    ///
    /// `None` for an error that the script returned as a value, and for one that did not come from the script.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        match &self.0.cause {
            Cause::Server { parsed, .. } => parsed.line,
            _ => None,
        }
    }

    /// The file of the [`line`](Self::line) as messages show it: that of the script, or one that it includes.
    #[must_use]
    pub fn path(&self) -> Option<&'static str> {
        match (&self.0.cause, &self.0.subject) {
            (Cause::Server { parsed, .. }, Subject::Script(script)) => {
                parsed.line?;
                Some(parsed.file.unwrap_or(script.path()))
            }
            _ => None,
        }
    }

    /// The code of the server's error, such as `WRONGTYPE`, `OOM` or one of the script's own: its first word. Redis up to
    /// 6.2 puts ERR before every error that a script raises; then the code is the word after it.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match &self.0.cause {
            Cause::Server { error, parsed } => parsed.code(error),
            _ => None,
        }
    }

    /// The server's message after the code, without the part that [`line`](Self::line) was read from.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        match &self.0.cause {
            Cause::Server { error, parsed } => parsed.message(error),
            _ => None,
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.cause {
            Cause::Server { error, .. } | Cause::Client(error) => Some(error),
            // redis-rs's error prints the reply.
            Cause::Reply(_) | Cause::Converted(_) | Cause::NotSent(_) | Cause::Discarded => None,
        }
    }
}
