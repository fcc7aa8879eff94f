//! A limit of what is done at the same time.

use core::time::Duration;

use super::Decision;
use crate::ScriptArg;
use crate::scripts::{InvalidArgument, checks};

/// A limited number of permits, each leased for a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Permits {
    limit: u64,
    lease: u64,
}

impl Permits {
    const MAX_LIMIT: u64 = 100_000;

    /// `limit` permits are held at the same time, each for `lease` if it is not released or renewed before.
    ///
    /// # Errors
    /// If `limit` is 0 or above 100,000, or if `lease` is not a whole number of milliseconds, or above a century.
    pub const fn new(limit: u64, lease: Duration) -> Result<Self, InvalidArgument> {
        let (limit, lease) = match (
            checks::count("limit", limit),
            checks::millis("lease", lease),
        ) {
            (Ok(limit), Ok(lease)) => (limit, lease),
            (Err(invalid), _) | (_, Err(invalid)) => return Err(invalid),
        };
        if limit > Self::MAX_LIMIT {
            return Err(InvalidArgument::new("limit", "at most 100,000"));
        }
        match checks::within_century("lease", lease) {
            Ok(lease) => Ok(Self { limit, lease }),
            Err(invalid) => Err(invalid),
        }
    }
}

mod script {
    use super::{Decision, ScriptArg};
    use crate::redis_script;

    #[redis_script("rate_limit/acquire_permits.lua", keys = 1, cluster)]
    pub(super) fn acquire_permits(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        key: impl ScriptArg,
        limit: u64,
        lease_ms: u64,
        quantity: u32,
        holder: impl ScriptArg,
    ) -> crate::Result<Decision>;

    #[redis_script("rate_limit/release_permits.lua", keys = 1, cluster)]
    pub(super) fn release_permits(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        key: impl ScriptArg,
        holder: impl ScriptArg,
    ) -> crate::Result<u32>;
}

functions! {
    /// Takes `quantity` permits for `holder`, or none of them. A `quantity` of 0 only looks.
    ///
    /// If the holder has them already, they are renewed: so a call whose reply was lost can be repeated. Different holders need
    /// different names, such as a random number for each task. At any time, no more than `limit` permits are held whose lease
    /// is not over by the server's clock. A holder that works for longer than its lease is not counted any more.
    acquire_permits, acquire_permits_async(
        key: impl ScriptArg, limit: Permits, quantity: u32, holder: impl ScriptArg
    ) -> Decision
        = acquire_permits(key, limit.limit, limit.lease, quantity, holder);

    /// Gives all permits of `holder` back, and replies how many it still had: 0 if its lease was over.
    release_permits, release_permits_async(key: impl ScriptArg, holder: impl ScriptArg) -> u32
        = release_permits(key, holder);
}
