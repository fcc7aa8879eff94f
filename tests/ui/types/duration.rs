use std::time::Duration;

use redis::aio::ConnectionLike;
use redis_script::redis_script;

// Two units.
#[redis_script(
    lua = "
        redis.call('SET', KEYS[1], 'x', 'EX', ARGV[1])
        return redis.call('PEXPIRE', KEYS[2], ARGV[1])
    ",
    keys = 2
)]
async fn both(con: &mut impl ConnectionLike, one: &str, other: &str, ttl: Duration) -> redis_script::Result<bool>;

// None.
#[redis_script(lua = "return redis.call('HSET', KEYS[1], 'ttl', ARGV[1])", keys = 1)]
async fn none(con: &mut impl ConnectionLike, key: &str, ttl: Duration) -> redis_script::Result<i64>;

// A point in time.
#[redis_script(lua = "return redis.call('EXPIREAT', KEYS[1], ARGV[1])", keys = 1)]
async fn point(con: &mut impl ConnectionLike, key: &str, until: std::time::Duration) -> redis_script::Result<bool>;

// Another type of that name, and that type by another name.
mod other {
    pub struct Duration(pub u64);
}

type Ttl = std::time::Duration;

mod alias {
    use super::other::Duration;
    use redis::aio::ConnectionLike;
    use redis_script::redis_script;

    #[redis_script(lua = "return redis.call('EXPIRE', KEYS[1], ARGV[1])", keys = 1)]
    async fn expire(con: &mut impl ConnectionLike, key: &str, ttl: Duration) -> redis_script::Result<bool>;
}

#[redis_script(lua = "return redis.call('EXPIRE', KEYS[1], ARGV[1])", keys = 1)]
async fn expire(con: &mut impl ConnectionLike, key: &str, ttl: Ttl) -> redis_script::Result<bool>;

fn main() {}
