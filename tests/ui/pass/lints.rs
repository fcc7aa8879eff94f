//! The expansion trips no lint of the user's, however strict.
#![deny(
    warnings,
    future_incompatible,
    let_underscore,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    non_ascii_idents,
    redundant_imports,
    redundant_lifetimes,
    rust_2024_compatibility,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unnameable_types,
    unreachable_pub,
    unused,
    unused_crate_dependencies,
    unused_import_braces,
    unused_lifetimes,
    unused_macro_rules,
    unused_qualifications,
    unused_results,
    variant_size_differences,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::cargo
)]
// A generated `allow` of one of these would be an error.
#![forbid(
    dead_code,
    non_camel_case_types,
    single_use_lifetimes,
    unsafe_code,
    unused_imports
)]
// This one is allowed by what registers a script, with the feature `registry`.
#![deny(non_upper_case_globals)]
#![allow(unused_crate_dependencies, reason = "trybuild's crate depends on more than this file")]
#![allow(clippy::future_not_send, reason = "a signature without `Send`")]

use redis::aio::ConnectionLike;
use redis_script::{FromReply, redis_script};

/// Without a value.
///
/// # Errors
/// If the call fails.
#[redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1])", keys = 1)]
pub async fn set(con: &mut impl ConnectionLike, key: String, value: u64) -> redis_script::Result<()>;

/// The section on errors is the macro's.
#[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
pub async fn get<C: ConnectionLike>(_con: &mut C, _key: &str) -> redis_script::Result<Option<String>>;

/// Read from a reply.
#[derive(Clone, Copy, Debug, FromReply)]
pub struct Visits {
    /// How many.
    pub count: u64,
    /// The last one.
    #[reply(default)]
    pub last_ms: u64,
}

/// Counts a visit.
///
/// # Errors
/// If the call fails.
#[redis_script(lua = "return {redis.call('INCR', KEYS[1]), redis.call('TIME')[1]}", keys = 1)]
pub async fn visit(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Visits>;

mod private {
    use super::{ConnectionLike, redis_script};

    #[redis_script(lua = "if #KEYS == 0 then return {} end return redis.call('SUNION', unpack(KEYS))", keys = ..)]
    pub(super) async fn union<'a, C>(con: &'a mut C, keys: &'a [&'a str]) -> redis_script::Result<Vec<String>>
    where
        C: ConnectionLike + ?Sized;

    #[redis_script(lua = "return redis.call('TIME')")]
    pub(super) fn time(con: &mut dyn redis::ConnectionLike) -> redis_script::Result<(u64, u64)>;
}

/// Uses all.
///
/// # Errors
/// If a call fails.
pub async fn all(con: &mut redis::aio::MultiplexedConnection) -> redis_script::Result<()> {
    set(con, String::from("k"), 1).await?;
    drop(get(con, "k").await?);
    let _ = visit(con, "k").await?.count;
    drop(private::union(con, &["k"]).await?);
    Ok(())
}

fn main() {
    let _ = private::time;
    assert_eq!(set::SCRIPT.name(), "set");
}
