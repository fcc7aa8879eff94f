//! Waiting within an async test.

use std::time::{Duration, Instant};

use super::process::PATIENCE;

/// [`wait_until`](super::wait_until), while other tasks of the thread go on.
pub(crate) async fn wait_until_async<T>(what: &str, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        assert!(start.elapsed() < PATIENCE, "waited in vain until {what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
