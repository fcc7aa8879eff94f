//! Limits of a window of time.

use core::time::Duration;

use super::Decision;
use crate::ScriptArg;
use crate::scripts::{InvalidArgument, checks};

/// A limit for each of the windows that follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FixedWindow {
    limit: u64,
    window: u64,
}

impl FixedWindow {
    /// `limit` requests pass in each `window`.
    ///
    /// # Errors
    /// If `limit` is 0 or above 2^53 - 1, or if `window` is not a whole number of milliseconds.
    pub const fn new(limit: u64, window: Duration) -> Result<Self, InvalidArgument> {
        match (
            checks::count("limit", limit),
            checks::millis("window", window),
        ) {
            (Ok(limit), Ok(window)) => Ok(Self { limit, window }),
            (Err(invalid), _) | (_, Err(invalid)) => Err(invalid),
        }
    }
}

/// A limit for a sliding window, estimated from the counts of two windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SlidingCounter(FixedWindow);

impl SlidingCounter {
    /// `limit` requests pass in any `window`, by estimate.
    ///
    /// # Errors
    /// If `limit` is 0, or 2^26 or more, if `window` is not a whole number of milliseconds, or if their product is above 2^53 - 1.
    pub const fn new(limit: u64, window: Duration) -> Result<Self, InvalidArgument> {
        let both = match FixedWindow::new(limit, window) {
            Ok(both) => both,
            Err(invalid) => return Err(invalid),
        };
        if limit >= 1 << 26 {
            return Err(InvalidArgument::new("limit", "below 2^26"));
        }
        if limit.saturating_mul(both.window) > checks::MAX_EXACT {
            let rule = "smaller: times the window it is too large to be exact";
            return Err(InvalidArgument::new("limit", rule));
        }
        Ok(Self(both))
    }
}

/// A limit for a sliding window, by the times of all that passed in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SlidingLog(FixedWindow);

impl SlidingLog {
    /// The largest limit: 7 bytes each, and at most twice as many, are 140 MB.
    const MAX_LIMIT: u64 = 10_000_000;

    /// `limit` requests pass in any `window`.
    ///
    /// # Errors
    /// If `limit` is 0 or above 10 million, or if `window` is not a whole number of milliseconds, or above a century.
    pub const fn new(limit: u64, window: Duration) -> Result<Self, InvalidArgument> {
        let both = match FixedWindow::new(limit, window) {
            Ok(both) => both,
            Err(invalid) => return Err(invalid),
        };
        if limit > Self::MAX_LIMIT {
            return Err(InvalidArgument::new("limit", "at most 10 million"));
        }
        // The window and the time, in microseconds, are exact, and a time takes 7 bytes.
        match checks::within_century("window", both.window) {
            Ok(_) => Ok(Self(both)),
            Err(invalid) => Err(invalid),
        }
    }

    /// Where the time of as many as the limit ago begins, from the end of the string.
    const fn oldest(self) -> i64 {
        -7 * self.0.limit.cast_signed()
    }
}

mod script {
    use super::{Decision, ScriptArg};
    use crate::redis_script;

    #[redis_script("rate_limit/fixed_window.lua", keys = 1, cluster)]
    pub(super) fn fixed_window(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        key: impl ScriptArg,
        limit: u64,
        window_ms: u64,
        quantity: u32,
    ) -> crate::Result<Decision>;

    #[redis_script("rate_limit/sliding_counter.lua", keys = 1, cluster)]
    pub(super) fn sliding_counter(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        key: impl ScriptArg,
        limit: u64,
        window_ms: u64,
        quantity: u32,
    ) -> crate::Result<Decision>;

    #[redis_script("rate_limit/sliding_log.lua", keys = 1, cluster)]
    pub(super) fn sliding_log(
        con: &mut (impl redis::ConnectionLike + ?Sized),
        key: impl ScriptArg,
        limit: u64,
        window_ms: u64,
        quantity: u32,
        oldest_begin: i64,
        oldest_end: i64,
    ) -> crate::Result<Decision>;
}

functions! {
    /// Lets `quantity` requests pass, or none of them, if the limit of the current window is not used up. A `quantity` of 0 only
    /// looks.
    ///
    /// A window begins with the first request after the last one ended, and no window has more than `limit`. Across the edge of two
    /// windows, up to twice the limit may pass in a short time.
    fixed_window, fixed_window_async(key: impl ScriptArg, limit: FixedWindow, quantity: u32) -> Decision
        = fixed_window(key, limit.limit, limit.window, quantity);

    /// Lets `quantity` requests pass, or none of them, by an estimate of how many passed in the sliding window. A `quantity` of 0
    /// only looks.
    ///
    /// The estimate is the count of the current window, and as much of that of the previous one as the sliding window still covers,
    /// as if the requests there had been spread evenly. So no window of the two has more than `limit`. If the requests of the
    /// previous window all came at its end, up to twice the limit pass in a window's length; the second half of them is spread.
    sliding_counter, sliding_counter_async(key: impl ScriptArg, limit: SlidingCounter, quantity: u32) -> Decision
        = sliding_counter(key, limit.0.limit, limit.0.window, quantity);

    /// Lets `quantity` requests pass, or none of them, by a log of all that passed in the sliding window. A `quantity` of 0 only
    /// looks.
    ///
    /// It is exact: in any (now - window, now] by the server's clock, to the microsecond, no more than `limit` pass, and no request
    /// is rejected that would keep to that. It pays with memory: 7 bytes for each that passes, up to twice the limit.
    sliding_log, sliding_log_async(key: impl ScriptArg, limit: SlidingLog, quantity: u32) -> Decision
        = sliding_log(key, limit.0.limit, limit.0.window, quantity, limit.oldest(), limit.oldest() + 6);
}
