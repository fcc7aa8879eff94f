//! Arguments that are refused before anything is sent, and values that the functions do not understand.

use core::fmt::Debug;
use std::time::Duration;

use redis::{Cmd, Connection};
use redis_script::Result;
use redis_script::scripts::conditional::{
    Bounds, Cap, increment_within, set_if_greater, set_if_newer, set_if_smaller, take_from_stock,
};
use redis_script::scripts::{Expiry, InvalidArgument, Ttl};

use crate::support::Server;

const MAX_EXACT: u64 = (1 << 53) - 1;

#[track_caller]
fn refused<T: Debug>(made: std::result::Result<T, InvalidArgument>, expected: &str) {
    assert_eq!(made.unwrap_err().to_string(), expected);
}

#[test]
fn senseless_arguments_are_refused() {
    let whole = "`ttl` must be a whole number of milliseconds, 1 or more";
    for time in [
        Duration::ZERO,
        Duration::from_micros(1),
        Duration::from_micros(1500),
        Duration::MAX,
    ] {
        refused(Ttl::new(time), whole);
    }
    let century = Duration::from_secs(100 * 366 * 86_400);
    let longer = century + Duration::from_millis(1);
    refused(Ttl::new(longer), "`ttl` must be at most a century");
    Ttl::new(century).unwrap();

    let count = "`cap` must be between 1 and 2^53 - 1";
    refused(Cap::new(0), count);
    refused(Cap::new(MAX_EXACT + 1), count);
    Cap::new(MAX_EXACT).unwrap();

    refused(Bounds::new(1, 0), "`min` must be at most `max`");
    Bounds::new(i64::MIN, i64::MAX).unwrap();
    Bounds::new(0, 0).unwrap();
}

/// The largest time to live is one that servers accept.
#[test]
fn the_largest_arguments_are_accepted() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let century = Duration::from_secs(100 * 366 * 86_400);
    let expiry = Expiry::After(Ttl::new(century).unwrap());
    assert!(set_if_greater(con, "k", 1, expiry).unwrap().set);
    assert!(set_if_newer(con, "hash", 1, "value", expiry).unwrap().set);
    for key in ["k", "hash"] {
        let ttl: u64 = redis::cmd("PTTL").arg(key).query(con).unwrap();
        assert!(u128::from(ttl) > century.as_millis() - 3_600_000, "{ttl}");
    }
}

/// What each function that reads an integer says of one that is not.
fn errors(con: &mut Connection) -> Vec<String> {
    let bounds = Bounds::new(i64::MIN, i64::MAX).unwrap();
    let results: [Result<bool>; 5] = [
        set_if_greater(con, "k", u64::MAX, Expiry::Keep).map(|said| said.set),
        set_if_smaller(con, "k", i64::MIN, Expiry::Keep).map(|said| said.set),
        set_if_newer(con, "hash", u64::MAX, "new", Expiry::Keep).map(|said| said.set),
        increment_within(con, "k", 0, bounds, Expiry::Keep).map(|said| said.exceeded.is_none()),
        take_from_stock(con, &[("{k}:other", 1), ("k", 1)]).map(|said| said.taken),
    ];
    results.map(|result| result.unwrap_err().to_string()).into()
}

#[test]
fn what_is_not_an_integer_is_left_alone() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    Cmd::set("{k}:other", 5).exec(con).unwrap();
    for value in [
        "",
        "x",
        "-",
        "-0",
        "+1",
        "007",
        "1.5",
        "1e3",
        " 1",
        "0x10",
        "nan",
        "100000000000000000000",
        "-100000000000000000000000",
    ] {
        Cmd::set("k", value).exec(con).unwrap();
        Cmd::hset("hash", "version", value).exec(con).unwrap();
        let found = errors(con);
        let words = [
            "does not hold an integer",
            "does not hold an integer",
            "the version is not an integer",
            "does not hold an integer of 64 bits",
            "does not hold a stock",
        ];
        for (error, words) in found.iter().zip(words) {
            assert!(error.contains(words), "{value}: {error}");
        }
        let held: String = Cmd::get("k").query(con).unwrap();
        let version: String = Cmd::hget("hash", "version").query(con).unwrap();
        let other: u64 = Cmd::get("{k}:other").query(con).unwrap();
        assert_eq!((&*held, &*version, other), (value, value, 5));
    }
}

/// Integers that one function takes and another does not.
#[test]
fn integers_have_the_range_of_their_use() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let bounds = Bounds::new(i64::MIN, i64::MAX).unwrap();
    for value in [u64::MAX, i64::MAX as u64 + 1] {
        Cmd::set("k", value).exec(con).unwrap();
        let error = increment_within(con, "k", -1, bounds, Expiry::Keep).unwrap_err();
        assert!(error.to_string().contains("64 bits"), "{error}");
    }
    for stock in [MAX_EXACT + 1, u64::MAX] {
        Cmd::set("k", stock).exec(con).unwrap();
        let error = take_from_stock(con, &[("k", 1)]).unwrap_err();
        assert!(error.to_string().contains("hold a stock"), "{error}");
    }
    for stock in [-1, i64::MIN] {
        Cmd::set("k", stock).exec(con).unwrap();
        let error = take_from_stock(con, &[("k", 0)]).unwrap_err();
        assert!(error.to_string().contains("hold a stock"), "{error}");
    }
    Cmd::set("k", MAX_EXACT).exec(con).unwrap();
    let said = take_from_stock(con, &[("k", 1)]).unwrap();
    assert_eq!(said.each[0].left, MAX_EXACT - 1);
}

#[test]
fn a_hash_without_a_version_is_left_alone() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    Cmd::hset("hash", "value", "x").exec(con).unwrap();
    let error = set_if_newer(con, "hash", 1, "new", Expiry::Keep).unwrap_err();
    assert!(error.to_string().contains("has no version"), "{error}");
    let fields: Vec<String> = Cmd::hgetall("hash").query(con).unwrap();
    assert_eq!(fields, ["value", "x"]);
}
