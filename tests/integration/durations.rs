//! Durations on a real server: what the server is told is what was passed, or nothing is sent.

use std::time::Duration;

use redis::aio::ConnectionLike;
use redis_script::{ErrorKind, Result, commands, pipe, redis_script};

use crate::support::Server;

/// Sets a key that expires.
#[redis_script(
    lua = "redis.call('SET', KEYS[1], 'x', 'PX', ARGV[1]) return redis.call('PTTL', KEYS[1])",
    keys = 1
)]
async fn hold(con: &mut impl ConnectionLike, key: &str, lease: Duration) -> Result<u64>;

/// The same in seconds, with a default.
#[redis_script(
    lua = "redis.call('SET', KEYS[1], 'x', 'EX', ARGV[1] or 100) return redis.call('TTL', KEYS[1])",
    keys = 1
)]
fn keep(
    con: &mut dyn redis::ConnectionLike,
    key: &str,
    ttl: Option<std::time::Duration>,
) -> Result<u64>;

/// What the script gets.
#[redis_script(
    lua = "
        local seen = {}
        for i = 1, #ARGV, 2 do
            redis.call('PEXPIRE', KEYS[1], ARGV[i + 1])
            seen[#seen + 1] = ARGV[i] .. '=' .. ARGV[i + 1]
        end
        return seen
    ",
    keys = 1
)]
async fn each(
    con: &mut impl ConnectionLike,
    key: &str,
    names: &[(&str, Duration)],
) -> Result<Vec<String>>;

#[commands]
trait Locks {
    /// Sets a key that expires.
    #[redis_script(
        lua = "
            redis.call('SET', KEYS[1], 'x', 'PX', tonumber(ARGV[1]) * 1000)
            return redis.call('PTTL', KEYS[1])
        ",
        keys = 1
    )]
    fn hold_secs(&mut self, key: &str, lease: Duration) -> Result<u64>;
}

fn is_near(left: u64, most: u64) -> bool {
    left <= most && left + most / 2 > most
}

#[tokio::test]
async fn a_duration_is_sent_in_the_unit_of_the_script() {
    let server = Server::start();
    let mut con = server.connect().await;
    let left = hold(&mut con, "a", Duration::from_millis(61_500))
        .await
        .unwrap();
    assert!(is_near(left, 61_500), "{left}");
    let second = Duration::from_secs(1);
    let pairs = [("a", second * 90), ("b", Duration::from_millis(70_001))];
    let seen = each(&mut con, "a", &pairs).await.unwrap();
    assert_eq!(seen, ["a=90000", "b=70001"]);
    let mut blocking = server.connect_sync();
    assert!(is_near(
        keep(&mut blocking, "b", Some(second * 77)).unwrap(),
        77
    ));
    assert!(is_near(keep(&mut blocking, "b", None).unwrap(), 100));
    assert!(is_near(
        blocking.hold_secs("c", second * 66).unwrap(),
        66_000
    ));
}

#[tokio::test]
async fn a_fraction_that_would_be_lost_is_not_sent() {
    let server = Server::start();
    let mut con = server.connect().await;
    let mut blocking = server.connect_sync();
    let error = keep(&mut blocking, "k", Some(Duration::from_millis(1500))).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotSent);
    assert!(!error.may_have_run());
    let message = error.to_string();
    assert!(message.starts_with("script `keep`"), "{message}");
    let end =
        "was not sent: it takes `ttl` in seconds, and the duration is not a whole number of them";
    assert!(message.ends_with(end), "{message}");
    let pairs = [
        ("a", Duration::from_secs(1)),
        ("b", Duration::from_nanos(1)),
    ];
    let error = each(&mut con, "k", &pairs).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotSent);
    let lost = hold::call("k", Duration::from_micros(1_500));
    let sent = pipe().call(lost).query_async(&mut con).await;
    assert_eq!(sent.unwrap_err().kind(), ErrorKind::NotSent);
    let exists: bool = redis::cmd("EXISTS")
        .arg("k")
        .query_async(&mut con)
        .await
        .unwrap();
    assert!(!exists);
}
