//! What became of a change of one value.

use redis::{FromRedisValue, ParsingError, Value};

/// What became of a change that depends on the value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Swap {
    /// It was made.
    Done,
    /// It was not, since the key holds this value.
    Holds(Vec<u8>),
    /// It was not, since the key does not exist.
    Missing,
}

impl Swap {
    /// Whether the change was made.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        matches!(self, Self::Done)
    }

    /// The value that stood in the way; `None` if the change was made or there is no value.
    #[must_use]
    pub fn into_current(self) -> Option<Vec<u8>> {
        match self {
            Self::Holds(value) => Some(value),
            Self::Done | Self::Missing => None,
        }
    }
}

/// Scripts reply with 1, the value, or nil.
impl FromRedisValue for Swap {
    fn from_redis_value(reply: Value) -> Result<Self, ParsingError> {
        match reply {
            Value::Int(1) => Ok(Self::Done),
            Value::Nil => Ok(Self::Missing),
            value => redis::from_redis_value(value).map(Self::Holds),
        }
    }
}
