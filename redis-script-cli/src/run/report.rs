//! What is printed of a run.

pub(crate) mod human;
pub(crate) mod json;

use redis::{RedisResult, Value};
use redis_script_runtime::Error;

use super::diff::Change;
use super::server_log::LogEntry;
use super::subject::Subject;
use super::trace::Trace;

/// A run, and all that is known of it.
pub(crate) struct RunReport<'a> {
    pub(crate) subject: &'a Subject,
    /// `Redis 8.2.3`
    pub(crate) server: &'a str,
    /// From 1, of those that are made.
    pub(crate) number: u32,
    pub(crate) runs: u32,
    pub(crate) keys: &'a [String],
    pub(crate) args: &'a [String],
    pub(crate) reply: &'a RedisResult<Value>,
    /// Of a reply that is an error.
    pub(crate) error: Option<Error>,
    /// The name of a Rust type, and the value or the error that it reads.
    pub(crate) in_rust: Option<(String, Result<String, String>)>,
    pub(crate) trace: &'a Trace,
    pub(crate) log: Option<&'a [LogEntry]>,
    pub(crate) changes: Option<Vec<Change>>,
    /// What is not known, and what is left on the server.
    pub(crate) notes: Vec<String>,
}

impl RunReport<'_> {
    /// Whether the script replied with something that its caller can read.
    pub(crate) fn is_clean(&self) -> bool {
        let unread = self.in_rust.as_ref().is_some_and(|(_, read)| read.is_err());
        self.reply.is_ok() && !unread
    }

    /// The error's code and message, without the place.
    fn error_text(&self) -> Option<String> {
        let error = self.error.as_ref()?;
        let text = match (error.code(), error.message()) {
            (Some(code), Some(message)) => format!("{code} {message}"),
            (Some(code), None) => code.to_owned(),
            _ => error.to_string(),
        };
        Some(text.trim().to_owned())
    }
}
