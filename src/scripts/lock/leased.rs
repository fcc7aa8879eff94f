//! A lock that is had for a time.

use core::time::Duration;

use redis::{FromRedisValue, ParsingError, Value};

use super::{Holder, Lock, Token};
use crate::ScriptArg;
use crate::scripts::Ttl;

/// Whether a lock was acquired.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[must_use]
pub enum Acquisition {
    /// It was, and this token says that no holder before it may write any more.
    Acquired(Token),
    /// It was not: another holder has it. For how long still, [`owner`](fn@owner) says.
    Held {
        /// This one.
        holder: Holder,
    },
}

impl Acquisition {
    /// The token, if the lock was acquired.
    #[must_use]
    pub const fn token(&self) -> Option<Token> {
        match self {
            Self::Acquired(token) => Some(*token),
            Self::Held { .. } => None,
        }
    }
}

/// The script replies with the token, or with the holder.
impl FromRedisValue for Acquisition {
    fn from_redis_value(reply: Value) -> Result<Self, ParsingError> {
        match reply {
            Value::BulkString(_) => Ok(Self::Held {
                holder: redis::from_redis_value(reply)?,
            }),
            token => redis::from_redis_value(token).map(Self::Acquired),
        }
    }
}

/// Who has a lock.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Owner {
    /// Its holder.
    pub holder: Holder,
    /// After which time the lock is over, unless it is released or extended.
    pub remaining: Duration,
    /// The newest token, which is that of the holder. `None` if the fence is no longer there.
    pub token: Option<Token>,
}

/// The script replies with the holder, milliseconds, and the token or nil.
impl FromRedisValue for Owner {
    fn from_redis_value(reply: Value) -> Result<Self, ParsingError> {
        let (holder, millis, token) = redis::from_redis_value(reply)?;
        Ok(Self {
            holder,
            remaining: Duration::from_millis(millis),
            token,
        })
    }
}

mod script {
    use super::{Acquisition, Owner, ScriptArg};
    use crate::redis_script;

    #[redis_script("lock/acquire.lua", keys = 2, cluster)]
    pub(super) fn acquire(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        lock: impl ScriptArg,
        fence: impl ScriptArg,
        holder: impl ScriptArg,
        ttl_ms: u64,
    ) -> crate::Result<Acquisition>;

    #[redis_script("lock/release.lua", keys = 1, cluster)]
    pub(super) fn release(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        lock: impl ScriptArg,
        holder: impl ScriptArg,
    ) -> crate::Result<bool>;

    #[redis_script("lock/extend.lua", keys = 1, cluster)]
    pub(super) fn extend(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        lock: impl ScriptArg,
        holder: impl ScriptArg,
        ttl_ms: u64,
    ) -> crate::Result<bool>;

    #[redis_script("lock/owner.lua", keys = 2, cluster, primary)]
    pub(super) fn owner(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        lock: impl ScriptArg,
        fence: impl ScriptArg,
    ) -> crate::Result<Option<Owner>>;
}

functions! {
    /// Takes the lock for `ttl`, if no other holder has it, and gives a token that is greater than all before it.
    ///
    /// If the holder has the lock already, it gets a new token and the whole `ttl`: so a call whose reply was lost can be repeated. By
    /// the holder's own clock, the lock lasts for `ttl` from when this call was sent; what still writes later needs the token.
    acquire, acquire_async(lock: &Lock, holder: &Holder, ttl: Ttl) -> Acquisition
        = acquire(lock.key(), lock.fence(), holder.as_bytes(), ttl.millis());

    /// Lets the lock go, and replies whether the holder had it until now.
    ///
    /// `false` says that the lock was over, or is another's: what the holder did at the end, it did without the lock. It also comes if
    /// the call is repeated after its reply was lost.
    release, release_async(lock: &Lock, holder: &Holder) -> bool
        = release(lock.key(), holder.as_bytes());

    /// Gives the lock a new time to live, from now on, and replies whether the holder has it. The token stays.
    ///
    /// A shorter time than what remains shortens it. `false` says that the lock was over, or is another's. The call can be repeated.
    extend, extend_async(lock: &Lock, holder: &Holder, ttl: Ttl) -> bool
        = extend(lock.key(), holder.as_bytes(), ttl.millis());

    /// Who has the lock; `None` if nobody has it. It may have changed by the time the reply comes.
    owner, owner_async(lock: &Lock) -> Option<Owner>
        = owner(lock.key(), lock.fence());
}
