//! Who has a lock.

use core::fmt;
use core::hash::BuildHasher;
use core::sync::atomic::{AtomicU64, Ordering};
use std::collections::hash_map::RandomState;

use redis::{FromRedisValue, ParsingError, Value};

use crate::scripts::InvalidArgument;

/// Who has a lock: one task, not a machine, since all that have the same name are one holder.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Holder(Vec<u8>);

impl Holder {
    /// A holder that no other is equal to: 32 random hexadecimal digits.
    ///
    /// They come from the random numbers with which the standard library protects its hash maps, which suffice to be unique, but are
    /// no secret.
    #[must_use]
    pub fn unique() -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let input = (std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let [high, low] =
            [RandomState::new(), RandomState::new()].map(|state| state.hash_one(input));
        Self(format!("{high:016x}{low:016x}").into_bytes())
    }

    /// A holder with a name, as if another process is to release what this one acquires. It is the caller's task that no other has it.
    ///
    /// # Errors
    /// If the name is empty.
    pub fn new(name: impl Into<Vec<u8>>) -> Result<Self, InvalidArgument> {
        let name = name.into();
        if name.is_empty() {
            return Err(InvalidArgument::new("holder", "one byte or more"));
        }
        Ok(Self(name))
    }

    /// Its name.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// The name, with a replacement for what is not UTF-8.
impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        String::from_utf8_lossy(&self.0).fmt(f)
    }
}

impl fmt::Debug for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = String::from_utf8_lossy(&self.0);
        f.debug_tuple("Holder").field(&name).finish()
    }
}

impl FromRedisValue for Holder {
    fn from_redis_value(reply: Value) -> Result<Self, ParsingError> {
        redis::from_redis_value(reply).map(Self)
    }
}
