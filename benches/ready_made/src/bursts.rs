//! How each rate limiter admits bursts: a plot of real calls, `./dev bench bursts`.

pub mod embedded;
pub mod load;
pub mod panels;

use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis_script::Call;
use redis_script::scripts::InvalidArgument;
use redis_script::scripts::rate_limit::{
    Decision, FixedWindow, Gcra, Permits, SlidingCounter, SlidingLog, TokenBucket, acquire_permits,
    fixed_window, gcra, release_permits, sliding_counter, sliding_log, token_bucket,
};

/// What each lets through in a second, and how many permits there are.
pub const LIMIT: u32 = 20;
const SECOND: Duration = Duration::from_secs(1);

/// A rate limiter of this crate.
#[derive(Clone, Copy)]
pub struct Limiter {
    /// Its function and parameters, as they are printed.
    pub title: &'static str,
    /// The call for the request of that number.
    pub call: fn(u32) -> Result<Call<Decision>, InvalidArgument>,
    /// If what is admitted lasts a second: the call at its end.
    pub release: Option<fn(u32) -> Call<u32>>,
}

/// All of them, each with 20 per second.
pub const LIMITERS: [Limiter; 6] = [
    Limiter {
        title: "gcra: 20 per second, no burst",
        call: |_| Ok(gcra::call("gcra", Gcra::new(0, LIMIT.into(), SECOND)?, 1)),
        release: None,
    },
    Limiter {
        title: "token_bucket: 20 per second, capacity 20",
        call: |_| {
            let limit = TokenBucket::new(LIMIT.into(), LIMIT.into(), SECOND)?;
            Ok(token_bucket::call("token_bucket", limit, 1))
        },
        release: None,
    },
    Limiter {
        title: "fixed_window: 20 per second",
        call: |_| {
            Ok(fixed_window::call(
                "fixed_window",
                FixedWindow::new(LIMIT.into(), SECOND)?,
                1,
            ))
        },
        release: None,
    },
    Limiter {
        title: "sliding_counter: 20 per second",
        call: |_| {
            let limit = SlidingCounter::new(LIMIT.into(), SECOND)?;
            Ok(sliding_counter::call("sliding_counter", limit, 1))
        },
        release: None,
    },
    Limiter {
        title: "sliding_log: 20 per second",
        call: |_| {
            Ok(sliding_log::call(
                "sliding_log",
                SlidingLog::new(LIMIT.into(), SECOND)?,
                1,
            ))
        },
        release: None,
    },
    Limiter {
        title: "acquire_permits: 20, each held for a second",
        call: |number| {
            let limit = Permits::new(LIMIT.into(), SECOND * 60)?;
            Ok(acquire_permits::call("permits", limit, 1, number))
        },
        release: Some(|number| release_permits::call("permits", number)),
    },
];

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// When it was sent, from the beginning of the load.
    pub at: Duration,
    /// Whether it passed.
    pub admitted: bool,
}

/// The most that were admitted in any such time.
#[must_use]
pub fn most_within(samples: &[Sample], time: Duration) -> usize {
    let admitted: Vec<_> = samples
        .iter()
        .filter(|sample| sample.admitted)
        .map(|sample| sample.at)
        .collect();
    let within = |(first, at): (usize, &Duration)| {
        let later = admitted.iter().skip(first);
        later.take_while(|other| **other < *at + time).count()
    };
    admitted
        .iter()
        .enumerate()
        .map(within)
        .max()
        .unwrap_or_default()
}

/// Gives permits back after a second.
fn release_later(call: Call<u32>, mut con: MultiplexedConnection) {
    tokio::spawn(async move {
        tokio::time::sleep(SECOND).await;
        // If it fails, the plot shows it.
        let _ = call.invoke_async(&mut con).await;
    });
}
