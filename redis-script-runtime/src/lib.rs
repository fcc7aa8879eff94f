//! The runtime of redis-script. Use it through the facade `redis-script`, which re-exports it.
//!
//! # The life of a call
//!
//! 1. A [`Call`] is encoded: into the command that the thread's last call left, if the arguments take up to 1 KiB, and otherwise into one
//!    [`redis::Cmd`] of exactly the right size, for which they are measured first. Nothing is hashed and the script's source is not
//!    touched.
//! 2. [`Call::invoke`] or [`Call::invoke_async`] sends `EVALSHA`. If the server knows the script, that is all: one round trip. A
//!    function whose signature names `MultiplexedConnection` (or `ConnectionManager`, with the feature `connection-manager`) sends it by
//!    that connection's own method, which avoids the future that [`redis::aio::ConnectionLike`] boxes for each request.
//!    A script that only reads is called by `EVALSHA_RO`, which clusters may route to replicas, unless a targeted server would
//!    not run it that way or the attribute says `primary`. If a server turns out not to know the command, or the user may not
//!    run it, the script is called by `EVALSHA` from then on.
//! 3. If the server replies `NOSCRIPT No matching script`, a second round trip sends the source: `SCRIPT LOAD` and the same
//!    `EVALSHA` in one pipeline. Servers forget scripts at a restart, a failover or a `SCRIPT FLUSH`, so any call may have to
//!    do this. If the connection does not support pipelines, as a blocking one to a cluster, the call is sent by `EVAL`, and
//!    from the ninth time on by `SCRIPT LOAD` and `EVALSHA` in two round trips: Redis from 7.4 and Valkey from 8 on drop
//!    scripts that were loaded by `EVAL`.
//! 4. The reply is converted to `T`.
//!
//! When a server has forgotten a script, many calls may find out at the same time. The first one sends the source. The others
//! repeat their `EVALSHA` at once, which arrives after the source on a shared connection. No call waits for another. If that was
//! too early, or the source went to another server, a call sends the source itself, so no call takes more than three round
//! trips. If all nodes of a cluster have forgotten a script, calls to one node need not send the source in this way, and calls
//! to the other nodes take three round trips once.
//!
//! A call is repeated only if the server's reply proves that nothing ran. A script that itself returns or raises an error with
//! the code `NOSCRIPT` has run, and may have written: that error goes to the caller. If the keys are being moved to another node
//! of a cluster, the source, `ASKING` and the call are sent there in one pipeline.
//!
//! A [`ScriptPipeline`] carries the sources of its scripts and is sent once. Its calls use `EVALSHA`: clusters route
//! `SCRIPT LOAD` as a write, so the pipeline goes to the primary.
//!
//! # What a reply may be
//!
//! `T` is any [`redis::FromRedisValue`] and is converted as redis-rs does it, with one exception: it is an error, at any depth
//! of `T`, if an integer does not fit its type, or if a floating point number is read into an integer type. redis 1.8 would wrap
//! or truncate them silently:
//!
//! | reply | `T` | redis 1.8 | here |
//! |---|---|---|---|
//! | `-1` | `u32` | `4294967295` | error |
//! | `{300, "x"}` | `(u8, String)` | `(44, "x")` | error |
//! | `3.7` (RESP3) | `i64` | `3` | error |
//! | `300` | `bool`, `f64`, `String` | `true`, `300.0`, `"300"` | the same |
//!
//! Floats round, as everywhere: `16777217` is `16777216.0` in an `f32`.
//!
//! The same rule applies to your own types that implement `FromRedisValue`: an integer is rejected if the type accepts
//! integers as strings but not this one. It is accepted if the type accepts no strings at all.
//!
//! An error anywhere in the reply, as in `return {1, redis.error_reply('MY error')}`, makes the call an [`Error`].
//!
//! # Errors
//!
//! [`Error`] names the script and, if the error was raised inside it, the line. Callers match on its [`kind`](Error::kind).
//! [`may_have_run`](Error::may_have_run) says whether repeating the call could apply it twice.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod arg;
mod call;
#[cfg(any(feature = "cluster", feature = "cluster-async"))]
pub mod cluster;
mod cmd_reuse;
mod connection;
mod constants;
mod described;
#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
mod dispatch;
mod encode;
mod entries;
mod error;
mod function_result;
mod group_check;
mod hash_slot;
mod invoke;
mod load_state;
pub mod pipeline;
mod preload;
#[cfg(feature = "registry")]
pub mod registry;
mod reply;
mod retry;
mod script;
mod script_commands;
mod spans;

#[doc(hidden)]
pub mod __private;

pub use arg::{ScriptArg, ScriptArgs};
pub use call::Call;
pub use error::{Error, ErrorKind, Result};
pub use pipeline::script_pipeline::{ScriptPipeline, pipe};
#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
pub use preload::preload_async;
pub use preload::{PreloadError, PreloadFailure, preload};
pub use script::Script;
