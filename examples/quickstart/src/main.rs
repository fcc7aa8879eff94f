//! Three scripts against a real server, `./dev quickstart`: a rate limit, a compare-and-set and a lock.
//!
//! `REDIS_URL` names the server; without it, a private `redis-server` is started and stopped.

use std::error::Error;
use std::process::ExitCode;
use std::time::{Duration, UNIX_EPOCH};

use private_server::ExampleServer;
use redis::aio::{ConnectionLike, MultiplexedConnection};
use redis::io::tcp::TcpSettings;
use redis::{AsyncCommands, IntoConnectionInfo};
use redis_script::redis_script;
use tokio::time::sleep;

/// Allows or rejects one request.
#[redis_script("rate_limit.lua", keys = 1)]
async fn rate_limit(
    con: &mut impl ConnectionLike,
    key: &str,
    window_secs: u64,
    max_requests: u64,
    now_ms: u64,
) -> redis_script::Result<bool>;

/// Writes `new` where the key still holds `expected`.
#[redis_script("cas.lua", keys = 1)]
async fn compare_and_set(
    con: &mut impl ConnectionLike,
    key: &str,
    expected: &str,
    new: &str,
) -> redis_script::Result<bool>;

/// Takes the lock: a fencing token, or -1 while somebody holds it.
#[redis_script("acquire_lock.lua", keys = 2)]
async fn acquire_lock(
    con: &mut impl ConnectionLike,
    lock: &str,
    counter: &str,
    holder: &str,
    ttl_secs: u64,
) -> redis_script::Result<i64>;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let Err(error) = run().await else {
        return ExitCode::SUCCESS;
    };
    eprintln!("error: {error}");
    ExitCode::FAILURE
}

async fn run() -> Outcome {
    let server = ExampleServer::find()?;
    // redis 1.8 leaves Nagle's algorithm on, so a request could be delayed until the previous reply arrives.
    let tcp = TcpSettings::default().set_nodelay(true);
    let info = server.url().into_connection_info()?.set_tcp_settings(tcp);
    let client = redis::Client::open(info)?;
    show_all(&mut client.get_multiplexed_async_connection().await?).await
}

async fn show_all(con: &mut MultiplexedConnection) -> Outcome {
    // The braces keep the keys in one slot of a cluster.
    let prefix = format!("{{quickstart:{}}}", std::process::id());
    let keys = ["requests", "article", "lock", "tokens"].map(|key| format!("{prefix}:{key}"));
    let [requests, article, lock, tokens] = &keys;
    let shown = async {
        show_rate_limit(con, requests).await?;
        show_compare_and_set(con, article).await?;
        show_lock(con, lock, tokens).await
    }
    .await;
    let () = con.del(&keys).await?;
    shown
}

async fn show_rate_limit(con: &mut MultiplexedConnection, key: &str) -> Outcome {
    println!("rate_limit: 3 requests per minute");
    let now_ms = u64::try_from(UNIX_EPOCH.elapsed()?.as_millis())?;
    for request in 1..=5 {
        let allowed = rate_limit(con, key, 60, 3, now_ms).await?;
        println!(
            "  request {request}: {}",
            if allowed { "passed" } else { "rejected" }
        );
    }
    Ok(())
}

async fn show_compare_and_set(con: &mut MultiplexedConnection, key: &str) -> Outcome {
    println!("compare_and_set: two editors saw the same draft");
    let () = con.set(key, "draft").await?;
    for (editor, new) in [("alice", "published"), ("bob", "deleted")] {
        let won = compare_and_set(con, key, "draft", new).await?;
        let holds: String = con.get(key).await?;
        let outcome = if won { "won" } else { "lost" };
        println!("  {editor}, draft -> {new}: {outcome}, the article is {holds}");
    }
    Ok(())
}

async fn show_lock(con: &mut MultiplexedConnection, lock: &str, counter: &str) -> Outcome {
    println!("acquire_lock: a lock of one second, handed on when it expires");
    for holder in ["alice", "bob", "carol"] {
        let mut token = acquire_lock(con, lock, counter, holder, 1).await?;
        if token == -1 {
            println!("  {holder}: refused, and waits");
        }
        while token == -1 {
            sleep(Duration::from_millis(50)).await;
            token = acquire_lock(con, lock, counter, holder, 1).await?;
        }
        println!("  {holder}: token {token}");
    }
    Ok(())
}
