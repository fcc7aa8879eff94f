//! The compiler knows how many fields a struct has, and holds the script's loop against it.

use redis::ConnectionLike;
use redis_script::{ScriptArgs, redis_script};

#[derive(ScriptArgs)]
struct Job<'a> {
    id: &'a str,
    priority: i64,
    payload: Vec<u8>,
}

#[redis_script(lua = "for i = 1, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end", keys = 1)]
fn step<'a>(con: &mut dyn ConnectionLike, key: &str, jobs: &[Job<'a>]) -> redis_script::Result<()>;

#[redis_script(lua = "for i = 1, #ARGV, 3 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1] .. ARGV[i + 2]) end", keys = 1)]
fn begin(con: &mut dyn ConnectionLike, key: &str, ttl: u64, jobs: &[Job<'_>]) -> redis_script::Result<()>;

type Pair = (String, u64);

#[redis_script(lua = "local i = 1 while i <= #ARGV do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 2]) i = i + 3 end", keys = 1)]
fn alias(con: &mut dyn ConnectionLike, key: &str, jobs: &[Pair]) -> redis_script::Result<()>;

#[redis_script(lua = "for i = 1, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end", keys = 1, allow(misaligned_group = "the tail is read elsewhere"))]
fn allowed(con: &mut dyn ConnectionLike, key: &str, jobs: &[Job<'_>]) -> redis_script::Result<()>;

fn main() {}
