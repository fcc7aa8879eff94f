//! Values that are computed once.

use crate::ScriptArg;
use crate::scripts::Ttl;

mod script {
    use super::ScriptArg;
    use crate::redis_script;

    #[redis_script("conditional/get_or_set.lua", keys = 1, cluster)]
    pub(super) fn get_or_set(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        key: impl ScriptArg,
        value: impl ScriptArg,
        ttl_ms: u64,
    ) -> crate::Result<Option<Vec<u8>>>;
}

functions! {
    /// Reads what the key holds, or sets it to `value` with a time to live if it does not exist.
    ///
    /// `None` says that it was set, so that `get_or_set(...)?.unwrap_or(value)` is what the key holds. Of many callers at once, one
    /// sets it, and the others get what that one has set. The time to live of a value that was there stays as it is.
    get_or_set, get_or_set_async(key: impl ScriptArg, value: impl ScriptArg, ttl: Ttl) -> Option<Vec<u8>>
        = get_or_set(key, value, ttl.millis());
}
