//! An `Option` is passed or left out: the script provides for that, and nothing follows it.

use redis::ConnectionLike;
use redis_script::redis_script;

#[redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])", keys = 1)]
fn needed(con: &mut dyn ConnectionLike, key: &str, value: &str, ttl: Option<u64>) -> redis_script::Result<()>;

#[redis_script(lua = "if ARGV[1] then return redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[1]) end", keys = 1)]
fn in_front(con: &mut dyn ConnectionLike, key: &str, ttl: Option<u64>, value: &str) -> redis_script::Result<()>;

#[redis_script(lua = "if ARGV[1] then return redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[1]) end")]
fn inferred(con: &mut dyn ConnectionLike, key: &str, ttl: Option<u64>, value: &str) -> redis_script::Result<()>;

#[redis_script(lua = "for i = 1, #ARGV do redis.call('SADD', KEYS[1], ARGV[i]) end", keys = 1)]
fn of_slice(con: &mut dyn ConnectionLike, key: &str, members: Option<&[String]>) -> redis_script::Result<()>;

#[redis_script(lua = "return redis.call('GET', KEYS[1] or 'none')", keys = 1)]
fn key(con: &mut dyn ConnectionLike, key: Option<&str>) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "if KEYS[2] then redis.call('DEL', KEYS[2]) end return redis.call('GET', KEYS[1])", keys = 1..)]
fn keys_without_end(con: &mut dyn ConnectionLike, key: &str, other: Option<&str>) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2] or 60)", keys = 1, args = 2)]
fn args_of_all(con: &mut dyn ConnectionLike, key: &str, value: &str, ttl: Option<u64>) -> redis_script::Result<()>;

type Ttl = Option<u64>;

#[redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2] or 60)", keys = 1)]
fn alias(con: &mut dyn ConnectionLike, key: &str, value: &str, ttl: Ttl) -> redis_script::Result<()>;

type Pair = (String, u64);

#[redis_script(lua = "if ARGV[1] then redis.call('SET', KEYS[1], ARGV[1]) end", keys = 1)]
fn alias_inside(con: &mut dyn ConnectionLike, key: &str, pair: Option<Pair>) -> redis_script::Result<()>;

#[redis_script(lua = "if ARGV[1] then redis.call('SET', KEYS[1], ARGV[1]) end", keys = 1)]
fn nested(con: &mut dyn ConnectionLike, key: &str, value: Option<Option<u64>>) -> redis_script::Result<()>;

fn main() {}
