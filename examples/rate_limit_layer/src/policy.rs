//! What clients may do.

use std::time::Duration;

use redis_script::scripts::InvalidArgument;
use redis_script::scripts::rate_limit::Gcra;

/// How many requests a client may make, and what clients are told of it.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    pub(crate) name: &'static str,
    pub(crate) quota: u32,
    pub(crate) window: Duration,
    pub(crate) limit: Gcra,
}

impl Policy {
    /// `quota` requests in each `window`, all of them at once if the client likes. `name` is part of keys and header fields: ASCII,
    /// without control characters.
    ///
    /// # Errors
    /// If the quota is 0, or the window not a whole number of milliseconds.
    pub const fn new(
        name: &'static str,
        quota: u32,
        window: Duration,
    ) -> Result<Self, InvalidArgument> {
        match Gcra::new((quota as u64).saturating_sub(1), quota as u64, window) {
            Ok(limit) => Ok(Self {
                name,
                quota,
                window,
                limit,
            }),
            Err(invalid) => Err(invalid),
        }
    }
}

/// What happens to a request if the Redis server does not say whether it may pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnFailure {
    /// It passes: clients are served, without a limit.
    Open,
    /// It is answered with 503: what is behind the limit is safe, and clients are not served.
    Closed,
}
