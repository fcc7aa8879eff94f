//! What a function's signature may hold, and that it is kept.
#![deny(warnings)]

use redis::ToRedisArgs;
use redis::aio::ConnectionLike;
use redis_script::{Call, Script, ScriptArg, redis_script};

mod inner {
    use super::*;

    #[redis_script(lua = "return KEYS[1]", keys = 1)]
    pub(super) async fn for_parent(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

    #[redis_script(lua = "return KEYS[1]", keys = 1)]
    pub(in crate::inner) async fn for_inner(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

    #[redis_script(lua = "return KEYS[1]", keys = 1)]
    pub(crate) async fn for_crate(con: &mut impl ConnectionLike, key: &str) -> redis_script::Result<Option<String>>;

    pub(super) fn names() -> [&'static str; 2] {
        let _ = |con: &'static mut redis::aio::MultiplexedConnection| for_inner(con, "k");
        [for_inner::SCRIPT.name(), for_parent::SCRIPT.name()]
    }
}

#[redis_script(lua = "return KEYS[1] .. ARGV[1]", keys = 1)]
async fn r#type(con: &mut impl ConnectionLike, r#fn: &str, r#loop: u64) -> redis_script::Result<Option<String>>;

// The macro's own locals, and what it calls, are not the user's.
#[redis_script(lua = "return KEYS[1] .. ARGV[1] .. ARGV[2] .. ARGV[3]", keys = 1)]
async fn names(call: &mut impl ConnectionLike, size: &str, call_: u8, con: u8, core: u8) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return KEYS[1] .. ARGV[1]", keys = 1)]
fn size(con: &mut dyn redis::ConnectionLike, size: &str, call: u8) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return KEYS[1] .. ARGV[1] .. ARGV[2] .. ARGV[3]", keys = 1)]
async fn generics<'k, C, K, V, const N: usize>(
    con: &mut C,
    key: &'k K,
    value: V,
    bytes: &[u8; N],
    text: impl ScriptArg + Send,
) -> redis_script::Result<Option<String>>
where
    C: ConnectionLike,
    &'k K: ScriptArg,
    V: ScriptArg + Clone;

trait Tenant {
    type Key: ScriptArg;
}

struct One;

impl Tenant for One {
    type Key = String;
}

/// `P` is mentioned by the key's type alone, `T` by the reply alone.
#[redis_script(lua = "return KEYS[1]", keys = 1)]
async fn associated<P: Tenant, T>(con: &mut impl ConnectionLike, key: P::Key) -> redis_script::Result<T>
where
    T: redis::FromRedisValue;

trait Prefix<C> {}

impl<C> Prefix<C> for u8 {}

/// A bound of an entry's type that mentions the connection's.
#[redis_script(lua = "return KEYS[1]", keys = 1)]
fn entangled<C: redis::ConnectionLike, K>(con: &mut C, key: K) -> redis_script::Result<Option<String>>
where
    K: ScriptArg + Prefix<C>;

#[redis_script(lua = "return KEYS[1] .. ARGV[1] .. ARGV[2]", keys = 1)]
async fn owned(con: &mut impl ConnectionLike, key: String, mut value: std::sync::Arc<String>, _unused: u64) -> redis_script::Result<Option<String>>;

// Bytes are one entry, for keys too.
#[redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1] .. ARGV[2])", keys = 1)]
async fn binary(con: &mut impl ConnectionLike, key: &[u8], value: &[u8; 4], end: &[u8]) -> redis_script::Result<()>;

#[redis_script(lua = "if #KEYS == 0 then return 0 end return redis.call('DEL', unpack(KEYS))", keys = ..)]
async fn any_keys(con: &mut impl ConnectionLike, keys: &[String]) -> redis_script::Result<u64>;

#[redis_script(lua = "if not KEYS[2] then return 0 end return redis.call('SUNIONSTORE', KEYS[1], unpack(KEYS, 2))", keys = 1..)]
async fn more_keys(con: &mut impl ConnectionLike, to: &str, from: &[&[u8]]) -> redis_script::Result<u64>;

#[redis_script(lua = "if #ARGV == 0 then return 0 end return redis.call('RPUSH', KEYS[1], unpack(ARGV))", keys = 1)]
async fn more_args<A: ToRedisArgs + redis::ToSingleRedisArg>(con: &mut impl ConnectionLike, key: &str, args: &[A]) -> redis_script::Result<u64>;

#[redis_script(lua = "for i = 1, #KEYS do redis.call('SET', KEYS[i], ARGV[1]) end for i = 2, #ARGV do redis.call('SADD', KEYS[1], ARGV[i]) end", keys = 0..)]
async fn both(con: &mut impl ConnectionLike, keys: &[&str], value: i64, members: &[f64]) -> redis_script::Result<()>;

// Without `keys` the script says it.
#[redis_script(lua = "return redis.call('RENAME', KEYS[1], KEYS[2])")]
async fn inferred(con: &mut impl ConnectionLike, from: &str, to: &str) -> redis_script::Result<()>;

#[redis_script(lua = "return redis.call('PING')")]
async fn nothing(con: &mut impl ConnectionLike) -> redis_script::Result<Option<String>>;

#[derive(Debug)]
struct MyError {
    _source: redis_script::Error,
}

impl From<redis_script::Error> for MyError {
    fn from(error: redis_script::Error) -> Self {
        Self { _source: error }
    }
}

#[redis_script(lua = "return KEYS[1]", keys = 1)]
async fn own_error(con: &mut impl ConnectionLike, key: &str) -> Result<String, MyError>;

#[redis_script(lua = "return KEYS[1]", keys = 1)]
async fn boxed(con: &mut impl ConnectionLike, key: &str) -> Result<String, Box<dyn std::error::Error + Send + Sync>>;

type Reply<T> = Result<T, MyError>;

#[redis_script(lua = "return KEYS[1]", keys = 1)]
async fn alias(con: &mut impl ConnectionLike, key: &str) -> Reply<Option<Vec<(u8, String)>>>;

#[redis_script(lua = "return KEYS[1]", keys = 1)]
async fn redis_result(con: &mut impl ConnectionLike, key: &str) -> redis::RedisResult<()>;

/// The crate's error, which knows redis-rs alone.
#[derive(Debug)]
struct RedisOnly;

impl From<redis::RedisError> for RedisOnly {
    fn from(_: redis::RedisError) -> Self {
        Self
    }
}

#[redis_script(lua = "return KEYS[1]", keys = 1)]
async fn redis_only(con: &mut impl ConnectionLike, key: &str) -> Result<String, RedisOnly>;

#[redis_script(lua = "return KEYS[1]", keys = 1)]
async fn any_redis_error<E: From<redis::RedisError>>(con: &mut impl ConnectionLike, key: &str) -> Result<String, E>;

#[redis_script(lua = "return KEYS[1]", keys = 1)]
fn any_error<E: From<redis_script::Error>>(con: &mut dyn redis::ConnectionLike, key: &str) -> Result<String, E>;

fn is_send<T: Send>(value: T) -> T {
    value
}

async fn all(con: &mut redis::aio::MultiplexedConnection) -> Result<(), MyError> {
    inner::for_parent(con, "k").await?;
    inner::for_crate(con, "k").await?;
    r#type(con, "k", 1).await?;
    names(con, "k", 1, 2, 3).await?;
    generics(con, &"k", 1.5, b"ab", "text").await?;
    associated::<One, u64>(con, "k".to_owned()).await?;
    owned(con, "k".to_owned(), "v".to_owned().into(), 1).await?;
    binary(con, b"\xff", b"\0\0\0\0", b"").await?;
    any_keys(con, &[]).await?;
    more_keys(con, "k", &[b"a", b"bc"]).await?;
    more_args(con, "k", &[1, 2]).await?;
    both(con, &["a", "b"], -1, &[1.5]).await?;
    inferred(con, "a", "b").await?;
    nothing(con).await?;
    own_error(con, "k").await?;
    boxed(con, "k").await.unwrap();
    alias(con, "k").await?;
    redis_result(con, "k").await.unwrap();
    Ok(())
}

fn sent<T>(call: &Call<T>) -> String {
    String::from_utf8(call.to_cmd().get_packed_command()).unwrap().replace("\r\n", " ")
}

fn main() {
    let _ = |con| is_send(all(con));
    let _ = size;
    let _ = |con: &mut redis::Connection| entangled(con, 1_u8);
    assert_eq!(inner::names(), ["for_inner", "for_parent"]);

    const SCRIPT: Script = r#type::SCRIPT;
    assert_eq!(SCRIPT.name(), "type");
    assert_eq!(SCRIPT.source(), "return KEYS[1] .. ARGV[1]");
    let sha1 = SCRIPT.sha1();
    assert_eq!(sent(&r#type::call("k", 7)), format!("*5 $10 EVALSHA_RO $40 {sha1} $1 1 $1 k $1 7 "));

    let call: Call<String> = associated::call::<One, _>("k".to_owned());
    assert!(sent(&call).ends_with("$1 1 $1 k "));
    assert!(sent(&generics::call(&"k", 1, b"ab", "x")).ends_with("$1 1 $1 k $1 1 $2 ab $1 x "));
    assert!(sent(&any_keys::call(&[])).ends_with("$1 0 "));
    assert!(sent(&any_keys::call(&["a".into(), "b".into()])).ends_with("$1 2 $1 a $1 b "));
    assert!(sent(&more_keys::call("k", &[b"a"])).ends_with("$1 2 $1 k $1 a "));
    assert!(sent(&both::call(&["a", "b"], 1, &[2.5])).ends_with("$1 2 $1 a $1 b $1 1 $3 2.5 "));
    assert!(sent(&nothing::call()).ends_with("$1 0 "));
}
