//! Limits whose burst comes back at a constant rate: GCRA and the token bucket. They count the same in two ways, and share a script.

use core::time::Duration;

use super::{Decision, Decisions};
use crate::scripts::{InvalidArgument, checks};
use crate::{ScriptArg, ScriptArgs};

/// A limit of the generic cell rate algorithm, with the parameters of redis-cell's `CL.THROTTLE`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, ScriptArgs)]
pub struct Gcra {
    /// How far one fills the bucket, in ticks.
    one: u64,
    /// Ticks that drain in a millisecond.
    ticks: u64,
    /// How many fill the bucket.
    burst: u64,
}

impl Gcra {
    /// `count` requests pass in each `period`, evenly spaced, and up to `max_burst` more at once: after a pause, `max_burst + 1`
    /// pass.
    ///
    /// # Errors
    /// If `count` is 0, if `period` is not a whole number of milliseconds, if a full burst is used up in less than a millisecond
    /// (a million per second need a `max_burst` of 999 or more), or if the numbers are too large to be exact.
    pub const fn new(
        max_burst: u64,
        count: u64,
        period: Duration,
    ) -> Result<Self, InvalidArgument> {
        let burst = max_burst.saturating_add(1);
        Self::with_burst(("max_burst", burst), ("count", count), period)
    }

    /// The same by how many pass at once.
    const fn with_burst(
        (burst_name, burst): (&'static str, u64),
        (count_name, count): (&'static str, u64),
        period: Duration,
    ) -> Result<Self, InvalidArgument> {
        let (burst, count, period) = match (
            checks::count(burst_name, burst),
            checks::count(count_name, count),
            checks::millis("period", period),
        ) {
            (Ok(burst), Ok(count), Ok(period)) => (burst, count, period),
            (Err(invalid), ..) | (_, Err(invalid), _) | (.., Err(invalid)) => return Err(invalid),
        };
        let common = greatest_common_divisor(count, period);
        let (one, ticks) = (period / common, count / common);
        let full = burst.saturating_mul(one);
        if full.saturating_add(ticks) > checks::MAX_EXACT {
            let rule = "smaller: times the period it is too large to be exact";
            return Err(InvalidArgument::new(burst_name, rule));
        }
        if full < ticks {
            let rule = "larger: at least what passes in a millisecond";
            return Err(InvalidArgument::new(burst_name, rule));
        }
        Ok(Self { one, ticks, burst })
    }
}

/// A bucket of tokens that are put back at a constant rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TokenBucket(Gcra);

impl TokenBucket {
    /// A bucket of `capacity` tokens, full at first, into which `refill` tokens are put in each `period`, evenly spaced.
    ///
    /// # Errors
    /// As [`Gcra::new`], whose `max_burst` is `capacity - 1`. A capacity of 0 is refused, too.
    pub const fn new(
        capacity: u64,
        refill: u64,
        period: Duration,
    ) -> Result<Self, InvalidArgument> {
        match Gcra::with_burst(("capacity", capacity), ("refill", refill), period) {
            Ok(gcra) => Ok(Self(gcra)),
            Err(invalid) => Err(invalid),
        }
    }
}

const fn greatest_common_divisor(mut left: u64, mut right: u64) -> u64 {
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left
}

fn keys<K>(limits: &[(K, Gcra)]) -> Vec<&K> {
    limits.iter().map(|(key, _)| key).collect()
}

fn of_keys<K>(limits: &[(K, Gcra)]) -> Vec<Gcra> {
    limits.iter().map(|(_, limit)| *limit).collect()
}

mod script {
    use super::{Decision, Decisions, Gcra, ScriptArg};
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

    #[redis_script("rate_limit/gcra_all.lua", keys = .., cluster)]
    pub(super) fn gcra_all<K: ScriptArg>(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        keys: &[K],
        quantity: u32,
        limits: &[Gcra],
    ) -> crate::Result<Decisions>;
}

functions! {
    /// Lets `quantity` requests pass, or none of them, by the generic cell rate algorithm: as `CL.THROTTLE` of redis-cell, without
    /// the module. A `quantity` of 0 only looks.
    ///
    /// In any time T, no more pass than `max_burst + 1`, and `count` for each `period` in T + 1 ms. Nothing is lost or gained by
    /// rounding: 7 per second are 7,000,000 in a million seconds. The server's clock ticks in milliseconds, so that a request may
    /// wait up to a millisecond longer than by an ideal clock.
    gcra, gcra_async(key: impl ScriptArg, limit: Gcra, quantity: u32) -> Decision
        = gcra(key, limit.one, limit.ticks, limit.burst, quantity);

    /// Takes `quantity` tokens, or none of them. A `quantity` of 0 only looks.
    ///
    /// It guarantees what [`gcra`](fn@gcra) does, and is the same script. `capacity` tokens are what `max_burst + 1` requests are
    /// there.
    token_bucket, token_bucket_async(key: impl ScriptArg, limit: TokenBucket, quantity: u32) -> Decision
        = gcra(key, limit.0.one, limit.0.ticks, limit.0.burst, quantity);

    /// Lets `quantity` requests pass several limits, or none of them, as 10 per second and 1000 per day. A `quantity` of 0 only
    /// looks.
    ///
    /// Each limit has its own key, the one that [`gcra`](fn@gcra) would use. They must be in one slot of a cluster; otherwise the
    /// call is refused before it is sent. So give them a common hash tag: `{user:7}:second` and `{user:7}:day`.
    gcra_all, gcra_all_async(limits: &[(impl ScriptArg, Gcra)], quantity: u32) -> Decisions
        = gcra_all(&keys(limits), quantity, &of_keys(limits));
}
