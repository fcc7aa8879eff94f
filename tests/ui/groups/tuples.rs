//! Tuples in a slice are groups of single entries, which the script takes as they are passed.

use redis::ConnectionLike;
use redis_script::redis_script;

#[redis_script(lua = "for i = 1, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end", keys = 1)]
fn step(con: &mut dyn ConnectionLike, key: &str, jobs: &[(String, u64, Vec<u8>)]) -> redis_script::Result<()>;

#[redis_script(lua = "for i = 1, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end", keys = 1)]
fn nested(con: &mut dyn ConnectionLike, key: &str, jobs: &[((String, u64), Vec<u8>)]) -> redis_script::Result<()>;

#[redis_script(lua = "for i = 1, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end", keys = 1)]
fn optional(con: &mut dyn ConnectionLike, key: &str, jobs: &[(String, Option<u64>)]) -> redis_script::Result<()>;

#[redis_script(lua = "for i = 1, #ARGV do redis.call('RPUSH', KEYS[1], ARGV[i]) end", keys = 1)]
fn own(con: &mut dyn ConnectionLike, key: &str, jobs: &[Own]) -> redis_script::Result<()>;

struct Own;

fn main() {}
