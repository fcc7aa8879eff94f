//! Changes that depend on a string.

use super::Swap;
use crate::ScriptArg;
use crate::scripts::{Expiry, Ttl};

/// What scripts are passed for a new key.
fn millis(ttl: Option<Ttl>) -> u64 {
    ttl.map_or(0, Ttl::millis)
}

mod script {
    use super::{ScriptArg, Swap};
    use crate::redis_script;

    #[redis_script("compare_and_set/compare_and_set.lua", keys = 1, cluster)]
    pub(super) fn compare_and_set(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        key: impl ScriptArg,
        expected: impl ScriptArg,
        new: impl ScriptArg,
        expiry: i64,
    ) -> crate::Result<Swap>;

    #[redis_script("compare_and_set/create_if_absent.lua", keys = 1, cluster)]
    pub(super) fn create_if_absent(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        key: impl ScriptArg,
        value: impl ScriptArg,
        ttl_ms: u64,
    ) -> crate::Result<Swap>;

    #[redis_script("compare_and_set/delete_if_equal.lua", keys = 1, cluster)]
    pub(super) fn delete_if_equal(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        key: impl ScriptArg,
        expected: impl ScriptArg,
    ) -> crate::Result<Swap>;
}

functions! {
    /// Writes `new` if the key holds `expected`, byte for byte.
    ///
    /// A key that does not exist equals nothing, not even the empty string: see [`create_if_absent`](fn@create_if_absent). If the
    /// value was not written, the reply says what the key holds, so that the caller can decide again without another read.
    compare_and_set, compare_and_set_async(
        key: impl ScriptArg, expected: impl ScriptArg, new: impl ScriptArg, expiry: Expiry
    ) -> Swap
        = compare_and_set(key, expected, new, expiry.entry());

    /// Writes `value` if the key does not exist, with a time to live or without.
    create_if_absent, create_if_absent_async(key: impl ScriptArg, value: impl ScriptArg, ttl: Option<Ttl>) -> Swap
        = create_if_absent(key, value, millis(ttl));

    /// Deletes the key if it holds `expected`, byte for byte.
    delete_if_equal, delete_if_equal_async(key: impl ScriptArg, expected: impl ScriptArg) -> Swap
        = delete_if_equal(key, expected);
}
