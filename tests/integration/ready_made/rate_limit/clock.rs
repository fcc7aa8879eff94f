//! Jumps of the server's clock.

use std::time::Duration;

use redis_script::Call;
use redis_script::scripts::rate_limit::{
    Decision, FixedWindow, Gcra, Permits, SlidingCounter, SlidingLog, acquire_permits,
    fixed_window, gcra, gcra_all, sliding_counter, sliding_log,
};

use crate::support::ClockedServer;

const HOUR: Duration = Duration::from_secs(3600);
const HOUR_MS: i64 = 3_600_000;
const LIMIT: u32 = 4;

/// A request of each limiter, by a holder that no other has.
fn requests(quantity: u32, holder: u32) -> Vec<(&'static str, Call<Decision>)> {
    let limit = u64::from(LIMIT);
    let cells = Gcra::new(limit - 1, limit, HOUR).unwrap();
    // Not a whole number of milliseconds for one.
    let fine = Gcra::new(limit - 1, 7 * limit, 7 * HOUR).unwrap();
    let fixed = FixedWindow::new(limit, HOUR).unwrap();
    let counter = SlidingCounter::new(limit, HOUR).unwrap();
    let log = SlidingLog::new(limit, HOUR).unwrap();
    let permits = Permits::new(limit, HOUR).unwrap();
    vec![
        ("gcra", gcra::call("gcra", cells, quantity)),
        ("gcra, finer", gcra::call("fine", fine, quantity)),
        ("fixed", fixed_window::call("fixed", fixed, quantity)),
        (
            "counter",
            sliding_counter::call("counter", counter, quantity),
        ),
        ("log", sliding_log::call("log", log, quantity)),
        (
            "permits",
            acquire_permits::call("permits", permits, quantity, holder),
        ),
    ]
}

/// Two windows: also what a sliding counter remembers is over.
#[test]
fn a_jump_ahead_is_like_time_that_passed() {
    let Some(server) = ClockedServer::start() else {
        return;
    };
    let con = &mut server.connect();
    for (holder, ahead) in [(1, 0), (2, 2 * HOUR_MS), (3, 200 * HOUR_MS)] {
        server.jump_to(ahead);
        for (name, request) in requests(LIMIT, holder) {
            assert!(request.invoke(con).unwrap().allowed, "{name}");
        }
        for (name, request) in requests(1, holder + 10) {
            let said = request.invoke(con).unwrap();
            assert!(!said.allowed, "{name}");
            assert!(said.retry_after.unwrap() <= 2 * HOUR, "{name}");
        }
    }
}

/// By a quarter of the window: then one of four cells is free.
#[test]
fn a_short_jump_ahead_frees_its_share() {
    let Some(server) = ClockedServer::start() else {
        return;
    };
    let con = &mut server.connect();
    for (name, request) in requests(LIMIT, 1) {
        assert!(request.invoke(con).unwrap().allowed, "{name}");
    }
    server.jump_to(HOUR_MS / 4 + 1);
    for (name, request) in requests(1, 2) {
        let allowed = request.invoke(con).unwrap().allowed;
        assert_eq!(allowed, name.starts_with("gcra"), "{name}");
    }
}

#[test]
fn after_a_jump_back_what_passed_counts_for_longer() {
    let Some(server) = ClockedServer::start() else {
        return;
    };
    let con = &mut server.connect();
    for (name, request) in requests(LIMIT, 1) {
        assert!(request.invoke(con).unwrap().allowed, "{name}");
    }
    let before = requests(1, 2).into_iter().map(|(name, request)| {
        let said = request.invoke(con).unwrap();
        (name, said.retry_after.unwrap(), said.reset_after)
    });
    let before: Vec<_> = before.collect();
    server.jump_to(-10 * HOUR_MS);
    let after = requests(1, 2);
    for ((name, request), (_, retry_after, reset_after)) in after.into_iter().zip(before) {
        let said = request.invoke(con).unwrap();
        assert!(!said.allowed, "{name}");
        // Some time passed between the two.
        let late = |before: Duration, after: Duration| {
            after <= before + 10 * HOUR && after + HOUR / 2 > before + 10 * HOUR
        };
        assert!(
            late(retry_after, said.retry_after.unwrap()),
            "{name}: {said:?}"
        );
        assert!(late(reset_after, said.reset_after), "{name}: {said:?}");
    }
    // Back again, all is as it was.
    server.jump_to(0);
    for (name, request) in requests(1, 2) {
        let said = request.invoke(con).unwrap();
        assert!(!said.allowed && said.reset_after <= 2 * HOUR, "{name}");
    }
}

#[test]
fn several_limits_follow_the_clock_together() {
    let Some(server) = ClockedServer::start() else {
        return;
    };
    let con = &mut server.connect();
    let limits = [
        ("{k}:hour", Gcra::new(0, 1, HOUR).unwrap()),
        ("{k}:day", Gcra::new(1, 2, 24 * HOUR).unwrap()),
    ];
    for (ahead, allowed) in [
        (0, true),
        (0, false),
        (HOUR_MS + 1, true),
        // The day has two, of which half a day brings one back.
        (3 * HOUR_MS, false),
        (13 * HOUR_MS, true),
        (-HOUR_MS, false),
    ] {
        server.jump_to(ahead);
        let said = gcra_all::call(&limits, 1).invoke(con).unwrap();
        assert_eq!(said.allowed, allowed, "{ahead}: {said:?}");
    }
}
