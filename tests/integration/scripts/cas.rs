//! `cas.lua`: missing keys, the time to live, bytes, and who wins a race.

use redis::AsyncCommands;
use redis::aio::ConnectionLike;
use redis_script::redis_script;

use super::{at_once, dump, pttl, set};
use crate::support::Server;

/// Writes `new` where the key holds `expected`.
#[redis_script("cas.lua", keys = 1)]
pub(super) async fn cas(
    con: &mut impl ConnectionLike,
    key: &str,
    expected: &[u8],
    new: &[u8],
) -> redis_script::Result<bool>;

#[tokio::test]
async fn writes_only_over_the_expected_value() {
    let server = Server::start();
    let mut con = server.connect().await;
    set(&mut con, "k", "old").await;

    assert!(!cas(&mut con, "k", b"other", b"new").await.unwrap());
    assert!(!cas(&mut con, "k", b"ol", b"new").await.unwrap());
    assert!(!cas(&mut con, "k", b"", b"new").await.unwrap());
    assert_eq!(con.get::<_, String>("k").await.unwrap(), "old");
    assert!(cas(&mut con, "k", b"old", b"new").await.unwrap());
    assert_eq!(con.get::<_, String>("k").await.unwrap(), "new");
    assert!(cas(&mut con, "k", b"new", b"new").await.unwrap());
}

#[tokio::test]
async fn a_missing_key_equals_nothing() {
    let server = Server::start();
    let mut con = server.connect().await;

    for expected in [&b""[..], b"old", b"false", b"nil"] {
        assert!(!cas(&mut con, "none", expected, b"new").await.unwrap());
    }
    assert_eq!(dump(&mut con, "none").await, None);
}

#[tokio::test]
async fn the_time_to_live_stays() {
    let server = Server::start();
    let mut con = server.connect().await;
    let () = con.set_ex("k", "old", 100).await.unwrap();

    assert!(cas(&mut con, "k", b"old", b"new").await.unwrap());
    assert!((1..=100_000).contains(&pttl(&mut con, "k").await));

    set(&mut con, "forever", "old").await;
    assert!(cas(&mut con, "forever", b"old", b"new").await.unwrap());
    assert_eq!(pttl(&mut con, "forever").await, -1);
}

#[tokio::test]
async fn any_bytes_compare_and_are_written() {
    let server = Server::start();
    let mut con = server.connect().await;
    let old: Vec<u8> = (0..=255).collect();
    let new: Vec<u8> = old.iter().rev().copied().collect();
    let () = con.set("k", &old).await.unwrap();

    let mut near = old.clone();
    near[255] = 0;
    assert!(!cas(&mut con, "k", &near, &new).await.unwrap());
    assert!(cas(&mut con, "k", &old, &new).await.unwrap());
    assert_eq!(con.get::<_, Vec<u8>>("k").await.unwrap(), new);
    assert!(cas(&mut con, "k", &new, b"").await.unwrap());
    assert!(cas(&mut con, "k", b"", b"\0").await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_many_wins() {
    let server = Server::start();
    let mut con = server.connect().await;
    set(&mut con, "k", "draft").await;

    let won = at_once(&server, 64, |number, mut con| async move {
        let new = format!("by {number}");
        cas(&mut con, "k", b"draft", new.as_bytes()).await.unwrap()
    })
    .await;
    let winners: Vec<usize> = (0..64).filter(|number| won[*number]).collect();
    let value: String = con.get("k").await.unwrap();
    assert_eq!(winners.len(), 1, "{winners:?}");
    assert_eq!(value, format!("by {}", winners[0]));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_increment_is_lost() {
    let server = Server::start();
    let mut con = server.connect().await;
    set(&mut con, "k", "0").await;

    at_once(&server, 8, |_, mut con| async move {
        for _ in 0..10 {
            increment(&mut con).await;
        }
    })
    .await;
    assert_eq!(con.get::<_, u64>("k").await.unwrap(), 80);
}

async fn increment(con: &mut impl AsyncCommands) {
    loop {
        let seen: u64 = con.get("k").await.unwrap();
        let (old, new) = (seen.to_string(), (seen + 1).to_string());
        if cas(con, "k", old.as_bytes(), new.as_bytes()).await.unwrap() {
            return;
        }
    }
}

#[tokio::test]
async fn a_key_of_another_type_is_an_error() {
    let server = Server::start();
    let mut con = server.connect().await;
    let () = con.rpush("k", "old").await.unwrap();
    let before = dump(&mut con, "k").await;

    let error = cas(&mut con, "k", b"old", b"new").await.unwrap_err();
    assert!(error.to_string().contains("WRONGTYPE"), "{error}");
    assert_eq!(dump(&mut con, "k").await, before);
}
