//! What can go wrong in a call.

mod classify;
mod display;
mod kind;
mod pipeline;
mod server_message;

use redis::{ParsingError, RedisError};

use crate::call::{Refusal, TooMany};
use crate::{Script, hash_slot};
use classify::{Classification, classify};
pub use kind::ErrorKind;
use pipeline::Subject;
pub(crate) use pipeline::{Consequence, PipelinePosition};
use server_message::ServerMessage;

/// `Result` with this crate's [`Error`].
pub type Result<T> = core::result::Result<T, Error>;

/// Why a call of a script failed, or a pipeline of calls.
///
/// It names the script and, for an error that was raised while the script ran, the line of its text:
///
/// ```text
/// script `rate_limit` failed at scripts/rate_limit.lua:12: WRONGTYPE Operation against a key holding the wrong kind of value
/// ```
///
/// [`kind`](Self::kind) says what went wrong, [`may_have_run`](Self::may_have_run) whether the call can be repeated without
/// being applied twice:
///
/// ```
/// # use redis_script_runtime::{Call, ErrorKind, Result};
/// # async fn example(call: Call<bool>, con: &mut redis::aio::MultiplexedConnection) -> Result<()> {
/// match call.invoke(con).await {
///     Err(error) if error.code() == Some("LOCKED") => { /* the script's own error_reply("LOCKED ...") */ }
///     Err(error) if !error.may_have_run() => { /* nothing has happened: try again */ }
///     Err(error) if error.kind() == ErrorKind::Timeout => { /* it may have been applied */ }
///     other => drop(other?),
/// }
/// # Ok(())
/// # }
/// ```
///
/// [`source`](std::error::Error::source) is the [`RedisError`] of the server or the connection. An error never shows
/// arguments, and of a reply at most the one number that does not fit.
///
/// An `Error` converts into a [`RedisError`], so `?` works in functions that return [`redis::RedisResult`]: an error of
/// the server or the connection becomes the very `RedisError` that it came from, a reply of the wrong type one of the
/// kind [`redis::ErrorKind::Parse`].
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
    Reply(ConversionError),
    /// The call was not sent.
    TooMany(TooMany),
    /// `EXEC` answered nil.
    Discarded,
}

/// Why a reply is not what the function returns. `target` is the Rust type's name.
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
}

impl Error {
    /// The call's answer is an error, or there is none.
    pub(crate) fn redis(script: &'static Script, error: RedisError) -> Self {
        Self::classified(Subject::Script(script), classify(&error, false), error)
    }

    /// The call is not sent.
    pub(crate) fn refused(script: &'static Script, refusal: Refusal) -> Self {
        match refusal {
            Refusal::CrossSlot => Self::redis(script, hash_slot::cross_slot_error()),
            Refusal::TooMany(many) => {
                let classification = Classification {
                    kind: ErrorKind::NotSent,
                    may_have_run: false,
                };
                Self::new(
                    Subject::Script(script),
                    classification,
                    Cause::TooMany(many),
                )
            }
        }
    }

    /// An error stands within the script's reply.
    pub(crate) fn nested(script: &'static Script, error: RedisError) -> Self {
        Self::classified(Subject::Script(script), classify(&error, true), error)
    }

    fn classified(subject: Subject, classification: Classification, error: RedisError) -> Self {
        let cause = match error.code() {
            Some(_) => Cause::Server {
                parsed: ServerMessage::parse(&error),
                error,
            },
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

    /// Whether the script may have run, wholly or in part, so that calling it again may apply it a second time.
    ///
    /// `false` only where the error proves the contrary: the server refused the call before running anything (NOSCRIPT,
    /// BUSY, LOADING, MOVED, CROSSSLOT, missing permissions ...), or the call was never sent. `true` for whatever the
    /// script raised or returned, for a reply of the wrong type, and where no answer arrived. Errors such as OOM and
    /// READONLY, which servers give to a whole call as well as to one command of a script, count as the script's.
    ///
    /// It speaks for the last attempt. A cluster connection makes several by itself, also after it has lost the reply to
    /// an earlier one: with its `retries(0)` there is one attempt only.
    ///
    /// Of a pipeline it tells whether anything of it may have run, and under [`each`](crate::ScriptPipeline::each) whether that
    /// one command may have.
    ///
    /// A script that returns, unmarked, the very words of the server's refusal cannot be told apart from the server.
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

    /// The name of the script, [`Script::name`].
    #[must_use]
    pub fn script_name(&self) -> Option<&'static str> {
        self.script().map(Script::name)
    }

    /// Where the script's text stands, [`Script::path`].
    #[must_use]
    pub fn script_path(&self) -> Option<&'static str> {
        self.script().map(Script::path)
    }

    /// The line of the script at which the error was raised, from 1; for inline text, the line within the literal.
    ///
    /// `None` for an error that the script returned as a value, and for one that did not come out of the script.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        match &self.0.cause {
            Cause::Server { parsed, .. } => parsed.line,
            _ => None,
        }
    }

    /// The code of the server's error, such as `WRONGTYPE`, `OOM` or one of the script's own: its first word. Redis up to
    /// 6.2 puts ERR before whatever a script raises; the code is then the word behind that.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match &self.0.cause {
            Cause::Server { error, parsed } => parsed.code(error),
            _ => None,
        }
    }

    /// The server's text behind the code, without the marks from which [`line`](Self::line) was read.
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
            Cause::Reply(_) | Cause::TooMany(_) | Cause::Discarded => None,
        }
    }
}

impl From<Error> for RedisError {
    fn from(error: Error) -> Self {
        let Repr { subject, cause, .. } = *error.0;
        match cause {
            Cause::Server { error, .. } | Cause::Client(error) => error,
            Cause::Reply(conversion) => {
                ParsingError::from(format!("{subject} {conversion}")).into()
            }
            Cause::TooMany(many) => {
                let text = format!("{subject} {many}");
                (redis::ErrorKind::Client, "the call was refused", text).into()
            }
            Cause::Discarded => (redis::ErrorKind::Client, pipeline::DISCARDED).into(),
        }
    }
}
