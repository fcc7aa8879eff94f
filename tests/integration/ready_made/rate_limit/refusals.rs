//! Arguments that are refused before anything is sent, and keys that are not those of a limiter.

use core::fmt::Debug;
use std::time::Duration;

use redis::{Connection, RedisError};
use redis_script::scripts::InvalidArgument;
use redis_script::scripts::rate_limit::{
    Decision, FixedWindow, Gcra, Permits, SlidingCounter, SlidingLog, TokenBucket, acquire_permits,
    fixed_window, gcra, gcra_all, release_permits, reset, sliding_counter, sliding_log,
};
use redis_script::{Error, ErrorKind, Result};

use crate::support::Server;

const SECOND: Duration = Duration::from_secs(1);
const MAX_EXACT: u64 = (1 << 53) - 1;

#[track_caller]
fn refused<T: Debug>(made: std::result::Result<T, InvalidArgument>, expected: &str) {
    assert_eq!(made.unwrap_err().to_string(), expected);
}

#[test]
fn senseless_limits_are_refused() {
    let count = "must be between 1 and 2^53 - 1";
    refused(Gcra::new(0, 0, SECOND), &format!("`count` {count}"));
    refused(FixedWindow::new(0, SECOND), &format!("`limit` {count}"));
    refused(SlidingCounter::new(0, SECOND), &format!("`limit` {count}"));
    refused(SlidingLog::new(0, SECOND), &format!("`limit` {count}"));
    refused(Permits::new(0, SECOND), &format!("`limit` {count}"));
    refused(
        TokenBucket::new(0, 1, SECOND),
        &format!("`capacity` {count}"),
    );
    refused(TokenBucket::new(1, 0, SECOND), &format!("`refill` {count}"));
    let too_many = FixedWindow::new(MAX_EXACT + 1, SECOND);
    refused(too_many, &format!("`limit` {count}"));
    refused(
        SlidingCounter::new(1 << 26, SECOND),
        "`limit` must be below 2^26",
    );
    refused(
        SlidingLog::new(10_000_001, SECOND),
        "`limit` must be at most 10 million",
    );
    refused(
        Permits::new(100_001, SECOND),
        "`limit` must be at most 100,000",
    );
    let inexact = "must be smaller: times the period it is too large to be exact";
    refused(
        Gcra::new(MAX_EXACT - 1, 1, SECOND),
        &format!("`max_burst` {inexact}"),
    );
    let too_short = "must be larger: at least what passes in a millisecond";
    refused(
        Gcra::new(998, 1_000_000, SECOND),
        &format!("`max_burst` {too_short}"),
    );
    Gcra::new(999, 1_000_000, SECOND).unwrap();
}

#[test]
fn senseless_times_are_refused() {
    let whole = "`window` must be a whole number of milliseconds, 1 or more";
    for time in [
        Duration::ZERO,
        Duration::from_micros(1),
        Duration::from_micros(1500),
        SECOND + Duration::from_nanos(1),
    ] {
        refused(FixedWindow::new(1, time), whole);
        refused(SlidingLog::new(1, time), whole);
        refused(Gcra::new(1, 1, time), &whole.replace("window", "period"));
        refused(Permits::new(1, time), &whole.replace("window", "lease"));
    }
    let huge = FixedWindow::new(1, Duration::MAX);
    refused(
        huge,
        "`window` must be a whole number of milliseconds, 1 or more",
    );
    let large = Duration::from_millis(MAX_EXACT + 1);
    refused(
        FixedWindow::new(1, large),
        "`window` must be at most 2^53 - 1 milliseconds",
    );
    let long = Duration::from_millis(MAX_EXACT);
    refused(
        SlidingLog::new(1, long),
        "`window` must be at most a century",
    );
    refused(Permits::new(1, long), "`lease` must be at most a century");
    let inexact = "`limit` must be smaller: times the window it is too large to be exact";
    refused(SlidingCounter::new(2, long), inexact);
}

#[test]
fn a_refusal_is_an_error_of_either_crate() {
    let invalid = Gcra::new(0, 0, SECOND).unwrap_err();
    let error = Error::from(invalid);
    assert_eq!(error.kind(), ErrorKind::NotSent);
    assert!(!error.may_have_run());
    let rule = "`count` must be between 1 and 2^53 - 1";
    assert!(error.to_string().contains(rule), "{error}");
    assert!(RedisError::from(invalid).to_string().contains(rule));
}

#[test]
fn only_what_a_limiter_replies_is_a_decision() {
    let read = |reply: &str| {
        redis::from_redis_value::<Decision>(redis::Value::BulkString(reply.as_bytes().to_vec()))
    };
    let said = read("3 0 50").unwrap();
    assert!(said.allowed);
    assert_eq!((said.remaining, said.retry_after), (3, None));
    assert_eq!(said.reset_after, Duration::from_millis(50));
    let said = read("0 7 50").unwrap();
    assert!(!said.allowed);
    assert_eq!(said.retry_after, Some(Duration::from_millis(7)));
    let said = read("9 -1 50").unwrap();
    assert!(!said.allowed);
    assert_eq!(said.retry_after, None);
    for other in [
        "", "1", "1 0", "1 0 5 6", "1 0 5 ", "-1 0 5", "1 x 5", "1 0 -5",
    ] {
        read(other).unwrap_err();
    }
}

