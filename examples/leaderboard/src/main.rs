//! Some games of a week, against a real server: `cargo run -p leaderboard`.
//!
//! `REDIS_URL` names the server; without it, a private one is started and stopped.

use std::error::Error;
use std::time::UNIX_EPOCH;

use leaderboard::Week;
use private_server::ExampleServer;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = ExampleServer::find()?;
    let client = redis::Client::open(server.url())?;
    let con = client.get_multiplexed_async_connection().await?;
    let ends = UNIX_EPOCH.elapsed()?.as_secs() + 7 * 86_400;
    let mut week = Week::new(con, 48, ends)?;

    for (player, points, millis) in [
        ("ann", 310, 61_200),
        ("bob", 450, 58_040),
        ("cid", 450, 57_300),
        ("dee", 120, 90_000),
        ("eve", 200, 75_250),
        ("fay", 280, 66_100),
        ("ann", 290, 59_900),
    ] {
        let rank = week.played(player, points, millis).await?;
        println!("{player} has {points} points: rank {rank:?}");
    }
    print!("\ndee sees\n{}", week.shown_to("dee").await?);
    print!("\nthe fastest games\n{}", week.fastest(1).await?);
    println!("\nann has played {} games", week.games_of("ann").await?);
    Ok(())
}
