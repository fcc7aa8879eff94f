//! Server errors with another detail. redis-rs makes them only of the bytes that servers send.

use redis::{RedisError, Value};

/// The same error with a note after its detail. An error of redis-rs itself remains as it is.
pub(crate) fn with_note(error: RedisError, note: &str) -> RedisError {
    if note.is_empty() || !is_server_error(&error) {
        return error;
    }
    let detail = match error.detail() {
        Some(detail) => format!("{detail} {note}"),
        None => note.to_owned(),
    };
    with_detail(error, Some(detail))
}

/// The same error with another detail.
pub(crate) fn with_detail(error: RedisError, detail: Option<String>) -> RedisError {
    let made = error.code().and_then(|code| make(code, detail));
    made.unwrap_or(error)
}

/// The error without arguments: a server that does not know a command repeats the beginning of its arguments.
pub(crate) fn without_arguments(error: RedisError) -> RedisError {
    let kept = error.detail().and_then(|detail| {
        let (kept, _) = detail.split_once(ECHO)?;
        is_unknown_command(kept).then(|| kept.to_owned())
    });
    match kept {
        Some(kept) => with_detail(error, Some(kept)),
        None => error,
    }
}

/// What comes before the arguments.
const ECHO: &str = ", with args beginning with:";

fn is_unknown_command(detail: &str) -> bool {
    detail.starts_with("unknown command")
}

/// An error as if a server had sent it. A blob, since a detail may have several lines.
fn make(code: &str, detail: Option<String>) -> Option<RedisError> {
    let text = match detail {
        Some(detail) => format!("{code} {detail}"),
        None => code.to_owned(),
    };
    let sent = format!("!{}\r\n{text}\r\n", text.len());
    match redis::parse_redis_value(sent.as_bytes()) {
        Ok(Value::ServerError(error)) => Some(error.into()),
        _ => None,
    }
}

/// Whether redis-rs has it from a server.
pub(super) fn is_server_error(error: &RedisError) -> bool {
    use std::error::Error as _;
    error
        .source()
        .is_some_and(<dyn std::error::Error + 'static>::is::<redis::ServerError>)
}
