//! What a call passes: optional entries, groups, and shared text.
#![deny(warnings)]

use std::rc::Rc;
use std::sync::Arc;

use redis::ConnectionLike;
use redis_script::{Call, ScriptArg, ScriptArgs, redis_script};

#[redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2] or 60)", keys = 1)]
fn ttl(con: &mut dyn ConnectionLike, key: &str, value: &[u8], ttl_secs: Option<u64>) -> redis_script::Result<()>;

#[redis_script(
    lua = "
        local how, count = ARGV[2], ARGV[3]
        if how then return redis.call('SET', KEYS[1], ARGV[1], how, count) end
        return redis.call('SET', KEYS[1], ARGV[1])
    ",
    keys = 1,
    args = 1..=3
)]
fn pair(
    con: &mut dyn ConnectionLike,
    key: &str,
    value: &str,
    expiry: Option<(&str, u64)>,
) -> redis_script::Result<()>;

#[redis_script(lua = "if KEYS[2] then redis.call('INCR', KEYS[2]) end return redis.call('INCRBY', KEYS[1], ARGV[1])", keys = 1..=2)]
fn optional_key(con: &mut dyn ConnectionLike, key: &str, total: Option<&str>, by: i64) -> redis_script::Result<i64>;

#[redis_script(lua = "for i = 1, #ARGV, 3 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1] .. ARGV[i + 2]) end", keys = 1)]
fn tuples(con: &mut dyn ConnectionLike, key: &str, jobs: &[(&str, u64, Vec<u8>)]) -> redis_script::Result<()>;

#[redis_script(lua = "for i = 1, #KEYS, 2 do redis.call('SMOVE', KEYS[i], KEYS[i + 1], ARGV[1]) end", keys = ..)]
fn pairs_of_keys(con: &mut dyn ConnectionLike, moves: &[(String, String)], member: &str) -> redis_script::Result<()>;

#[derive(ScriptArgs)]
struct Job<'a, P> {
    id: &'a str,
    priority: i64,
    payload: P,
}

#[derive(ScriptArgs)]
struct Range(f64, f64);

#[redis_script(lua = "for i = 2, #ARGV, 3 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1] .. ARGV[i + 2] .. ARGV[1]) end", keys = 1)]
fn structs<'j>(con: &mut dyn ConnectionLike, key: &str, ttl: u64, jobs: &[Job<'j, Vec<u8>>]) -> redis_script::Result<()>;

#[redis_script(lua = "for i = 1, #ARGV, 3 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1] .. ARGV[i + 2]) end", keys = 1)]
fn generic<P: ScriptArg>(con: &mut dyn ConnectionLike, key: &str, jobs: &[&Job<'_, P>]) -> redis_script::Result<()>;

#[redis_script(lua = "for i = 1, #ARGV, 2 do redis.call('ZREMRANGEBYSCORE', KEYS[1], ARGV[i], ARGV[i + 1]) end", keys = 1)]
fn ranges(con: &mut dyn ConnectionLike, key: &str, ranges: &[Range]) -> redis_script::Result<()>;

/// A name that may be a struct is a single entry, too.
#[derive(Clone, Copy)]
enum Color {
    Red,
}

impl redis::ToRedisArgs for Color {
    fn write_redis_args<W: ?Sized + redis::RedisWrite>(&self, out: &mut W) {
        out.write_arg(match self {
            Self::Red => b"red",
        });
    }
}

impl redis::ToSingleRedisArg for Color {}

#[redis_script(lua = "for i = 1, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end", keys = 1)]
fn colors(con: &mut dyn ConnectionLike, key: &str, colors: &[Color]) -> redis_script::Result<()>;

#[redis_script(lua = "return redis.call('MSET', KEYS[1], ARGV[1], KEYS[2], ARGV[2], KEYS[3], ARGV[3] or ARGV[1])", keys = 3)]
fn shared(
    con: &mut dyn ConnectionLike,
    boxed: Box<str>,
    arc: Arc<str>,
    rc: &Rc<str>,
    one: Color,
    two: &Arc<str>,
    three: Option<Box<str>>,
) -> redis_script::Result<()>;

fn sent<T>(call: &Call<T>) -> String {
    let packed = String::from_utf8(call.to_cmd().get_packed_command()).unwrap();
    let words: Vec<&str> = packed.split("\r\n").filter(|word| !word.starts_with(['*', '$'])).collect();
    words[2..].join(" ").trim_end().to_owned()
}

fn main() {
    assert_eq!(sent(&ttl::call("k", b"v", None)), "1 k v");
    assert_eq!(sent(&ttl::call("k", b"v", Some(7))), "1 k v 7");
    assert_eq!(sent(&pair::call("k", "v", None)), "1 k v");
    assert_eq!(sent(&pair::call("k", "v", Some(("EX", 7)))), "1 k v EX 7");
    assert_eq!(sent(&optional_key::call("k", None, 7)), "1 k 7");
    assert_eq!(sent(&optional_key::call("k", Some("t"), 7)), "2 k t 7");
    let jobs = [("a", 1, b"x".to_vec()), ("b", 2, b"y".to_vec())];
    assert_eq!(sent(&tuples::call("k", &jobs)), "1 k a 1 x b 2 y");
    assert_eq!(sent(&tuples::call("k", &[])), "1 k");
    let moves = [("a".into(), "b".into()), ("c".into(), "d".into())];
    assert_eq!(sent(&pairs_of_keys::call(&moves, "m")), "4 a b c d m");
    let job = Job { id: "a", priority: -1, payload: b"x".to_vec() };
    assert_eq!(sent(&structs::call("k", 9, &[job])), "1 k 9 a -1 x");
    let job = Job { id: "a", priority: -1, payload: 2.5 };
    assert_eq!(sent(&generic::call("k", &[&job, &job])), "1 k a -1 2.5 a -1 2.5");
    assert_eq!(sent(&ranges::call("k", &[Range(1.0, 2.5)])), "1 k 1.0 2.5");
    assert_eq!(sent(&colors::call("k", &[Color::Red])), "1 k red");
    let call = shared::call("a".into(), "b".into(), &Rc::from("c"), Color::Red, &"e".into(), Some("f".into()));
    assert_eq!(sent(&call), "3 a b c red e f");
    let _ = (ttl, pair, optional_key, tuples, pairs_of_keys, structs, generic::<u8>, ranges, colors, shared);
}
