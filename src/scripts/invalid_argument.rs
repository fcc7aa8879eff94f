//! Why an argument is refused.

use core::fmt;

use redis::RedisError;

use crate::Error;

/// An argument that no call can have, such as a limit of zero or a period of half a millisecond.
///
/// It converts into an [`Error`] of the kind [`NotSent`](crate::ErrorKind::NotSent) and into a [`RedisError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidArgument {
    name: &'static str,
    rule: &'static str,
}

impl InvalidArgument {
    /// `name` is that of the parameter, and `rule` what it must be.
    pub(super) const fn new(name: &'static str, rule: &'static str) -> Self {
        Self { name, rule }
    }
}

impl fmt::Display for InvalidArgument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` must be {}", self.name, self.rule)
    }
}

impl std::error::Error for InvalidArgument {}

impl From<InvalidArgument> for RedisError {
    fn from(invalid: InvalidArgument) -> Self {
        let kind = redis::ErrorKind::Client;
        (kind, "invalid argument", invalid.to_string()).into()
    }
}

impl From<InvalidArgument> for Error {
    fn from(invalid: InvalidArgument) -> Self {
        RedisError::from(invalid).into()
    }
}
