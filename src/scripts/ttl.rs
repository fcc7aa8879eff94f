//! How long keys live.

use core::time::Duration;

use super::{InvalidArgument, checks};

/// A time to live: a whole number of milliseconds, 1 or more, and at most a century.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ttl(u64);

impl Ttl {
    /// A key with it expires after `duration`, by the server's clock.
    ///
    /// # Errors
    /// If `duration` is not a whole number of milliseconds, 1 or more, or if it is above a century.
    pub const fn new(duration: Duration) -> Result<Self, InvalidArgument> {
        let millis = match checks::millis("ttl", duration) {
            Ok(millis) => checks::within_century("ttl", millis),
            Err(invalid) => return Err(invalid),
        };
        match millis {
            Ok(millis) => Ok(Self(millis)),
            Err(invalid) => Err(invalid),
        }
    }

    /// As a duration.
    #[must_use]
    pub const fn get(self) -> Duration {
        Duration::from_millis(self.0)
    }

    /// What scripts are passed.
    pub(super) const fn millis(self) -> u64 {
        self.0
    }
}

/// What a write does with the time to live of its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Expiry {
    /// It stays as it is. A key that the write creates does not expire.
    Keep,
    /// The key expires after this time.
    After(Ttl),
    /// The key does not expire.
    Never,
}

impl Expiry {
    /// What scripts are passed: milliseconds, 0 for never, -1 to keep it.
    pub(super) const fn entry(self) -> i64 {
        match self {
            Self::Keep => -1,
            Self::After(ttl) => ttl.millis().cast_signed(),
            Self::Never => 0,
        }
    }
}
