//! Writes that refuse an older token.

use redis::{FromRedisValue, ParsingError, Value};

use super::Token;
use crate::ScriptArg;
use crate::scripts::Expiry;

/// What became of a write with a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[must_use]
pub enum FencedWrite {
    /// It was made.
    Done,
    /// It was refused: a newer token is known, so the lock of the caller is over.
    Stale {
        /// The newest token.
        newest: Token,
    },
}

impl FencedWrite {
    /// Whether the write was made.
    #[must_use]
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Done)
    }
}

/// Scripts reply with 0 or the newest token.
impl FromRedisValue for FencedWrite {
    fn from_redis_value(reply: Value) -> Result<Self, ParsingError> {
        if reply == Value::Int(0) {
            return Ok(Self::Done);
        }
        let newest = redis::from_redis_value(reply)?;
        Ok(Self::Stale { newest })
    }
}

mod script {
    use super::{FencedWrite, ScriptArg};
    use crate::redis_script;

    #[redis_script("lock/fenced_set.lua", keys = 2, cluster)]
    pub(super) fn fenced_set(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        fence: impl ScriptArg,
        key: impl ScriptArg,
        token: u64,
        value: impl ScriptArg,
        expiry: i64,
    ) -> crate::Result<FencedWrite>;

    #[redis_script("lock/fenced_hset.lua", keys = 2, cluster)]
    pub(super) fn fenced_hset<F: ScriptArg, V: ScriptArg>(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        fence: impl ScriptArg,
        key: impl ScriptArg,
        token: u64,
        fields: &[(F, V)],
    ) -> crate::Result<FencedWrite>;
}

functions! {
    /// Writes a string, unless a newer token is known than `token`. An equal one is the same holder's.
    ///
    /// The `fence` holds the newest token. That of the lock, [`Lock::fence`](super::Lock::fence), refuses a holder as soon as another
    /// one has acquired the lock. If the string is in another slot or on another server than the lock, use a key of your own beside it,
    /// which refuses a holder as soon as another one has written. A write whose token is newer than the fence's sets the fence.
    fenced_set, fenced_set_async(
        fence: impl ScriptArg, key: impl ScriptArg, token: Token, value: impl ScriptArg, expiry: Expiry
    ) -> FencedWrite
        = fenced_set(fence, key, token.get(), value, expiry.entry());

    /// Writes fields of a hash, unless a newer token is known than `token`: see [`fenced_set`](fn@fenced_set).
    ///
    /// Fields that are not named stay, and so does the time to live.
    fenced_hset, fenced_hset_async(
        fence: impl ScriptArg, key: impl ScriptArg, token: Token, fields: &[(impl ScriptArg, impl ScriptArg)]
    ) -> FencedWrite
        = fenced_hset(fence, key, token.get(), fields);
}
