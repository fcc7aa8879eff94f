//! Tokens that only grow.

use core::fmt;

use redis::{FromRedisValue, ParsingError, Value};

use crate::scripts::{InvalidArgument, checks};

/// A fencing token: of two holders of a lock, the later one has the greater token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Token(u64);

impl Token {
    /// A token that has come another way, as in a message.
    ///
    /// # Errors
    /// If it is not between 1 and 2^53 - 1: no lock has given it.
    pub const fn new(token: u64) -> Result<Self, InvalidArgument> {
        match checks::count("token", token) {
            Ok(token) => Ok(Self(token)),
            Err(invalid) => Err(invalid),
        }
    }

    /// As a number: for a database that refuses older ones, and for messages.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromRedisValue for Token {
    fn from_redis_value(reply: Value) -> Result<Self, ParsingError> {
        let token = redis::from_redis_value(reply)?;
        Self::new(token).map_err(|invalid| invalid.to_string().into())
    }
}
