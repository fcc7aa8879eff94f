//! Entries that only some calls pass.
#![deny(warnings)]
#![allow(dead_code)]

use redis::aio::ConnectionLike;
use redis_script::redis_script;

#[redis_script(
    lua = "for i = 2, #KEYS do redis.call('DEL', KEYS[i]) end return redis.call('GET', KEYS[1])",
    keys = 1..=3
)]
async fn up_to_three(
    con: &mut impl ConnectionLike,
    key: &str,
    more: &[&str],
) -> redis_script::Result<Option<String>>;

#[redis_script(
    lua = "return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2] or 60)",
    keys = 1,
    args = 1..=2
)]
async fn set(
    con: &mut impl ConnectionLike,
    key: &str,
    value: &str,
    ttl_secs: &[u64],
) -> redis_script::Result<()>;

#[redis_script(
    lua = "if ARGV[1] == '1' then return redis.call('SET', KEYS[1], ARGV[2]) end return redis.call('DEL', KEYS[1])",
    keys = 1,
    args = 2
)]
async fn set_or_delete(
    con: &mut impl ConnectionLike,
    key: &str,
    is_set: bool,
    value: &str,
) -> redis_script::Result<()>;

fn main() {
    let _ = up_to_three::call("a", &["b"]);
    let _ = set::call("a", "b", &[60]);
    let _ = set_or_delete::call("a", true, "b");
}
