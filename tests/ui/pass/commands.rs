//! A trait of commands: where it can stand, what it takes, and no lint of the user's that it trips.
#![deny(
    warnings,
    async_fn_in_trait,
    future_incompatible,
    let_underscore,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    redundant_lifetimes,
    rust_2024_compatibility,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unnameable_types,
    unreachable_pub,
    unused,
    unused_lifetimes,
    unused_qualifications,
    unused_results,
    clippy::all,
    clippy::pedantic,
    clippy::nursery
)]
#![forbid(dead_code, non_camel_case_types, unsafe_code)]
#![allow(unused_crate_dependencies, reason = "trybuild's crate depends on more than this file")]

use redis::aio::ConnectionLike;
use redis_script::{ScriptArg, commands};

/// Limits and counters.
#[commands]
pub trait Limits {
    /// Reads one value.
    ///
    /// # Errors
    /// If the call fails.
    #[redis_script("./places.lua")]
    async fn limit(&mut self, key: &str) -> redis_script::Result<Option<String>>;

    /// Any type of key, under its own path.
    #[redis_script::redis_script(lua = "return redis.call('INCRBY', KEYS[1], ARGV[1])", keys = 1, name = "raise it")]
    async fn raise<K: ScriptArg>(&mut self, key: K, by: impl ScriptArg) -> redis_script::Result<i64>
    where
        K: Clone;

    /// With a lifetime and a slice.
    #[redis_script(lua = "if #KEYS == 0 then return {} end return redis.call('SUNION', unpack(KEYS))", keys = .., allow(unbounded_unpack), type = Union)]
    async fn union<'a>(&'a mut self, keys: &'a [&'a str]) -> redis_script::Result<Vec<String>>;

    /// A warning that is silenced, for the script and for the compiler.
    #[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1, allow(unused_parameter))]
    #[allow(clippy::too_many_arguments, reason = "these are many")]
    #[must_use]
    #[inline]
    async fn many(&mut self, key: &str, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8, h: u8) -> redis_script::Result<Option<String>>;

    /// A warning that is silenced by the compiler's own means.
    #[allow(deprecated)]
    #[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
    async fn silenced(&mut self, key: &str, unread: u8) -> redis_script::Result<Option<String>>;

    /// The same, if there is one.
    #[expect(deprecated)]
    #[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
    async fn expected(&mut self, key: &str, unread: u8) -> redis_script::Result<Option<String>>;

    /// Configured away.
    #[cfg(any())]
    #[redis_script("./no_such_file.lua")]
    async fn away(&mut self, key: NoSuchType) -> NoSuchType;

    /// Configured away by another name.
    #[cfg_attr(all(), cfg(any()))]
    #[redis_script("./no_such_file.lua")]
    async fn away_too(&mut self, key: NoSuchType) -> NoSuchType;
}

/// Its warnings are expected as a whole.
#[expect(deprecated)]
#[commands]
pub trait Expected {
    /// Reads one value.
    #[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
    async fn unread(&mut self, key: &str, unread: u8) -> redis_script::Result<Option<String>>;
}

/// Configured away as a whole.
#[commands]
#[cfg(any())]
pub trait Away {
    #[redis_script("./no_such_file.lua")]
    async fn away(&mut self, key: NoSuchType) -> NoSuchType;
}

#[commands]
trait Blocking: Sized {
    /// For blocking connections, in a private trait.
    #[redis_script(lua = "return redis.call('TIME')")]
    fn time(&mut self) -> redis::RedisResult<(u64, u64)>;
}

#[commands]
#[allow(deprecated, reason = "for all methods")]
trait Unsized {
    #[redis_script(lua = "return redis.call('GET', KEYS[1])", keys = 1)]
    fn silent(&mut self, key: &str, unread: u8) -> redis_script::Result<Option<String>>;
}

mod facade {
    pub(crate) mod renamed {
        pub(crate) use redis_script::*;
    }
}

pub(crate) mod inner {
    #[crate::facade::renamed::commands(crate = crate::facade::renamed)]
    pub(crate) trait Renamed {
        #[crate::facade::renamed::redis_script(lua = "return redis.call('GET', KEYS[1])")]
        async fn through_facade(&mut self, key: &str) -> redis::RedisResult<Option<String>>;
    }
}

/// A connection of the tests' own: no server, no `ConnectionLike`.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Fake;

impl inner::Renamed for Fake {
    async fn through_facade(&mut self, key: &str) -> redis::RedisResult<Option<String>> {
        Ok(Some(key.to_owned()))
    }
}

fn is_send<F: Future + Send>(future: F) -> F {
    future
}

/// A key that no thread may share: the future holds none.
#[derive(Clone)]
struct Local(std::rc::Rc<str>);

impl redis::ToRedisArgs for Local {
    fn write_redis_args<W: ?Sized + redis::RedisWrite>(&self, out: &mut W) {
        out.write_arg(self.0.as_bytes());
    }
}

impl redis::ToSingleRedisArg for Local {}

async fn by_trait(con: &mut impl Limits) -> redis_script::Result<Option<String>> {
    is_send(con.limit("k")).await
}

async fn by_connection<C: ConnectionLike + Send>(con: &mut C) -> redis_script::Result<i64> {
    let key = Local("k".into());
    let raised = is_send(con.raise(key, 1));
    raised.await
}

async fn by_object(con: &mut (dyn ConnectionLike + Send)) -> redis_script::Result<Vec<String>> {
    con.union(&["a", "b"]).await
}

/// Uses all.
///
/// # Errors
/// If a call fails.
pub async fn all(mut con: redis::aio::MultiplexedConnection) -> redis_script::Result<()> {
    use inner::Renamed as _;

    drop(by_trait(&mut con).await?);
    let _: i64 = by_connection(&mut con).await?;
    drop(by_object(&mut con).await?);
    drop(con.many("k", 1, 2, 3, 4, 5, 6, 7).await?);
    drop(con.silenced("k", 1).await?);
    drop(con.expected("k", 1).await?);
    drop(con.through_facade("k").await);
    drop(Fake.through_facade("k").await);
    Ok(())
}

fn blocking(con: &mut redis::Connection) -> redis::RedisResult<(u64, u64)> {
    let object: &mut dyn redis::ConnectionLike = con;
    drop(object.silent("k", 1)?);
    con.time()
}

fn main() {
    let _ = blocking;
    assert_eq!(limit::SCRIPT.name(), "limit");
    assert_eq!(raise::SCRIPT.name(), "raise it");
    assert_eq!(Union::call(&["a"]).script().name(), "union");
    assert_eq!(inner::through_facade::SCRIPT.source(), "return redis.call('GET', KEYS[1])");
}
