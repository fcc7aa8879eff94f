//! A lock with a fencing token: of several workers, one writes the report, and one that stalls does not overwrite it later.
//!
//! `cargo run --example lock --features scripts` starts a private server.

use std::error::Error;
use std::time::Duration;

use private_server::PrivateServer;
use redis::AsyncCommands;
use redis::aio::ConnectionLike;
use redis_script::scripts::lock::{
    Acquisition, FencedWrite, Holder, Lock, Token, acquire_async, extend_async, fenced_set_async,
    release_async,
};
use redis_script::scripts::{Expiry, Ttl};
use tokio::time::sleep;

/// It is in the slot of the lock, which is called `report`.
const REPORT: &str = "{report}:text";

/// Waits for the lock, and takes it for a time.
async fn wait_for(
    con: &mut impl ConnectionLike,
    lock: &Lock,
    holder: &Holder,
    ttl: Ttl,
) -> redis_script::Result<Token> {
    loop {
        match acquire_async(con, lock, holder, ttl).await? {
            Acquisition::Acquired(token) => return Ok(token),
            // It may be released at any time, so nobody waits for long.
            Acquisition::Held { .. } => sleep(Duration::from_millis(5)).await,
        }
    }
}

/// Writes the report, if no later worker has the lock.
async fn publish(
    con: &mut impl ConnectionLike,
    lock: &Lock,
    token: Token,
    text: &str,
) -> redis_script::Result<bool> {
    let written = fenced_set_async(con, lock.fence(), REPORT, token, text, Expiry::Keep).await?;
    if let FencedWrite::Stale { newest } = written {
        println!("{token} is older than {newest}: `{text}` is not written");
    }
    Ok(written.is_done())
}

/// Lets two workers write a report.
///
/// # Errors
/// If the server cannot be asked.
///
/// # Panics
/// If it replies something unexpected.
pub async fn run(con: &mut impl AsyncCommands) -> Result<(), Box<dyn Error>> {
    let lock = Lock::new("report")?;
    let [slow, fast] = [Holder::unique(), Holder::unique()];

    // The slow one stalls for longer than its lock lasts: a pause, a full disk, a slow network.
    let old = wait_for(con, &lock, &slow, Ttl::new(Duration::from_millis(20))?).await?;
    let new = wait_for(con, &lock, &fast, Ttl::new(Duration::from_secs(30))?).await?;
    assert!(new > old);
    assert!(!publish(con, &lock, old, "by the slow one").await?);

    // The fast one takes its time, too, but says so before its lock is over.
    let long = Ttl::new(Duration::from_secs(60))?;
    assert!(extend_async(con, &lock, &fast, long).await?);
    assert!(publish(con, &lock, new, "by the fast one").await?);
    assert!(release_async(con, &lock, &fast).await?);

    // A token is refused for ever after.
    assert!(!publish(con, &lock, old, "by the slow one").await?);
    let report: String = con.get(REPORT).await?;
    assert_eq!(report, "by the fast one");
    println!("the report is written {report}");
    Ok(())
}

/// Runs the example on a server of its own.
///
/// # Errors
/// If the server does not start, or cannot be asked.
#[tokio::main(flavor = "current_thread")]
pub async fn main() -> Result<(), Box<dyn Error>> {
    let server = PrivateServer::start()?;
    let client = redis::Client::open(server.url())?;
    run(&mut client.get_multiplexed_async_connection().await?).await
}
