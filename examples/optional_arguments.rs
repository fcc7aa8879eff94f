//! Arguments that not every call passes: sessions with or without a user, and with or without a new time to live.
//!
//! `REDIS_URL=redis://127.0.0.1 cargo run --example optional_arguments`

use std::env;
use std::error::Error;

use redis::aio::ConnectionLike;
use redis_script::redis_script;

/// Saves a session: its new version, or -1 if somebody else was faster.
///
/// `KEYS[2]` and `ARGV[3]` are optional, so the last key and the last argument are `Option`s. The script asks `if KEYS[2] then`
/// and `if ARGV[3] then`; without these tests, this function would not compile.
#[redis_script("./lua/save_session.lua", keys = 1..=2)]
async fn save_session(
    con: &mut impl ConnectionLike,
    session: &str,
    of_user: Option<&str>,
    data: &[u8],
    known_version: u64,
    ttl_secs: Option<u64>,
) -> redis_script::Result<i64>;

/// Entries that come together are an `Option` of a tuple: one test is enough for both.
#[redis_script(
    lua = "
        if ARGV[1] then
            redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
        end
        return redis.call('HLEN', KEYS[1])
    ",
    keys = 1
)]
async fn count_fields(
    con: &mut impl ConnectionLike,
    session: &str,
    added: Option<(&str, f64)>,
) -> redis_script::Result<u64>;

/// Saves a session of a guest and one of a user.
///
/// # Errors
/// If the server cannot be asked.
///
/// # Panics
/// If it replies something unexpected.
pub async fn run(con: &mut impl ConnectionLike) -> Result<(), Box<dyn Error>> {
    // One hash tag: all keys of a call are in one slot.
    let (guest, known, of_ann) = ("{guest}:session", "{ann}:session", "{ann}:sessions");

    assert_eq!(
        save_session(con, guest, None, b"cart=1", 0, Some(60)).await?,
        1
    );
    assert_eq!(save_session(con, guest, None, b"cart=2", 1, None).await?, 2);
    assert_eq!(save_session(con, guest, None, b"late", 1, None).await?, -1);

    assert_eq!(
        save_session(con, known, Some(of_ann), b"cart=1", 0, None).await?,
        1
    );
    let sessions: Vec<String> = redis::cmd("SMEMBERS").arg(of_ann).query_async(con).await?;
    assert_eq!(sessions, [known]);

    assert_eq!(count_fields(con, guest, None).await?, 2);
    assert_eq!(count_fields(con, guest, Some(("seen", 1.5))).await?, 3);
    println!("saved {guest} and {known}");
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let url = env::var("REDIS_URL").unwrap_or("redis://127.0.0.1".to_owned());
    let client = redis::Client::open(url)?;
    run(&mut client.get_multiplexed_async_connection().await?).await
}
