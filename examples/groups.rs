//! Groups of arguments: many jobs in one call, each with an id, a priority and a payload of bytes.
//!
//! `REDIS_URL=redis://127.0.0.1 cargo run --example groups`

use std::env;
use std::error::Error;
use std::sync::Arc;

use redis::aio::ConnectionLike;
use redis::{RedisWrite, ToRedisArgs, ToSingleRedisArg};
use redis_script::{ScriptArgs, redis_script};

/// What a job is passed as: three entries of ARGV, in the order of the fields. None of them is copied before it is sent.
#[derive(ScriptArgs)]
pub struct NewJob {
    /// Names the job.
    pub id: Arc<str>,
    /// The most urgent one comes first.
    pub priority: Priority,
    /// What is to be done.
    pub payload: Vec<u8>,
}

/// A type of one's own is an entry if it says how it is written.
#[derive(Clone, Copy)]
pub enum Priority {
    /// Before all others.
    Urgent,
    /// After them.
    Normal,
}

impl ToRedisArgs for Priority {
    fn write_redis_args<W: ?Sized + RedisWrite>(&self, out: &mut W) {
        out.write_arg(match self {
            Self::Urgent => b"0",
            Self::Normal => b"1",
        });
    }
}

impl ToSingleRedisArg for Priority {}

/// Adds jobs: how many of them are new and had room.
///
/// The script's loop goes `for i = 2, #ARGV, 3`. With another step, or another number of fields, this would not compile.
#[redis_script("./lua/push_jobs.lua", keys = 2)]
async fn push_jobs(
    con: &mut impl ConnectionLike,
    queue: &str,
    payloads: &str,
    most: u64,
    jobs: &[NewJob],
) -> redis_script::Result<usize>;

/// A tuple is a group, too: raises priorities.
#[redis_script(
    lua = "
        local changed = 0
        for i = 1, #ARGV, 2 do
            changed = changed + redis.call('ZADD', KEYS[1], 'XX', 'CH', ARGV[i + 1], ARGV[i])
        end
        return changed
    ",
    keys = 1
)]
async fn set_priorities(
    con: &mut impl ConnectionLike,
    queue: &str,
    priorities: &[(&str, Priority)],
) -> redis_script::Result<usize>;

/// Fills a queue.
///
/// # Errors
/// If the server cannot be asked.
///
/// # Panics
/// If it replies something unexpected.
pub async fn run(con: &mut impl ConnectionLike) -> Result<(), Box<dyn Error>> {
    let (queue, payloads) = ("{mail}:queue", "{mail}:payloads");
    let job = |id: &str, priority| NewJob {
        id: id.into(),
        priority,
        payload: vec![0, 159, 146, 150],
    };
    let jobs = [
        job("welcome", Priority::Normal),
        job("password", Priority::Urgent),
        job("news", Priority::Normal),
    ];
    assert_eq!(push_jobs(con, queue, payloads, 2, &jobs).await?, 2);
    assert_eq!(push_jobs(con, queue, payloads, 2, &jobs).await?, 0);
    assert_eq!(push_jobs(con, queue, payloads, 3, &jobs).await?, 1);

    let urgent = [("news", Priority::Urgent), ("unknown", Priority::Urgent)];
    assert_eq!(set_priorities(con, queue, &urgent).await?, 1);

    let order: Vec<String> = redis::cmd("ZRANGE")
        .arg(queue)
        .arg(0)
        .arg(-1)
        .query_async(con)
        .await?;
    assert_eq!(order, ["news", "password", "welcome"]);
    println!("queued {}", order.join(", "));
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let url = env::var("REDIS_URL").unwrap_or("redis://127.0.0.1".to_owned());
    let client = redis::Client::open(url)?;
    run(&mut client.get_multiplexed_async_connection().await?).await
}
