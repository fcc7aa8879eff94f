//! The load: the same for all limiters, at the same time.

use std::time::Duration;

use redis::Client;
use redis::aio::MultiplexedConnection;
use redis_script_benches::Outcome;
use redis_script_benches::server::Place;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

use super::{LIMITERS, Limiter, Sample, release_later};

/// How long it lasts.
pub const LENGTH: Duration = Duration::from_secs(7);
const EACH: Duration = Duration::from_millis(10);
/// As an explanation of the plot.
pub const ABOUT: &str = "Offered (grey): 100 per second; a pause; one request at 4.0 s, 60 at once at 4.8 s, and 100 per second again.";

/// When requests are sent.
#[must_use]
pub fn offered() -> Vec<Duration> {
    let millis = Duration::from_millis;
    let steady = |from: Duration, to: Duration| {
        (0..)
            .map(move |number| from + EACH * number)
            .take_while(move |at| *at < to)
    };
    let burst = std::iter::repeat_n(millis(4800), 60);
    steady(Duration::ZERO, millis(2500))
        .chain([millis(4000)])
        .chain(burst)
        .chain(steady(millis(4800), LENGTH))
        .collect()
}

/// What each limiter said of each request.
///
/// # Errors
/// If a call fails.
pub async fn run(place: &Place) -> Outcome<Vec<Vec<Sample>>> {
    let client = Client::open(place.url())?;
    let mut tasks = JoinSet::new();
    // Time for all to connect.
    let start = Instant::now() + Duration::from_millis(200);
    for (index, limiter) in LIMITERS.into_iter().enumerate() {
        let con = client.get_multiplexed_async_connection().await?;
        tasks.spawn(async move { Outcome::Ok((index, ask(limiter, con, start).await?)) });
    }
    let mut said = vec![Vec::new(); LIMITERS.len()];
    while let Some(task) = tasks.join_next().await {
        let (index, samples) = task??;
        if let Some(slot) = said.get_mut(index) {
            *slot = samples;
        }
    }
    Ok(said)
}

async fn ask(
    limiter: Limiter,
    mut con: MultiplexedConnection,
    start: Instant,
) -> Outcome<Vec<Sample>> {
    let mut samples = Vec::new();
    for (due, number) in offered().into_iter().zip(0..) {
        sleep_until(start + due).await;
        let at = start.elapsed();
        let said = (limiter.call)(number)?.invoke_async(&mut con).await?;
        if let (true, Some(release)) = (said.allowed, limiter.release) {
            release_later(release(number), con.clone());
        }
        samples.push(Sample {
            at,
            admitted: said.allowed,
        });
    }
    Ok(samples)
}
