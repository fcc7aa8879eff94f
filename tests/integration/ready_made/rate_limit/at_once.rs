//! Many callers at once, by the real clock: within a millisecond, and over the edges of windows.

use std::time::{Duration, Instant};

use redis::aio::MultiplexedConnection;
use redis_script::scripts::rate_limit::{
    Decision, FixedWindow, Gcra, SlidingCounter, SlidingLog, fixed_window_async, gcra_async,
    sliding_counter_async, sliding_log_async,
};

use crate::scripts::at_once;
use crate::support::Server;

const LIMIT: u64 = 50;
const HOUR: Duration = Duration::from_secs(3600);

#[derive(Clone, Copy, Debug)]
enum Limiter {
    Gcra,
    Fixed,
    Counter,
    Log,
}

const ALL: [Limiter; 4] = [
    Limiter::Gcra,
    Limiter::Fixed,
    Limiter::Counter,
    Limiter::Log,
];

impl Limiter {
    async fn request(self, con: &mut MultiplexedConnection, window: Duration) -> Decision {
        let said = match self {
            Self::Gcra => {
                let limit = Gcra::new(LIMIT - 1, LIMIT, window).unwrap();
                gcra_async(con, "k", limit, 1).await
            }
            Self::Fixed => {
                let limit = FixedWindow::new(LIMIT, window).unwrap();
                fixed_window_async(con, "k", limit, 1).await
            }
            Self::Counter => {
                let limit = SlidingCounter::new(LIMIT, window).unwrap();
                sliding_counter_async(con, "k", limit, 1).await
            }
            Self::Log => {
                let limit = SlidingLog::new(LIMIT, window).unwrap();
                sliding_log_async(con, "k", limit, 1).await
            }
        };
        said.unwrap()
    }

    /// How many may pass in the length of a window.
    fn most(self) -> usize {
        let most = match self {
            Self::Log => LIMIT,
            // One more for the millisecond.
            Self::Gcra => 2 * LIMIT + 1,
            Self::Fixed | Self::Counter => 2 * LIMIT,
        };
        most.try_into().unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_at_once_the_limit_passes() {
    for limiter in ALL {
        let server = Server::start();
        let passed = at_once(&server, 64, move |_, mut con| async move {
            let mut passed = 0;
            for _ in 0..5 {
                passed += u64::from(limiter.request(&mut con, HOUR).await.allowed);
            }
            passed
        })
        .await;
        assert_eq!(passed.iter().sum::<u64>(), LIMIT, "{limiter:?}");
    }
}

const WINDOW: Duration = Duration::from_millis(200);

#[tokio::test(flavor = "multi_thread")]
async fn over_the_edges_of_windows_no_more_passes_than_is_said() {
    for limiter in ALL {
        let server = Server::start();
        let start = Instant::now();
        let passed = at_once(&server, 64, move |_, mut con| async move {
            let mut passed = Vec::new();
            while start.elapsed() < 5 * WINDOW {
                let sent = start.elapsed();
                if limiter.request(&mut con, WINDOW).await.allowed {
                    passed.push((sent, start.elapsed()));
                }
            }
            passed
        })
        .await;
        let passed = passed.concat();
        assert!(
            passed.len() > limiter.most(),
            "{limiter:?} let more pass later"
        );
        for (begin, _) in &passed {
            let surely = |(sent, replied): &&(Duration, Duration)| {
                sent >= begin && *replied < *begin + WINDOW
            };
            let passed = passed.iter().filter(surely).count();
            assert!(passed <= limiter.most(), "{limiter:?}: {passed}");
        }
    }
}

#[tokio::test]
async fn a_log_does_not_grow() {
    let server = Server::start();
    let mut con = server.connect().await;
    let limit = SlidingLog::new(3, Duration::from_millis(1)).unwrap();
    let mut passed = 0;
    while passed < 100 {
        let said = sliding_log_async(&mut con, "k", limit, 1).await.unwrap();
        passed += u64::from(said.allowed);
        let length: usize = redis::Cmd::strlen("k").query_async(&mut con).await.unwrap();
        assert!(length <= 2 * 3 * 7, "{length}");
    }
}
