//! A `Duration` in the unit that the script takes.

use std::time::Duration;

use redis::ConnectionLike;
use redis_script::{commands, redis_script};

#[redis_script(lua = "return redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])", keys = 1)]
fn lock(con: &mut dyn ConnectionLike, key: &str, token: &str, lease: std::time::Duration) -> redis_script::Result<()>;

#[redis_script(lua = "return redis.call('EXPIRE', KEYS[1], ARGV[1] or 60)", keys = 1)]
fn touch(con: &mut dyn ConnectionLike, key: &str, ttl: Option<Duration>) -> redis_script::Result<bool>;

#[redis_script(
    lua = "for i = 1, #ARGV do redis.call('PEXPIRE', KEYS[1], ARGV[i]) end",
    keys = 1
)]
fn each(con: &mut dyn ConnectionLike, key: &str, ttls: &[Duration]) -> redis_script::Result<()>;

#[redis_script(
    lua = "for i = 1, #ARGV, 2 do redis.call('HSETEX', KEYS[1], 'EX', ARGV[i + 1], 'FIELDS', 1, ARGV[i], 'x') end",
    keys = 1
)]
fn fields(con: &mut dyn ConnectionLike, key: &str, fields: &[(&str, Duration)]) -> redis_script::Result<()>;

#[redis_script(
    lua = "
        local window_ms = tonumber(ARGV[1])
        local t = redis.call('TIME')
        return redis.call('ZCOUNT', KEYS[1], t[1] * 1000 + math.floor(t[2] / 1000) - window_ms, '+inf')
    ",
    keys = 1
)]
fn recent(con: &mut dyn ConnectionLike, key: &str, window: &Duration) -> redis_script::Result<u64>;

#[commands]
trait Locks {
    #[redis_script(lua = "return redis.call('PEXPIRE', KEYS[1], tonumber(ARGV[1]) * 1000)", keys = 1)]
    fn extend(&mut self, key: &str, lease: Duration) -> redis_script::Result<bool>;
}

fn args(call: &redis_script::Call<impl Sized>) -> Vec<String> {
    let cmd = call.to_cmd();
    let args = cmd.args_iter().skip(4);
    args.map(|arg| match arg {
        redis::Arg::Simple(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        _ => String::new(),
    })
    .collect()
}

fn main() {
    let lease = Duration::from_millis(1500);
    assert_eq!(args(&lock::call("k", "t", lease)), ["t", "1500"]);
    assert_eq!(args(&touch::call("k", Some(Duration::from_secs(90)))), ["90"]);
    assert!(args(&touch::call("k", None)).is_empty());
    assert_eq!(args(&each::call("k", &[lease, lease * 2])), ["1500", "3000"]);
    assert_eq!(args(&fields::call("k", &[("a", Duration::from_secs(2))])), ["a", "2"]);
    assert_eq!(args(&recent::call("k", &lease)), ["1500"]);
    assert_eq!(args(&extend::call("k", Duration::from_secs(3))), ["3"]);
}
