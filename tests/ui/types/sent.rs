//! What a parameter's type never sends, and a reply that has no fields.

use std::collections::HashMap;

use redis_script::redis_script;

#[redis_script(lua = "if ARGV[1] == 'true' then redis.call('DEL', KEYS[1]) end return 1", keys = 1)]
fn clear(con: &mut redis::Connection, key: &str, force: bool) -> redis_script::Result<()>;

#[redis_script(lua = "return {left = redis.call('LLEN', KEYS[1])}", keys = 1)]
fn counts(con: &mut redis::Connection, key: &str) -> redis_script::Result<HashMap<String, u64>>;

fn main() {}
