//! Between this crate's error and redis-rs's, in both directions.

use redis::{ErrorKind as Redis, ParsingError, RedisError};

use super::classify::{Classification, classify};
use super::origin::{Origin, remember};
use super::pipeline::{self, Subject};
use super::server_error;
use super::{Cause, Error, ErrorKind, Repr};

/// Nothing is lost that a [`RedisError`] can hold.
///
/// An error of the server keeps its kind and its code. After the server's message, its detail names the script, the line and the
/// place in a pipeline:
///
/// ```text
/// ResponseError: user_script:3: boom script: 0f1e..., on @user_script:3. [script `counter` at scripts/counter.lua:3]
/// ```
///
/// An error of the connection is passed on unchanged. A reply of the wrong type becomes an error of the kind
/// [`redis::ErrorKind::Parse`], and a call that was refused one of the kind [`redis::ErrorKind::Client`].
///
/// [`Error::from`] recovers this crate's error from the result.
impl From<Error> for RedisError {
    fn from(error: Error) -> Self {
        if matches!(error.0.cause, Cause::Reply(_)) {
            return ParsingError::from(error.into_text()).into();
        }
        if matches!(error.0.cause, Cause::NotSent(_)) {
            return (Redis::Client, "the call was refused", error.into_text()).into();
        }
        let Repr {
            subject,
            position,
            classification,
            cause,
        } = *error.0;
        match cause {
            Cause::Server { error, parsed } => {
                let origin = Origin::new(subject, position, classification, &error);
                server_error::with_note(error, &origin.note(&parsed))
            }
            Cause::Client(error) | Cause::Converted(error) => error,
            // The two above.
            Cause::Reply(_) | Cause::NotSent(_) | Cause::Discarded => {
                let text = pipeline::DISCARDED.to_owned();
                (Redis::Client, "the transaction was discarded", text).into()
            }
        }
    }
}

/// Recovers an error that was converted to a [`RedisError`], with its script, line and place in a pipeline.
///
/// For any other `RedisError`, [`script`](Error::script) is `None`.
impl From<RedisError> for Error {
    fn from(error: RedisError) -> Self {
        if error.code().is_some() {
            return from_server(error);
        }
        match error.detail().unwrap_or_default() {
            pipeline::DISCARDED => Self::discarded(),
            text => match Origin::of_text(text) {
                Some(origin) => from_own(origin, error),
                None => Self::classified(Subject::Unknown, classify(&error, false), error),
            },
        }
    }
}

impl Error {
    /// The message, from which [`Origin::of_text`] recovers the script.
    fn into_text(self) -> String {
        if let Some(script) = self.script() {
            remember(script);
        }
        self.to_string()
    }
}

fn from_server(error: RedisError) -> Error {
    let note = error.detail().and_then(Origin::of_note);
    let Some((origin, kept)) = note else {
        let classification = classification(&Subject::Unknown, &error, false);
        return Error::classified(Subject::Unknown, classification, error);
    };
    let kept = kept.map(str::to_owned);
    let error = server_error::with_detail(error, kept);
    let mut classification = classification(&origin.subject, &error, origin.is_nested);
    if let Some(may_have_run) = origin.may_have_run {
        classification.may_have_run = may_have_run;
    }
    let mut recovered = Error::classified(origin.subject, classification, error);
    recovered.0.position = origin.position;
    recovered
}

/// From the message of an error of this crate.
fn from_own(origin: Origin, error: RedisError) -> Error {
    let is_reply = error.kind() == Redis::Parse;
    let classification = Classification {
        kind: if is_reply {
            ErrorKind::Reply
        } else {
            ErrorKind::NotSent
        },
        may_have_run: is_reply,
    };
    let mut recovered = Error::new(origin.subject, classification, Cause::Converted(error));
    recovered.0.position = origin.position;
    recovered
}

/// What an error of the server means for what failed.
pub(super) fn classification(
    subject: &Subject,
    error: &RedisError,
    is_nested: bool,
) -> Classification {
    let mut classification = classify(error, is_nested);
    if let Subject::Script(script) = subject {
        // A replica gives it, and refuses all writes.
        let is_proof = classification.kind == ErrorKind::ReadOnly && !is_nested;
        classification.may_have_run &= !(is_proof && script.is_undone_by_readonly());
    }
    let is_command = matches!(subject, Subject::Command(_) | Subject::Unknown);
    if is_command && classification.kind == ErrorKind::Script {
        classification.kind = ErrorKind::Command;
    }
    classification
}
