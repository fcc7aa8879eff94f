//! Ready-made scripts, each a typed function: blocking, async, and as a prepared call for pipelines (feature `scripts`).
//!
//! ```no_run
//! use redis_script::scripts::rate_limit::{Gcra, gcra, gcra_async};
//! use std::time::Duration;
//!
//! # async fn example(
//! #     mut con: redis::Connection,
//! #     mut async_con: redis::aio::MultiplexedConnection,
//! # ) -> redis_script::Result<()> {
//! let limit = Gcra::new(9, 100, Duration::from_secs(60))?;
//! let decision = gcra(&mut con, "api:user:7", limit, 1)?;
//! let decision = gcra_async(&mut async_con, "api:user:7", limit, 1).await?;
//! let (decision, visits) = redis_script::pipe()
//!     .call(gcra::call("api:user:7", limit, 1))
//!     .cmd::<u64>(redis::Cmd::incr("visits", 1))
//!     .query_async(&mut async_con)
//!     .await?;
//! # let _ = (decision, visits);
//! # Ok(())
//! # }
//! ```
//!
//! Arguments that make no sense cannot be made: their types refuse them with an [`InvalidArgument`] before anything is sent. No
//! script takes the time from its caller. Each passes all of its keys through KEYS, so that it runs in clusters, and checks what it
//! can before it writes.

#[macro_use]
mod functions;
mod checks;
mod invalid_argument;
mod ttl;

pub mod compare_and_set;
pub mod conditional;
pub mod leaderboard;
pub mod lock;
pub mod rate_limit;

pub use invalid_argument::InvalidArgument;
pub use ttl::{Expiry, Ttl};
