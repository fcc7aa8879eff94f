//! Comparisons with what the types of the parameters send, and keys that are not passed.

use redis_script::redis_script;

// Strings, one of which is an integer.
#[redis_script(lua = "
    local stored = redis.call('GET', KEYS[1])
    if stored and stored < ARGV[1] then redis.call('SET', KEYS[1], ARGV[1]) end
    return stored
", keys = 1)]
fn raise(con: &mut redis::Connection, key: &str, limit: u64) -> redis_script::Result<Option<u64>>;

// A string that is an integer is never the number 0, and one that is `0` is true.
#[redis_script(lua = "
    if ARGV[1] == 0 then return redis.call('DEL', KEYS[1]) end
    if ARGV[2] then return redis.call('PERSIST', KEYS[1]) end
    return redis.call('EXPIRE', KEYS[1], ARGV[1])
", keys = 1)]
fn expire(con: &mut redis::Connection, key: &str, ttl: u64, never: bool) -> redis_script::Result<bool>;

// Three ways to a key.
#[redis_script(lua = "
    local name = redis.call('GET', KEYS[1])
    redis.call('DEL', KEYS[1] .. ':log')
    redis.call('INCR', 'renames')
    return redis.call('SET', ARGV[1], name or '')
", keys = 1, cluster)]
fn rename(con: &mut redis::Connection, key: &str, to: &str) -> redis_script::Result<()>;

// A time without a unit, and one that is a point in time.
#[redis_script(lua = "
    redis.call('HSET', KEYS[1], 'window', ARGV[1])
    return redis.call('EXPIREAT', KEYS[1], ARGV[1])
", keys = 1)]
fn open(con: &mut redis::Connection, key: &str, window: std::time::Duration) -> redis_script::Result<bool>;

fn main() {}
