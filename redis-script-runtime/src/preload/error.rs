//! Errors of loading scripts on servers.

use core::fmt;

use redis::RedisError;

use crate::Script;
use crate::error::{with_note, without_arguments};

/// Servers did not get some scripts. All scripts that are not in the [`failures`](Self::failures) were loaded.
///
/// ```text
/// could not load scripts on 127.0.0.1:7001: Connection refused (os error 111)
/// ```
#[derive(Debug)]
pub struct PreloadError {
    failures: Vec<PreloadFailure>,
}

/// One failure of a [`PreloadError`].
#[derive(Debug)]
pub struct PreloadFailure {
    node: Option<String>,
    script: Option<Script>,
    error: RedisError,
}

impl PreloadError {
    /// The connection failed, and no server got any of the scripts.
    pub(super) fn connection(error: RedisError) -> Self {
        let failures = vec![PreloadFailure::new(None, None, error)];
        Self { failures }
    }

    pub(super) fn unless_empty(failures: Vec<PreloadFailure>) -> Result<(), Self> {
        if failures.is_empty() {
            Ok(())
        } else {
            Err(Self { failures })
        }
    }

    /// What failed, by node and script; at least one.
    #[must_use]
    pub fn failures(&self) -> &[PreloadFailure] {
        &self.failures
    }
}

impl PreloadFailure {
    pub(super) fn new(node: Option<&str>, script: Option<Script>, error: RedisError) -> Self {
        Self {
            node: node.map(str::to_owned),
            script,
            error: without_arguments(error),
        }
    }

    /// The primary, as `host:port`. `None` if the connection is to a single server, or does not know.
    #[must_use]
    pub fn node(&self) -> Option<&str> {
        self.node.as_deref()
    }

    /// The script that the server rejected. `None` if the server got none.
    #[must_use]
    pub const fn script(&self) -> Option<&Script> {
        self.script.as_ref()
    }

    /// Why.
    #[must_use]
    pub const fn error(&self) -> &RedisError {
        &self.error
    }

    /// What was not loaded, and where.
    fn subject(&self) -> String {
        let script = self.script.as_ref().map_or_else(
            || "scripts".to_owned(),
            |script| format!("script `{}` ({})", script.name(), script.path()),
        );
        match &self.node {
            Some(node) => format!("{script} on {node}"),
            None => script,
        }
    }
}

impl fmt::Display for PreloadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, failure) in self.failures.iter().enumerate() {
            let before = if at == 0 { "could not load " } else { "; " };
            write!(f, "{before}{failure}")?;
        }
        Ok(())
    }
}

impl fmt::Display for PreloadFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.subject(), self.error)
    }
}

/// The first failure. An error of a server keeps its kind and its code, and names the script and the server after its detail; an
/// error of the connection is passed on unchanged.
impl From<PreloadError> for RedisError {
    fn from(error: PreloadError) -> Self {
        let more = error.failures.len().saturating_sub(1);
        let Some(first) = error.failures.into_iter().next() else {
            return (redis::ErrorKind::Client, "could not load scripts").into();
        };
        let subject = first.subject();
        let note = match more {
            0 => format!("[could not load {subject}]"),
            _ => format!("[could not load {subject}; {more} more failed]"),
        };
        with_note(first.error, &note)
    }
}

impl std::error::Error for PreloadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let first = self.failures.first()?;
        Some(&first.error)
    }
}
