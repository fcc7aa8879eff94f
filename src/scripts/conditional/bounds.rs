//! Counters that stay within bounds.

use redis::{FromRedisValue, ParsingError, Value};

use crate::ScriptArg;
use crate::scripts::{Expiry, InvalidArgument};

/// What a counter may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bounds {
    min: i64,
    max: i64,
}

impl Bounds {
    /// From `min` to `max`, both included.
    ///
    /// # Errors
    /// If `min` is greater than `max`.
    pub const fn new(min: i64, max: i64) -> Result<Self, InvalidArgument> {
        if min > max {
            return Err(InvalidArgument::new("min", "at most `max`"));
        }
        Ok(Self { min, max })
    }

    /// The integers of which the sum with `by` is within the bounds, from the least to the greatest.
    fn before(self, by: i64) -> (i128, i128) {
        let [min, max, by] = [self.min, self.max, by].map(i128::from);
        (min - by, max - by)
    }
}

/// What became of an increment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Increment {
    /// What the key holds now: the sum, or what it held before if the sum would have exceeded a bound.
    pub value: i64,
    /// The bound that the sum would have exceeded. `None` if it was added.
    pub exceeded: Option<Bound>,
}

/// One of two bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// The sum would be below it.
    Min,
    /// The sum would be above it.
    Max,
}

/// The script replies with 0, or the side of the bound, and an integer.
impl FromRedisValue for Increment {
    fn from_redis_value(reply: Value) -> Result<Self, ParsingError> {
        let (side, value): (i8, i64) = redis::from_redis_value(reply)?;
        let exceeded = match side {
            0 => None,
            ..0 => Some(Bound::Min),
            1.. => Some(Bound::Max),
        };
        Ok(Self { value, exceeded })
    }
}

mod script {
    use super::{Increment, ScriptArg};
    use crate::redis_script;

    #[redis_script("conditional/increment_within.lua", keys = 1, cluster)]
    pub(super) fn increment_within(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        key: impl ScriptArg,
        by: i64,
        least: i128,
        greatest: i128,
        expiry: i64,
    ) -> crate::Result<Increment>;
}

functions! {
    /// Adds `by`, which may be negative, to a counter if the sum stays within the bounds. A key that does not exist holds 0, and a
    /// `by` of 0 only looks.
    ///
    /// All integers of 64 bits are exact. If the counter is out of bounds already, it is changed only by what brings it back
    /// within them.
    increment_within, increment_within_async(key: impl ScriptArg, by: i64, bounds: Bounds, expiry: Expiry) -> Increment
        = increment_within(key, by, bounds.before(by).0, bounds.before(by).1, expiry.entry());
}
