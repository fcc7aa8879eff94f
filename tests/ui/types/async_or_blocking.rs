use redis::aio::ConnectionLike as AsyncConnectionLike;
use redis::{Connection, ConnectionLike};
use redis_script::redis_script;

struct Pool;

#[redis_script(lua = "return redis.call('GETEX', KEYS[1], 'EX', ARGV[1])", keys = 1)]
fn async_bound(con: &mut impl AsyncConnectionLike, key: &str, secs: u64) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GETEX', KEYS[1], 'EX', ARGV[1])", keys = 1)]
fn async_type(con: redis::aio::MultiplexedConnection, key: &str, secs: u64) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GETEX', KEYS[1], 'EX', ARGV[1])", keys = 1)]
async fn blocking_bound(con: &mut impl ConnectionLike, key: &str, secs: u64) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GETEX', KEYS[1], 'EX', ARGV[1])", keys = 1)]
async fn blocking_type(con: &mut Connection, key: &str, secs: u64) -> redis_script::Result<Option<String>>;

#[redis_script(lua = "return redis.call('GETEX', KEYS[1], 'EX', ARGV[1])", keys = 1)]
async fn neither(con: &mut Pool, key: &str, secs: u64) -> redis_script::Result<Option<String>>;

fn main() {}