/// Calls each limiter with the largest parameters that it accepts.
#[test]
fn the_largest_limits_are_exact() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let most = u32::MAX;
    let century = Duration::from_secs(100 * 365 * 86_400);

    let limit = FixedWindow::new(MAX_EXACT, century).unwrap();
    let said = fixed_window(con, "fixed", limit, most).unwrap();
    assert_eq!(said.remaining, MAX_EXACT - u64::from(most));
    assert_eq!(said.reset_after, century);

    let limit = Gcra::new(MAX_EXACT - 2, 1, Duration::from_millis(1)).unwrap();
    let said = gcra(con, "gcra", limit, most).unwrap();
    assert_eq!(said.remaining, MAX_EXACT - 1 - u64::from(most));
    assert_eq!(said.reset_after, Duration::from_millis(most.into()));

    let limit = SlidingCounter::new((1 << 26) - 1, Duration::from_secs(100_000)).unwrap();
    let said = sliding_counter(con, "counter", limit, (1 << 26) - 2).unwrap();
    assert_eq!(said.remaining, 1);
    let said = sliding_counter(con, "counter", limit, most).unwrap();
    assert_eq!((said.allowed, said.retry_after), (false, None));

    let limit = SlidingLog::new(10_000_000, century).unwrap();
    let said = sliding_log(con, "log", limit, 1_000_000).unwrap();
    assert_eq!(said.remaining, 9_000_000);
    let said = sliding_log(con, "log", limit, most).unwrap();
    assert_eq!((said.remaining, said.retry_after), (9_000_000, None));

    let limit = Permits::new(100_000, century).unwrap();
    let said = acquire_permits(con, "permits", limit, most, "me").unwrap();
    assert_eq!((said.remaining, said.retry_after), (100_000, None));
    assert_eq!(release_permits(con, "permits", "me").unwrap(), 0);
}

/// Calls all limiters with one key, and hands back their errors.
fn errors(con: &mut Connection, key: &str) -> Vec<String> {
    let whole = Gcra::new(1, 1, SECOND).unwrap();
    let thirds = Gcra::new(1, 3, SECOND).unwrap();
    let fixed = FixedWindow::new(1, SECOND).unwrap();
    let counter = SlidingCounter::new(1, SECOND).unwrap();
    let results: [Result<bool>; 6] = [
        gcra(con, key, whole, 1).map(|said| said.allowed),
        gcra(con, key, thirds, 1).map(|said| said.allowed),
        gcra_all(con, &[(key, whole)], 1).map(|said| said.allowed),
        gcra_all(con, &[(key, thirds)], 1).map(|said| said.allowed),
        fixed_window(con, key, fixed, 1).map(|said| said.allowed),
        sliding_counter(con, key, counter, 1).map(|said| said.allowed),
    ];
    results.map(|result| result.unwrap_err().to_string()).into()
}

#[test]
fn keys_that_never_expire_are_left_alone() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    redis::Cmd::set("visits", 7).exec(con).unwrap();
    redis::Cmd::set("name", "x").exec(con).unwrap();
    redis::Cmd::rpush("list", "x").exec(con).unwrap();
    for key in ["visits", "name", "list"] {
        let before = dump(con, key);
        for error in errors(con, key) {
            let is_meant = error.contains("never expires") || error.contains("WRONGTYPE");
            assert!(is_meant, "{key}: {error}");
        }
        assert_eq!(dump(con, key), before, "{key}");
    }
}

#[test]
fn values_of_other_types_are_left_alone() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    redis::Cmd::rpush("list", "x").exec(con).unwrap();
    redis::Cmd::expire("list", 1000).exec(con).unwrap();
    let before = dump(con, "list");
    let thirds = Gcra::new(1000, 3, 10 * SECOND).unwrap();
    let fixed = FixedWindow::new(1, SECOND).unwrap();
    let counter = SlidingCounter::new(1, SECOND).unwrap();
    let log = SlidingLog::new(1, SECOND).unwrap();
    let permits = Permits::new(1, SECOND).unwrap();
    let errors = [
        gcra(con, "list", thirds, 1).err(),
        fixed_window(con, "list", fixed, 1).err(),
        sliding_counter(con, "list", counter, 1).err(),
        sliding_log(con, "list", log, 1).err(),
        acquire_permits(con, "list", permits, 1, "me").err(),
        release_permits(con, "list", "me").err(),
    ];
    for error in errors {
        assert_eq!(error.unwrap().code(), Some("WRONGTYPE"));
    }
    // Of these, only the expiry is read and written.
    let whole = Gcra::new(1000, 1, 10 * SECOND).unwrap();
    assert!(gcra(con, "list", whole, 1).unwrap().allowed);
    assert_eq!(dump(con, "list"), before);
    let ttl: u64 = redis::cmd("TTL").arg("list").query(con).unwrap();
    assert!(ttl >= 1000, "{ttl}");
}

fn dump(con: &mut Connection, key: &str) -> Vec<u8> {
    redis::cmd("DUMP").arg(key).query(con).unwrap()
}

#[test]
fn a_reset_is_a_beginning() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let limit = FixedWindow::new(1, SECOND * 100).unwrap();
    for reset_something in [false, true] {
        assert_eq!(reset(con, "k").unwrap(), reset_something);
        assert!(fixed_window(con, "k", limit, 1).unwrap().allowed);
        assert!(!fixed_window(con, "k", limit, 1).unwrap().allowed);
    }
}
