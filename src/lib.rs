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
//! Besides the syntax of Lua 5.1 and the numbers of KEYS and ARGV, some sixty lints look for what fails, lies or costs too
//! much in production: commands, their arguments, keys, the sandbox, values, replies and loops. The manual, `docs/lints.md`
//! of the repository, has a page for each with examples, its default [level](#levels) and the source of its rule;
//! `redis-script explain LINT` (`cargo install redis-script-cli`) prints it.
//!
//! # Configuration
//!
//! `redis-script.toml` beside the crate's `Cargo.toml`, in which everything may be left out:
//!
//! ```toml
//! [target]
//! servers = ["redis >= 7.2", "valkey >= 8.0"]
//! cluster = true
//! profile = "elasticache-serverless"
//!
//! [lints]
//! unused_parameter = "deny"
//!
//! [scripts]
//! dir = "scripts"
//! ```
//!
//! - `servers`: where the scripts run; each requirement adds the known servers that meet it, and the newest known one stands
//!   for newer ones. It is a name and comparisons with `=`, `>`, `>=`, `<`, `<=`, `^` or `~`, between commas, of versions
//!   such as `7`, `7.2` or `7.2.4`. The default is Redis and Valkey from 7.0 on. What no targeted server has is an error;
//!   what some of them lack is an error where `servers` is given, and a warning under the default. Redis from 8.4 on is
//!   known by its documentation alone: what only such servers refuse is a warning.
//! - `cluster`: whether they run in a cluster, where the rules about keys are errors. By default these are warnings; `false`
//!   turns them off. Where it is `true`, a call whose keys are in different slots is refused before it is sent, with an
//!   error that names their parameters; elsewhere the server refuses it, and the error says the same. A script without
//!   keys that writes does not compile. One that only reads does: its calls go to one node of the cluster, whichever
//!   redis-rs picks, and see what that node knows.
//! - `profile`: a service with rules of its own, `"dragonfly"`, `"elasticache-serverless"`, `"tair"` or `"upstash"`.
//! - `[lints]`: a level for each lint, `"allow"`, `"warn"` or `"deny"`.
//! - `dir`: the folder of the scripts whose path begins without a dot, relative to the file.
//!
//! The file is TOML, of which tables, dotted keys, strings on one line, booleans, arrays and comments are read. Whatever
//! it misspells is an error of the build. When the file changes or vanishes, the crate is built again. Nothing tells
//! cargo that there is a file where there was none: a newly created one counts from the next compilation of the crate.
//!
//! ## Levels
//!
//! `allow` leaves the findings of a lint out, `warn` makes all of them warnings and `deny` errors. Without a level each
//! finding is what the lint makes it, and a lint of taste is silent. Levels are set in four places, of which the nearest
//! wins:
//!
//! 1. for a statement, in a comment on a line of its own before it: `-- redis-script: allow(zero_index)`. It holds for the
//!    whole statement with all its blocks, for a function up to its `end`;
//! 2. for a file, in such a comment above its first statement. A comment directly above the first statement is about the
//!    file, too;
//! 3. for a function, in the attribute: `#[redis_script("x.lua", warn(zero_index))]`;
//! 4. for the crate, in `redis-script.toml`.
//!
//! ```lua
//! -- redis-script: warn(missing_entry), allow(outdated_header)
//! local limit = tonumber(ARGV[1])
//!
//! -- redis-script: allow(global_assignment) -- the remark behind the second dashes is for the reader
//! function helper() end
//! ```
//!
//! A level for a lint that does not exist, and a comment that is not written like that or is about no statement, are
//! errors. Errors of the syntax, of the number of KEYS and of the configuration itself have no level.
//!
//! # Methods, prefixes
//!
//! [`macro@commands`] makes methods of a family of scripts: `con.rate_limit("user:123", 60, 100, now_ms).await?`.
//!
//! [`Call::with_key_prefix`] is the way to put an application's prefix before every key of a call. A function and a method
//! of `#[commands]` have the call beside them, and pipelines take it:
//! `rate_limit::call("user:123", 60, 100, now_ms).with_key_prefix("app:").invoke(&mut con)`.
//!
//! # What a call costs
//!
//! One `EVALSHA` in a [`redis::Cmd`] of exactly the right size; nothing is hashed and no text is copied. A function uses the
//! command of its thread's last call again, if both take up to 1 KiB, and is spared even the two allocations of that. Where
//! the signature names `MultiplexedConnection`, or with the feature `connection-manager` `ConnectionManager`, no future is boxed.
//! Where the server answers `NOSCRIPT No matching script`, one more round trip brings it the text, by `SCRIPT LOAD` and
//! the same `EVALSHA` in one pipeline, or by `EVAL` where the connection cannot pipeline. Of many calls that find a script
//! forgotten at once, one sends the text and the others only themselves again. A call is never sent again for any other
//! reason; what redis-rs itself sends again (a cluster connection does after a lost reply) is its setting.
//!
//! # Connections
//!
//! redis 1.8 leaves `TCP_NODELAY` off: what a connection sends while an earlier answer is still under way can be held back
//! until that arrives. Calls that share a connection, and the second request of a cold call, want it on:
//!
//! ```
//! use redis::io::tcp::TcpSettings;
//! use redis::{Client, IntoConnectionInfo};
//!
//! # fn example() -> redis::RedisResult<()> {
//! let tcp = TcpSettings::default().set_nodelay(true);
//! let client = Client::open("redis://127.0.0.1".into_connection_info()?.set_tcp_settings(tcp))?;
//! # Ok(())
//! # }
//! ```
//!
//! An async connection gives up after 500 ms without an answer, unless [`redis::AsyncConnectionConfig`] says otherwise.
//!
//! # Clusters
//!
//! A call goes to the node of its keys: pass every key through KEYS. One without keys goes to any node. Where the node does
//! not know the script, it is told, whatever the others know; `MOVED` and `ASK` are followed.
//!
//! A script that only reads goes by `EVALSHA_RO`, if all targeted servers have that (Redis from 7.0 on, Valkey): with
//! redis-rs's `read_routing_strategy` (or `read_from_replicas`) the replicas serve it, each of which is told the text when it
//! is first asked. A replica may lag behind its primary; the option [`primary`](macro@redis_script#readonly-primary) keeps a
//! script from it. Pipelines go to the primary.
//!
//! A cluster connection of redis-rs sends a request up to 16 times more, by default: after a redirect, but also after it has
//! lost the connection before the answer came. The script may have run by then, and **runs again**; and
//! [`may_have_run`](Error::may_have_run) speaks for the last attempt alone. With `retries(0)` each request is sent once:
//!
//! ```
//! # fn example() -> redis::RedisResult<()> {
//! let client = redis::cluster::ClusterClient::builder(["redis://127.0.0.1:7000"]).retries(0).build()?;
//! # Ok(())
//! # }
//! ```
//!
//! Then redirects come to the caller, too, as [`ErrorKind::Moved`] and [`ErrorKind::Ask`]: nothing has run, so the call can be
//! made again, and after `MOVED` the connection knows where to.
//!
//! # Pipelines and transactions
//!
//! [`pipe`] sends calls and other commands together. Each reply has the type of its function, and an error names the
//! script, its line and its place among the commands:
//!
//! ```
//! # use redis_script::{Result, pipe, redis_script};
//! # #[redis_script("rate_limit.lua", keys = 1)]
//! # pub async fn rate_limit(
//! #     con: &mut impl redis::aio::ConnectionLike, key: &str, window_secs: u64, max_requests: u64, now_ms: u64,
//! # ) -> Result<bool>;
//! # async fn example(mut con: redis::aio::MultiplexedConnection, now_ms: u64) -> Result<()> {
//! let (allowed, visits) = pipe()
//!     .atomic()
//!     .call(rate_limit::call("ratelimit:user:123", 60, 100, now_ms))
//!     .cmd::<u64>(redis::Cmd::incr("visits", 1))
//!     .query_async(&mut con)
//!     .await?;
//! # let _: (bool, u64) = (allowed, visits);
//! # Ok(())
//! # }
//! ```
//!
//! It is one round trip, cold or warm: the text of each script goes along, so that none is ever missing. [`ScriptPipeline`]
//! says what that costs, what a cluster connection sends again, and how to begin with the commands of a
//! [`redis::Pipeline`]. `cluster_pipe` (feature `cluster`) is for blocking cluster connections.
//!
//! # What it returns
//!
//! Any [`redis::FromRedisValue`]. An integer that does not fit the type it is read into, and a floating point number
//! that is read into an integer, are errors at any depth: redis 1.8 would wrap or truncate them.
//!
//! [`Error`] names the script and, for an error that was raised inside of it, the line of its text. Its
//! [`kind`](Error::kind) is for callers to match, and [`may_have_run`](Error::may_have_run) says whether the call can be
//! repeated without being applied twice. It never shows an argument, and of a reply at most the one
//! number that does not fit.
//!
//! # Before the first call
//!
//! [`preload()`] puts scripts on a server, or on every primary of a cluster, so that not even their first calls take a second
//! round trip. With the feature `registry`, [`preload_all()`] does it for [all scripts of the binary](registry()), and
//! [`missing()`] tells a health check what a server does not know.
//!
//! # Tests of your code
//!
//! Without a server, [redis-test](https://docs.rs/redis-test)'s connection stands in for one. It expects the very command of
//! a call, and answers what the test says:
//!
//! ```
//! # use redis::aio::ConnectionLike;
//! # use redis_script::redis_script;
//! # #[redis_script("rate_limit.lua", keys = 1)]
//! # async fn rate_limit(con: &mut impl ConnectionLike, key: &str, window_secs: u64, max_requests: u64, now_ms: u64)
//! #     -> redis_script::Result<bool>;
//! use redis_test::{MockCmd, MockRedisConnection};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> redis_script::Result<()> {
//! let expected = rate_limit::call("user:7", 60, 100, 1_000).to_cmd();
//! let mut con = MockRedisConnection::new([MockCmd::new(expected, Ok(redis::Value::Int(1)))]);
//! assert!(rate_limit(&mut con, "user:7", 60, 100, 1_000).await?);
//! # Ok(())
//! # }
//! ```
//!
//! A mock does not run the script. A test that starts a private `redis-server` does, in milliseconds; `examples/testing.rs` of
//! this crate shows both, and a fake for a trait of [`macro@commands`].
//!
//! # Spans
//!
//! With the feature `tracing` each call is a span at the level `INFO`, with
//! [OpenTelemetry's attributes](https://opentelemetry.io/docs/specs/semconv/db/redis/):
//!
//! | field | value |
//! |---|---|
//! | `otel.name` | the command and the script: `EVALSHA rate_limit` |
//! | `otel.kind` | `client` |
//! | `db.system.name` | `redis` |
//! | `db.operation.name` | `EVALSHA` or `EVALSHA_RO` |
//! | `db.stored_procedure.name` | [`Script::name`] |
//! | `redis_script.cold` | whether the server had to be told the script's text |
//! | `error.type` | the [`ErrorKind`] |
//! | `db.response.status_code` | [`Error::code`] where the server itself gave it |
//! | `redis_script.line` | [`Error::line`] |
//! | `otel.status_code` | `ERROR` |
//!
//! The last four are there after an error only. No field has the value of an argument or of a reply, so none has the text of
//! an error or a code of the script's own making.
//!
//! # Features
//!
//! - `tokio-comp` (default): async connections on tokio.
//! - `smol-comp`: async connections on smol.
//! - `cluster`: pipelines for blocking cluster connections, and [`preload_sync`] on them names the node that failed.
//! - `cluster-async`: [`preload()`] on async cluster connections names the node that failed.
//! - `connection-manager`: calls over a `ConnectionManager` that the signature names go by its own method, as those over a
//!   `MultiplexedConnection` always do: without a boxed future.
//! - `registry`: [`registry()`] and what stands on it, by the crate inventory. The linker collects the scripts, before
//!   `main` and without an unsafe line in your crates; on `wasm32-unknown-unknown` the host has to run the constructors
//!   (`__wasm_call_ctors`). A crate with scripts cannot `forbid` the lint `non_upper_case_globals` then.
//! - `tracing`: [a span for each call](#spans).
//!
//! Without `tokio-comp` and `smol-comp` there are blocking connections only. For the other features of redis-rs, such as
//! TLS or pools, depend on [`redis`] beside this crate.

#![cfg_attr(docsrs, feature(doc_cfg))]

pub use redis;
pub use redis_script_macros::{commands, redis_script};
#[cfg(feature = "cluster")]
#[doc(inline)]
pub use redis_script_runtime::cluster_pipe;
#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
#[doc(inline)]
pub use redis_script_runtime::preload;
#[doc(inline)]
pub use redis_script_runtime::{
    Call, Error, ErrorKind, PreloadError, PreloadFailure, Result, Script, ScriptArg,
    ScriptPipeline, pipe, pipeline, preload_sync,
};
#[cfg(all(
    feature = "registry",
    any(feature = "tokio-comp", feature = "smol-comp")
))]
#[doc(inline)]
pub use redis_script_runtime::{missing, preload_all};
#[cfg(feature = "registry")]
#[doc(inline)]
pub use redis_script_runtime::{missing_sync, preload_all_sync, registry};

#[doc(hidden)]
pub use redis_script_runtime::__private;
