//! The runtime of redis-script: use it through the facade `redis-script`, which re-exports all of it.
//!
//! # The life of a call
//!
//! 1. A [`Call`] is encoded: the arguments are measured first, so that the command is one [`redis::Cmd`] of exactly the
//!    right size. Nothing is hashed and the script's text is not touched.
//! 2. [`Call::invoke`] sends `EVALSHA`. Where the server knows the script, this is all: one round trip. A function whose
//!    signature names `MultiplexedConnection` (or `ConnectionManager`, with the feature `connection-manager`) sends it by
//!    that connection's own method, and is spared the future that [`redis::aio::ConnectionLike`] boxes for each request.
//!    A script that only reads goes by `EVALSHA_RO`, which clusters may send to replicas, unless a targeted server would not
//!    run it so or the attribute says `primary`. A server that turns out not to know the command, or a user who may not
//!    run it, gets `EVALSHA` from then on.
//! 3. Where the server answers `NOSCRIPT No matching script`, one more round trip carries the text: `SCRIPT LOAD` and
//!    the same `EVALSHA` in one pipeline. Servers forget scripts when they restart, fail over or are told `SCRIPT FLUSH`,
//!    so any call may have to do this. Where the connection cannot pipeline, as a blocking one to a cluster, it is `EVAL`,
//!    and from the ninth time on `SCRIPT LOAD` and `EVALSHA` in two round trips: Redis from 7.4 and Valkey from 8 on drop
//!    scripts that came by `EVAL`.
//! 4. The reply is converted to `T`.
//!
//! When a server has forgotten a script, many calls may find out at once. The first one to hear of it sends the text; the
//! others send their `EVALSHA` again at once, which on a connection that they share stands behind the text. Nobody waits
//! for anybody. Where that was too early, or the text went to another server, a call sends the text itself, so that none
//! takes more than three round trips. In a cluster whose nodes have all forgotten a script, the calls to one node are
//! spared the text so, and those to the other nodes take three round trips once.
//!
//! A call is sent again only after a server's word that proves that nothing ran. A script that itself returns or raises an
//! error with the code `NOSCRIPT` has run, and may have written: that error goes to the caller. Where the keys are on their
//! way to another node of a cluster, the text, `ASKING` and the call go there in one pipeline.
//!
//! A [`ScriptPipeline`] carries the texts of its scripts along, and is sent once. Its calls go by `EVALSHA`: loading is a
//! write to clusters, so that the pipeline goes to the primary.
//!
//! # What a reply may be
//!
//! `T` is any [`redis::FromRedisValue`] and means what it means to redis-rs, with one exception: an integer that does
//! not fit into the integer type it is read into, and a floating point number read into an integer type, are errors at
//! any depth of `T`. redis 1.8 would wrap or truncate them silently:
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
//! A type of your own that implements `FromRedisValue` is held to the same rule: an integer is refused where the type
//! accepts integers as text but not this one, and accepted where the type takes no text at all.
//!
//! An error anywhere in the reply, as in `return {1, redis.error_reply('MY error')}`, makes the call an [`Error`].
//!
//! # Errors
//!
//! [`Error`] names the script and, where the error was raised inside of it, the line of its text. Its
//! [`kind`](Error::kind) is for callers to match, and [`may_have_run`](Error::may_have_run) says whether the call can be
//! repeated without being applied twice.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod arg;
mod call;
mod cmd_reuse;
#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
mod dispatch;
mod encode;
mod entries;
mod error;
mod hash_slot;
mod invoke;
mod load_state;
pub mod pipeline;
mod preload;
#[cfg(feature = "registry")]
mod registry;
mod reply;
mod retry;
mod script;
mod spans;

#[doc(hidden)]
pub mod __private;

pub use arg::ScriptArg;
pub use call::Call;
pub use error::{Error, ErrorKind, Result};
#[cfg(feature = "cluster")]
pub use pipeline::cluster_pipe;
pub use pipeline::{ScriptPipeline, pipe};
#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
pub use preload::preload;
pub use preload::{PreloadError, PreloadFailure, preload_sync};
#[cfg(all(
    feature = "registry",
    any(feature = "tokio-comp", feature = "smol-comp")
))]
pub use registry::{missing, preload_all};
#[cfg(feature = "registry")]
pub use registry::{missing_sync, preload_all_sync, registry};
pub use script::Script;
