//! Typed Rust functions from Redis Lua scripts, checked while the crate compiles.
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
//! [`macro@redis_script`] reads `scripts/rate_limit.lua`, checks it as Redis would run it, compares its KEYS and ARGV
//! with the signature, computes the SHA1 and generates the function. Anything in the script that is known to fail in
//! production is a compile error, at the line of the `.lua`.
//!
//! # The lints
//!
//! Besides the syntax of Lua 5.1 and the numbers of KEYS and ARGV, some sixty lints look for code that fails, misleads or costs
//! too much in production: commands, their arguments, keys, the sandbox, values, replies and loops. The manual, `docs/lints.md`
//! in the repository, has a page for each lint with examples, its default [level](#levels) and the source of its rule;
//! `redis-script explain LINT` (`cargo install redis-script-cli`) prints it.
//!
//! # Configuration
//!
//! Put `redis-script.toml` next to the crate's `Cargo.toml`. Everything in it is optional:
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
//! - `servers`: the servers that run the scripts. Each requirement adds the known servers that satisfy it; servers newer than
//!   the newest known one are treated like that one. A requirement is a product and comparisons with `=`, `>`, `>=`, `<`, `<=`,
//!   `^` or `~`, separated by commas, of versions such as `7`, `7.2` or `7.2.4`. The default is Redis and Valkey from 7.0 on. A
//!   feature that is missing from all targets is an error. One that is missing from some is an error if you set `servers`, and a
//!   warning otherwise. Redis from 8.4 on is known only from its documentation: what only these servers reject is a warning.
//! - `cluster`: whether the scripts run in a cluster. `true` makes the rules about keys errors, `false` turns them off; by
//!   default they are warnings. With `true`, a call whose keys are in different slots is rejected before it is sent, with an
//!   error that names their parameters; otherwise the server rejects it, and the error says the same. With `true`, a script
//!   without keys that writes does not compile. One that only reads does: its calls go to a node that redis-rs picks, and see
//!   only the data of that node.
//! - `profile`: a service with rules of its own, `"dragonfly"`, `"elasticache-serverless"`, `"tair"` or `"upstash"`.
//! - `[lints]`: a level for each lint, `"allow"`, `"warn"` or `"deny"`.
//! - `dir`: the folder of scripts whose path does not begin with a dot, relative to the file.
//!
//! Of TOML, the file may use tables, dotted keys, strings on one line, booleans, arrays, inline tables and comments. A typo in it
//! is a compile error. When the file changes or is deleted, the crate is rebuilt. Cargo does not notice a newly created file: it
//! takes effect at the next compilation of the crate.
//!
//! ## Levels
//!
//! `allow` hides the warnings of a lint, `warn` makes all of its findings warnings and `deny` makes them errors. Without a level,
//! the lint decides for each finding, and lints that are a matter of taste are off. An error is a failure that is certain:
//! `allow` hides it only if you say why, as in `allow(zero_index = "why")`. You can set levels in four places; the nearest wins:
//!
//! 1. for a statement, in a comment on a line of its own before it: `-- redis-script: warn(zero_index)`. It applies to the
//!    whole statement with all its blocks, and to a function up to its `end`;
//! 2. for a file, in such a comment above its first statement. A comment directly above the first statement also applies to the
//!    file;
//! 3. for a function, in the attribute: `#[redis_script("x.lua", warn(zero_index))]`;
//! 4. for the crate, in `redis-script.toml`: `zero_index = "warn"`, or `zero_index = { level = "allow", reason = "why" }`.
//!
//! ```lua
//! -- redis-script: warn(missing_entry), allow(outdated_header)
//! local limit = tonumber(ARGV[1])
//!
//! -- redis-script: allow(global_assignment) -- text after the second dashes is a remark for readers
//! function helper() end
//! ```
//!
//! A level for a lint that does not exist is an error, as is such a comment that is malformed or not followed by a statement.
//! Syntax errors, errors in the number of KEYS and errors in the configuration itself have no level.
//!
//! # Methods and key prefixes
//!
//! [`macro@commands`] turns several scripts into methods of connections: `con.rate_limit("user:123", 60, 100, now_ms).await?`.
//!
//! [`Call::with_key_prefix`] adds a prefix to every key of a call. Functions and methods of `#[commands]` have a `call` that
//! prepares one, and pipelines accept it:
//! `rate_limit::call("user:123", 60, 100, now_ms).with_key_prefix("app:").invoke_async(&mut con)`.
//!
//! # What a call costs
//!
//! One `EVALSHA` in a [`redis::Cmd`] of exactly the right size; nothing is hashed and the script's source is not copied. Calls of
//! functions up to 1 KiB reuse the thread's previous command and allocate nothing for it. If the signature names
//! `MultiplexedConnection`, or `ConnectionManager` with the feature `connection-manager`, no future is boxed.
//! If the server replies `NOSCRIPT No matching script`, a second round trip sends the source: `SCRIPT LOAD` and the same
//! `EVALSHA` in one pipeline, or `EVAL` if the connection does not support pipelines. If many calls find at the same time that the
//! server has forgotten the script, one sends the source and the others only repeat their `EVALSHA`. The runtime repeats a call
//! for no other reason. redis-rs itself may repeat requests (a cluster connection does after a lost reply); that is a setting of
//! the connection.
//!
//! # Connections
//!
//! Enable `TCP_NODELAY`; redis 1.8 leaves it off. Without it, a request can be delayed until the previous reply arrives. This
//! affects calls that share a connection, and the second request of a call to a server that does not know the script:
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
//! An async connection gives up after 500 ms without a reply, unless [`redis::AsyncConnectionConfig`] says otherwise.
//!
//! # Clusters
//!
//! A call goes to the node of its keys, so pass every key through KEYS. A call without keys goes to any node. If that node does
//! not know the script, the source is sent to it. `MOVED` and `ASK` are followed.
//!
//! A script that only reads is called by `EVALSHA_RO` if all targeted servers have it (Redis from 7.0 on, Valkey). With
//! redis-rs's `read_routing_strategy` (or `read_from_replicas`), replicas run it; each gets the source at its first call. A
//! replica may lag behind its primary; the option [`primary`](macro@redis_script#readonly-primary) sends a script to the primary
//! only. Pipelines go to the primary.
//!
//! By default, a cluster connection of redis-rs sends a request up to 16 more times: after a redirect, but also after it lost the
//! connection before the reply arrived. By then the script may have run, and it **runs again**.
//! [`may_have_run`](Error::may_have_run) describes the last attempt only. With `retries(0)` each request is sent once:
//!
//! ```
//! # fn example() -> redis::RedisResult<()> {
//! let client = redis::cluster::ClusterClient::builder(["redis://127.0.0.1:7000"]).retries(0).build()?;
//! # Ok(())
//! # }
//! ```
//!
//! Then the caller also gets redirects, as [`ErrorKind::Moved`] and [`ErrorKind::Ask`]. Nothing has run, so the call can be
//! repeated; after `MOVED` the connection knows the right node.
//!
//! # Pipelines and transactions
//!
//! [`pipe`] sends calls and other commands together. Each reply has the type of its function, and an error names the
//! script, its line and its position among the commands:
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
//! A pipeline is one round trip, even if the server does not know the scripts: it carries the source of each. [`ScriptPipeline`]
//! says what that costs, what a cluster connection repeats, and how to start with the commands of a
//! [`redis::Pipeline`]. `cluster::pipe` (feature `cluster`) is for blocking cluster connections.
//!
//! # What it passes
//!
//! Each parameter is one entry of KEYS or ARGV: a [`ScriptArg`], that is any [`redis::ToSingleRedisArg`], such as your own enum, and also
//! `Arc<str>` and `Box<str>`. A [`Duration`](macro@redis_script#durations) is sent in the unit that the script takes. The last parameter may be [optional](macro@redis_script#optional-arguments), or a slice of entries or of
//! [groups](macro@redis_script#groups), which are tuples or structs with [`derive@ScriptArgs`].
//!
//! # What it returns
//!
//! Any [`redis::FromRedisValue`]. It is an error, at any depth, if an integer does not fit its type, or if a floating point
//! number is read into an integer; redis 1.8 would wrap or truncate them.
//!
//! [`Error`] names the script and, for an error that was raised inside it, the line. Callers match on its [`kind`](Error::kind).
//! [`may_have_run`](Error::may_have_run) says whether repeating the call could apply it twice. An error never shows an argument,
//! and of a reply at most the one number that does not fit.
//!
//! # Ready-made scripts
//!
//! With the feature `scripts`, the module [`scripts`] has typed functions whose scripts come with this crate: rate limits, locks
//! with fencing tokens, compare and set, conditions, and leaderboards.
//!
//! # Before the first call
//!
//! [`preload`] and [`preload_async`] load scripts on a server, or on all nodes of a cluster, so that their first calls need no
//! second round trip. With the feature `registry`, [`registry::preload`] does this for [all scripts of the
//! binary](registry::scripts), and [`registry::missing`] tells a health check which scripts a server does not have.
//!
//! # Tests of your code
//!
//! Without a server, use the mock connection of [redis-test](https://docs.rs/redis-test). It expects exactly the command of a call,
//! and replies what the test sets:
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
//! A mock does not run the script. A test that starts a private `redis-server` does, in milliseconds. `examples/testing.rs` of
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
//! | `redis_script.cold` | whether the source had to be sent to the server |
//! | `error.type` | the [`ErrorKind`] |
//! | `db.response.status_code` | [`Error::code`] if it is the server's own |
//! | `redis_script.line` | [`Error::line`] |
//! | `redis_script.path` | [`Error::path`] |
//! | `otel.status_code` | `ERROR` |
//!
//! The last five exist only after an error. No field contains the value of an argument or of a reply, so none contains an error
//! message or a code that the script made up.
//!
//! # Features
//!
//! - `tokio-comp` (default): async connections on tokio.
//! - `smol-comp`: async connections on smol.
//! - `cluster`: the module [`cluster`] with pipelines for blocking cluster connections, and a `preload` that says which node
//!   failed.
//! - `cluster-async`: its `preload_async` for async cluster connections.
//! - `connection-manager`: if the signature names `ConnectionManager`, calls use its own method, without a boxed future, as they
//!   always do for a `MultiplexedConnection`.
//! - `registry`: the module [`registry`], by the crate inventory. The scripts are collected before `main`,
//!   without unsafe code in your crates; on `wasm32-unknown-unknown` the host has to run the constructors
//!   (`__wasm_call_ctors`). With this feature, a crate with scripts cannot `forbid` the lint `non_upper_case_globals`.
//! - `scripts`: the module [`scripts`] with ready-made scripts: rate limits, locks, compare and set, conditions, leaderboards.
//! - `tracing`: [a span for each call](#spans).
//!
//! Without `tokio-comp` and `smol-comp` only blocking connections work. For other features of redis-rs, such as TLS or pools,
//! also depend on [`redis`].

#![cfg_attr(docsrs, feature(doc_cfg))]

// Generated code looks for `::redis_script`, also in this crate.
#[cfg(feature = "scripts")]
extern crate self as redis_script;

#[cfg(feature = "scripts")]
pub mod scripts;

pub use redis;
pub use redis_script_macros::{FromReply, ScriptArgs, commands, redis_script};
#[cfg(any(feature = "cluster", feature = "cluster-async"))]
#[doc(inline)]
pub use redis_script_runtime::cluster;
#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
#[doc(inline)]
pub use redis_script_runtime::preload_async;
#[cfg(feature = "registry")]
#[doc(inline)]
pub use redis_script_runtime::registry;
#[doc(inline)]
pub use redis_script_runtime::{
    Call, Error, ErrorKind, PreloadError, PreloadFailure, Result, Script, ScriptArg, ScriptArgs,
    ScriptPipeline, pipe, pipeline, preload,
};

#[doc(hidden)]
pub use redis_script_runtime::__private;
