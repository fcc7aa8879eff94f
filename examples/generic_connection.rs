//! A type over any connection, which loads its scripts when it is made: a budget of tokens that refills.
//!
//! `preload_async` asks no more of a connection than a call does, so the type needs no other bound than `ConnectionLike`. Its errors
//! convert into `redis::RedisError`.
//!
//! `REDIS_URL=redis://127.0.0.1 cargo run --example generic_connection`

use std::env;
use std::error::Error;

use redis::aio::ConnectionLike;
use redis::{FromRedisValue, RedisResult};
use redis_script::{preload_async, redis_script};

/// Takes tokens from a budget that the server's clock refills; how many are left, or -1 if there are too few.
#[redis_script(
    lua = "
        local time = redis.call('TIME')
        local now = tonumber(time[1])
        local budget = redis.call('HMGET', KEYS[1], 'left', 'at')
        local left = tonumber(budget[1]) or tonumber(ARGV[1])
        local since = now - (tonumber(budget[2]) or now)
        left = math.min(tonumber(ARGV[1]), left + since * ARGV[2])
        if left < tonumber(ARGV[3]) then
            return -1
        end
        left = left - ARGV[3]
        redis.call('HSET', KEYS[1], 'left', left, 'at', now)
        redis.call('EXPIRE', KEYS[1], 3600)
        return math.floor(left)
    ",
    keys = 1
)]
async fn take(
    con: &mut impl ConnectionLike,
    budget: &str,
    most: u64,
    per_second: u64,
    tokens: u64,
) -> RedisResult<i64>;

/// Gives tokens back.
#[redis_script(
    lua = "
        if redis.call('EXISTS', KEYS[1]) == 0 then
            return 0
        end
        return redis.call('HINCRBY', KEYS[1], 'left', ARGV[1])
    ",
    keys = 1
)]
async fn give_back(con: &mut impl ConnectionLike, budget: &str, tokens: u64) -> RedisResult<u64>;

/// Budgets over a connection: one to a server, one to a cluster, a pool's, or a wrapper of them.
pub struct Budgets<C> {
    con: C,
    most: u64,
    per_second: u64,
}

impl<C: ConnectionLike> Budgets<C> {
    /// Loads the scripts, so that no call needs a second round trip.
    ///
    /// # Errors
    /// If a server does not get them.
    pub async fn new(mut con: C, most: u64, per_second: u64) -> RedisResult<Self> {
        preload_async(&mut con, [take::SCRIPT, give_back::SCRIPT]).await?;
        Ok(Self {
            con,
            most,
            per_second,
        })
    }

    /// Takes tokens, if there are enough.
    ///
    /// # Errors
    /// If the server cannot be asked.
    pub async fn take(&mut self, budget: &str, tokens: u64) -> RedisResult<bool> {
        let left = take(&mut self.con, budget, self.most, self.per_second, tokens).await?;
        Ok(left >= 0)
    }

    /// Gives tokens back that were not used.
    ///
    /// # Errors
    /// If the server cannot be asked.
    pub async fn give_back(&mut self, budget: &str, tokens: u64) -> RedisResult<()> {
        give_back(&mut self.con, budget, tokens).await?;
        Ok(())
    }

    /// Whether the server knows both scripts.
    async fn knows_its_scripts(&mut self) -> RedisResult<bool> {
        let mut exists = redis::cmd("SCRIPT");
        exists
            .arg("EXISTS")
            .arg(take::SCRIPT.sha1())
            .arg(give_back::SCRIPT.sha1());
        let known = self.con.req_packed_command(&exists).await?;
        Ok(Vec::<bool>::from_redis_value(known)?
            .iter()
            .all(|known| *known))
    }
}

/// Spends a budget.
///
/// # Errors
/// If the server cannot be asked.
///
/// # Panics
/// If it replies something unexpected.
pub async fn run(con: &mut (impl ConnectionLike + Clone)) -> Result<(), Box<dyn Error>> {
    let mut budgets = Budgets::new(con.clone(), 10, 0).await?;
    assert!(budgets.knows_its_scripts().await?);
    for (budget, expected) in [
        ("budget:ann", true),
        ("budget:bob", true),
        ("budget:ann", false),
    ] {
        assert_eq!(budgets.take(budget, 6).await?, expected, "{budget}");
    }
    budgets.give_back("budget:ann", 6).await?;
    assert!(budgets.take("budget:ann", 10).await?);
    println!("spent the budgets");
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let url = env::var("REDIS_URL").unwrap_or("redis://127.0.0.1".to_owned());
    let client = redis::Client::open(url)?;
    run(&mut client.get_multiplexed_async_connection().await?).await
}
