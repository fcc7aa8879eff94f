//! Typed Rust functions out of Redis Lua scripts, checked while the crate compiles.
//!
//! ```
//! use redis::aio::ConnectionLike;
//! use redis_script::redis_script;
//!
//! /// Allows or rejects one request.
//! #[redis_script("rate_limit.lua", keys = 1)]
//! pub async fn rate_limit(
//!     con: &mut impl ConnectionLike,
//!     key: &str,
//!     window_secs: u64,
//!     max_requests: u64,
//!     now_ms: u64,
//! ) -> redis_script::Result<bool>;
//!
//! # async fn example(mut con: redis::aio::MultiplexedConnection, now_ms: u64) -> redis_script::Result<()> {
//! let allowed = rate_limit(&mut con, "ratelimit:user:123", 60, 100, now_ms).await?;
//! # Ok(())
//! # }
//! ```
//!
//! [`macro@redis_script`] reads `scripts/rate_limit.lua`, checks it as Redis would run it, holds its KEYS and ARGV
//! against the signature, computes the SHA1 and writes the function. What the script reveals that would fail in
//! production is an error at the line of the `.lua`.
//!
//! # The lints
//!
//! Besides the syntax of Lua 5.1, these are checked; `allow(name)` in the attribute silences one.
//!
//! | lint | level | finds |
//! |---|---|---|
//! | `missing_entry` | error | a read of a KEYS or ARGV entry that the call does not pass; a warning where the script provides for its absence (`ARGV[4] or 60`, `if KEYS[2]`, `#ARGV > 3`) |
//! | `zero_index` | error | `KEYS[0]`, `ARGV[-1]`: Lua counts from 1 |
//! | `fixed_slice` | error | a slice of ARGV in front of a script that reads a fixed number |
//! | `undefined_global` | error | a global variable that no Redis or Valkey from 7.0 on has, or a member of `os` but `os.clock` |
//! | `global_assignment` | error | an assignment without `local` |
//! | `unused_parameter` | warning | a parameter that the script never reads |
//! | `outdated_header` | warning | a header comment that describes another number of KEYS or ARGV |
//!
//! # What a call costs
//!
//! One `EVALSHA` and the two allocations of an exactly sized [`redis::Cmd`]; nothing is hashed and no text is copied.
//! Where the server answers `NOSCRIPT No matching script`, one more round trip brings it the text, by `SCRIPT LOAD` and
//! the same `EVALSHA` in one pipeline, or by `EVAL` where the connection cannot pipeline. A call is never sent again for
//! any other reason; what redis-rs itself sends again (a cluster connection does after a lost reply) is its setting.
//!
//! # What it returns
//!
//! Any [`redis::FromRedisValue`]. An integer that does not fit the type it is read into, and a floating point number
//! that is read into an integer, are errors at any depth: redis 1.8 would wrap or truncate them.
//!
//! [`Error`] names the script and, for an error that was raised inside of it, the line of its text. It never shows
//! arguments or replies.
//!
//! # Features
//!
//! - `tokio-comp` (default): async connections on tokio.
//! - `smol-comp`: async connections on smol.
//!
//! Without either there are blocking connections only. For the other features of redis-rs, such as `cluster-async` or
//! `connection-manager`, depend on [`redis`] beside this crate.

pub use redis;
pub use redis_script_macros::redis_script;
#[doc(inline)]
pub use redis_script_runtime::{Call, Error, ErrorKind, Result, Script, ScriptArg};

#[doc(hidden)]
pub use redis_script_runtime::__private;
