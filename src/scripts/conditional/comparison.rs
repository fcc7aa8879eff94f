//! Values that replace others only if they are greater, smaller or newer.

use super::Integer;
use crate::scripts::Expiry;
use crate::{FromReply, ScriptArg};

/// What became of a value that is set only in comparison to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromReply)]
#[non_exhaustive]
pub struct ComparedSet {
    /// Whether it was set. If not, nothing was written.
    pub set: bool,
    /// The integer, or the version, that the key held before; if nothing was set, it still does. `None` if the key did not exist.
    pub previous: Option<i128>,
}

mod script {
    use super::{ComparedSet, ScriptArg};
    use crate::redis_script;

    #[redis_script("conditional/set_if_greater.lua", keys = 1, cluster)]
    pub(super) fn set_if_greater(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        key: impl ScriptArg,
        integer: i128,
        order: &str,
        expiry: i64,
    ) -> crate::Result<ComparedSet>;

    #[redis_script("conditional/set_if_newer.lua", keys = 1, cluster)]
    pub(super) fn set_if_newer(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        key: impl ScriptArg,
        version: i128,
        value: impl ScriptArg,
        expiry: i64,
    ) -> crate::Result<ComparedSet>;
}

functions! {
    /// Sets an integer if it is greater than the one that the key holds, or if the key does not exist.
    ///
    /// Integers are compared digit by digit, so that all of `i64` and `u64` are exact. A key that holds something else is an error,
    /// and is left as it is.
    set_if_greater, set_if_greater_async(key: impl ScriptArg, integer: impl Into<Integer>, expiry: Expiry) -> ComparedSet
        = set_if_greater(key, integer.into().entry(), "greater", expiry.entry());

    /// Sets an integer if it is smaller than the one that the key holds, or if the key does not exist.
    ///
    /// It is exact as [`set_if_greater`](fn@set_if_greater) is, and is the same script.
    set_if_smaller, set_if_smaller_async(key: impl ScriptArg, integer: impl Into<Integer>, expiry: Expiry) -> ComparedSet
        = set_if_greater(key, integer.into().entry(), "smaller", expiry.entry());

    /// Sets a value if its version is greater than the one that the key holds, or if the key does not exist.
    ///
    /// The key is a hash: `HGET key value` reads the value, and `HGET key version` its version. Versions may be times, as microseconds
    /// since 1970, but then those of the callers' clocks: what comes with a clock that is ahead stays longer. Of two values with the
    /// same version, the first stays.
    set_if_newer, set_if_newer_async(
        key: impl ScriptArg, version: impl Into<Integer>, value: impl ScriptArg, expiry: Expiry
    ) -> ComparedSet
        = set_if_newer(key, version.into().entry(), value, expiry.entry());
}
