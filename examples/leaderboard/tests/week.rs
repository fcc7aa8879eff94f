//! A week of the game, with a server of its own for each test.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use leaderboard::Week;
use private_server::PrivateServer;
use redis::aio::MultiplexedConnection;

async fn connect(server: &PrivateServer) -> MultiplexedConnection {
    let client = redis::Client::open(server.url()).unwrap();
    client.get_multiplexed_async_connection().await.unwrap()
}

/// The year 2100.
const LATER: u64 = 4_102_444_800;

#[tokio::test]
async fn a_player_sees_the_first_ones_and_the_neighbours() {
    let server = PrivateServer::start().unwrap();
    let mut week = Week::new(connect(&server).await, 48, LATER).unwrap();
    let points = [
        ("ann", 30),
        ("bob", 50),
        ("cid", 50),
        ("dee", 10),
        ("eve", 20),
        ("fay", 5),
    ];
    for (player, points) in points {
        week.played(player, points, 1000 - points).await.unwrap();
    }
    let seen = week.shown_to("dee").await.unwrap();
    let expected = [
        "   1. bob 50",
        "   2. cid 50",
        "   3. ann 30",
        "   4. eve 20",
        "   5. dee 10",
        "   6. fay 5",
        "",
    ];
    assert_eq!(seen, expected.join("\n"));
    let seen = week.shown_to("fay").await.unwrap();
    assert!(seen.contains("ann 30\n   ...\n   5. dee"), "{seen}");
    assert_eq!(week.shown_to("gus").await.unwrap().lines().count(), 3);
}

#[tokio::test]
async fn all_boards_get_a_game() {
    let server = PrivateServer::start().unwrap();
    let mut week = Week::new(connect(&server).await, 48, LATER).unwrap();
    assert_eq!(week.played("ann", 30, 900).await.unwrap(), Some(1));
    assert_eq!(week.played("bob", 40, 950).await.unwrap(), Some(1));
    assert_eq!(week.played("ann", 20, 800).await.unwrap(), Some(2));
    assert!((week.games_of("ann").await.unwrap() - 2.0).abs() < 0.1);
    let fastest = week.fastest(1).await.unwrap();
    assert_eq!(fastest, "   1. ann 800\n   2. bob 950\n");
    assert!(week.fastest(0).await.is_err());
}

#[tokio::test]
async fn boards_keep_a_hundred_and_end_with_their_week() {
    let server = PrivateServer::start().unwrap();
    let mut con = connect(&server).await;
    let mut week = Week::new(con.clone(), 48, LATER).unwrap();
    for player in 0..110 {
        let rank = week.played(&format!("p{player}"), 500 - player, 100).await;
        let expected = (player < 100).then_some(u64::from(player) + 1);
        assert_eq!(rank.unwrap(), expected);
    }
    let keys: Vec<String> = redis::cmd("KEYS")
        .arg("*")
        .query_async(&mut con)
        .await
        .unwrap();
    assert_eq!(keys.len(), 6);
    for key in keys {
        let ends = redis::cmd("TTL").arg(&key).query_async(&mut con).await;
        assert!(ends.is_ok_and(|ttl: i64| ttl > 0), "{key}");
    }
    // 1970 is over.
    let mut old = Week::new(con.clone(), 1, 1).unwrap();
    old.played("ann", 1, 1).await.unwrap();
    assert_eq!(old.shown_to("ann").await.unwrap(), "");
}
