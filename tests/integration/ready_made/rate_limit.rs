//! Rate limits.

mod gcra;

use redis_script::scripts::rate_limit::Decision;

/// A [`Decision`] that a test can make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Said {
    allowed: bool,
    remaining: u64,
    retry_ms: Option<u128>,
    reset_ms: u128,
}

impl From<Decision> for Said {
    fn from(decision: Decision) -> Self {
        Self {
            allowed: decision.allowed,
            remaining: decision.remaining,
            retry_ms: decision.retry_after.map(|time| time.as_millis()),
            reset_ms: decision.reset_after.as_millis(),
        }
    }
}
