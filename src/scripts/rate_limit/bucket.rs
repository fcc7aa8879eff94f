//! The generic cell rate algorithm.

use core::time::Duration;

use super::Decision;
use crate::ScriptArg;
use crate::scripts::{InvalidArgument, checks};

/// A limit of the generic cell rate algorithm, with the parameters of redis-cell's `CL.THROTTLE`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Gcra {
    /// What one takes of the bucket, in ticks.
    one: u64,
    /// Ticks per millisecond.
    ticks: u64,
    /// How many pass at once.
    burst: u64,
}

impl Gcra {
    /// `count` requests pass in each `period`, evenly spaced, and up to `max_burst` more at once: after a pause, `max_burst + 1` pass.
    ///
    /// # Errors
    /// If `count` is 0, if `period` is not a whole number of milliseconds, if a full burst is used up in less than a
    /// millisecond (a million per second need a `max_burst` of 999 or more), or if the numbers are too large to be exact.
    pub const fn new(
        max_burst: u64,
        count: u64,
        period: Duration,
    ) -> Result<Self, InvalidArgument> {
        let burst = max_burst.saturating_add(1);
        Self::with_burst("max_burst", burst, count, period)
    }

    /// The same limit by how many pass at once.
    const fn with_burst(
        name: &'static str,
        burst: u64,
        count: u64,
        period: Duration,
    ) -> Result<Self, InvalidArgument> {
        let (count, period) = match (
            checks::count("count", count),
            checks::millis("period", period),
        ) {
            (Ok(count), Ok(period)) => (count, period),
            (Err(invalid), _) | (_, Err(invalid)) => return Err(invalid),
        };
        let common = greatest_common_divisor(count, period);
        let (one, ticks) = (period / common, count / common);
        let full = burst.saturating_mul(one);
        if full.saturating_add(ticks) > checks::MAX_EXACT {
            return Err(InvalidArgument::new(name, "smaller for such a period"));
        }
        if full < ticks {
            let rule = "larger: at least what passes in a millisecond";
            return Err(InvalidArgument::new(name, rule));
        }
        Ok(Self { one, ticks, burst })
    }
}

const fn greatest_common_divisor(mut left: u64, mut right: u64) -> u64 {
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left
}

mod script {
    use super::{Decision, ScriptArg};
    use crate::redis_script;

    #[redis_script("rate_limit/gcra.lua", keys = 1, cluster)]
    pub(super) fn gcra(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        key: impl ScriptArg,
        one: u64,
        ticks: u64,
        burst: u64,
        quantity: u32,
    ) -> crate::Result<Decision>;
}

functions! {
    /// Lets `quantity` requests pass, or none of them, by the generic cell rate algorithm: as `CL.THROTTLE` of redis-cell, without
    /// the module.
    gcra, gcra_async(key: impl ScriptArg, limit: Gcra, quantity: u32) -> Decision
        = gcra(key, limit.one, limit.ticks, limit.burst, quantity);
}
