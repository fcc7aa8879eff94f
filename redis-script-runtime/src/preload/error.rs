//! Errors of loading scripts on servers.

use core::fmt;

use redis::RedisError;

use crate::Script;

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
            error,
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
        match &self.script {
            Some(script) => write!(f, "script `{}` ({})", script.name(), script.path())?,
            None => f.write_str("scripts")?,
        }
        if let Some(node) = &self.node {
            write!(f, " on {node}")?;
        }
        write!(f, ": {}", self.error)
    }
}

impl std::error::Error for PreloadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let first = self.failures.first()?;
        Some(&first.error)
    }
}
