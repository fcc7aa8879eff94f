//! Structs as replies: a queue whose messages are hidden while somebody works on them.
//!
//! `REDIS_URL=redis://127.0.0.1 cargo run --example struct_replies`

use std::env;
use std::error::Error;

use redis::aio::ConnectionLike;
use redis_script::{FromReply, redis_script};

/// A message. The script replies with an array, which is read by position.
#[derive(FromReply, Debug, PartialEq)]
pub struct Message {
    /// Names it.
    pub id: String,
    /// `None` if somebody has removed it from the hash. Without the `Option`, [`receive`] would not compile: `HGET` may reply nil.
    pub body: Option<Vec<u8>>,
    /// How often it was received, this time included.
    pub received: u32,
    /// When it is visible again, in milliseconds.
    pub visible_at: u64,
}

/// What a queue holds. The script replies with names and values, which are read by name.
#[derive(FromReply, Debug, PartialEq)]
#[reply(by_name, rename_all = "kebab-case")]
pub struct Counts {
    /// Messages in all.
    pub in_queue: u64,
    /// Those that are hidden.
    pub hidden: u64,
}

/// Adds a message.
#[redis_script(
    lua = "
        redis.call('HSET', KEYS[2], ARGV[1] .. ':body', ARGV[2])
        return redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
    ",
    keys = 2
)]
async fn send(
    con: &mut impl ConnectionLike,
    queue: &str,
    messages: &str,
    id: &str,
    body: &[u8],
    now_ms: u64,
) -> redis_script::Result<bool>;

/// Takes a message, if one is due.
#[redis_script("./lua/receive.lua", keys = 2)]
async fn receive(
    con: &mut impl ConnectionLike,
    queue: &str,
    messages: &str,
    now_ms: u64,
    hide_ms: u64,
) -> redis_script::Result<Option<Message>>;

/// Counts messages.
#[redis_script(
    lua = "
        local all = redis.call('ZCARD', KEYS[1])
        local hidden = redis.call('ZCOUNT', KEYS[1], '(' .. ARGV[1], '+inf')
        return {'in-queue', all, 'hidden', hidden}
    ",
    keys = 1
)]
async fn count(
    con: &mut impl ConnectionLike,
    queue: &str,
    now_ms: u64,
) -> redis_script::Result<Counts>;

/// Sends and receives a few messages.
///
/// # Errors
/// If the server cannot be asked.
///
/// # Panics
/// If it replies something unexpected.
pub async fn run(con: &mut impl ConnectionLike) -> Result<(), Box<dyn Error>> {
    let (queue, messages, now) = ("{orders}:queue", "{orders}:messages", 1_700_000_000_000);
    assert!(send(con, queue, messages, "a", b"first", now).await?);
    assert!(send(con, queue, messages, "b", b"second", now + 1).await?);

    let message = receive(con, queue, messages, now, 1_000).await?;
    let expected = Message {
        id: "a".to_owned(),
        body: Some(b"first".to_vec()),
        received: 1,
        visible_at: now + 1_000,
    };
    assert_eq!(message, Some(expected));
    assert_eq!(receive(con, queue, messages, now, 1_000).await?, None);
    let counts = count(con, queue, now + 1).await?;
    assert_eq!(
        counts,
        Counts {
            in_queue: 2,
            hidden: 1
        }
    );

    // Nobody has deleted it: it comes again.
    let again = receive(con, queue, messages, now + 1_000, 0).await?;
    println!("received {again:?}");
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let url = env::var("REDIS_URL").unwrap_or("redis://127.0.0.1".to_owned());
    let client = redis::Client::open(url)?;
    run(&mut client.get_multiplexed_async_connection().await?).await
}
