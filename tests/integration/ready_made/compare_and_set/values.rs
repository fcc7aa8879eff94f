//! Bytes, times to live, versions, and keys of other types.

use std::time::Duration;

use redis::{Commands, Connection};
use redis_script::scripts::compare_and_set::{
    Swap, Version, VersionSwap, compare_and_set, compare_and_set_version, create_if_absent,
    delete_if_equal,
};
use redis_script::scripts::{Expiry, Ttl};

use crate::support::Server;

fn ttl(con: &mut Connection, key: &str) -> i64 {
    redis::cmd("TTL").arg(key).query(con).unwrap()
}

fn hour() -> Ttl {
    Ttl::new(Duration::from_secs(3600)).unwrap()
}

#[test]
fn any_bytes_compare_and_are_replied() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let all: Vec<u8> = (0..=255).collect();
    let values = [&all[..], b"", b"\0", b"1", b"0", b"nil", b"false", b"\r\n"];
    for value in values {
        assert_eq!(create_if_absent(con, "k", value, None).unwrap(), Swap::Done);
        for other in values.into_iter().filter(|other| *other != value) {
            let holds = Swap::Holds(value.to_vec());
            let set = compare_and_set(con, "k", other, "new", Expiry::Keep).unwrap();
            assert_eq!(set, holds);
            assert_eq!(create_if_absent(con, "k", other, None).unwrap(), holds);
            assert_eq!(delete_if_equal(con, "k", other).unwrap(), holds);
            assert_eq!(holds.into_current().unwrap(), value);
        }
        let set = compare_and_set(con, "k", value, value, Expiry::Keep).unwrap();
        assert!(set.is_done());
        assert_eq!(delete_if_equal(con, "k", value).unwrap(), Swap::Done);
        assert!(!con.exists::<_, bool>("k").unwrap());
    }
}

#[test]
fn the_time_to_live_is_set_or_kept_or_removed() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    assert!(
        create_if_absent(con, "k", "a", Some(hour()))
            .unwrap()
            .is_done()
    );
    assert!(ttl(con, "k") > 3000);
    let mut change = |expiry| {
        let set = compare_and_set(con, "k", "a", "a", expiry).unwrap();
        assert!(set.is_done());
        let fields = [("f", "x")];
        let version = con.hget::<_, _, Option<u64>>("h", "version").unwrap();
        let version = Version::new(version.unwrap_or_default()).unwrap();
        let set = compare_and_set_version(con, "h", version, &fields, expiry).unwrap();
        assert!(matches!(set, VersionSwap::Done(_)), "{set:?}");
        [ttl(con, "k"), ttl(con, "h")]
    };
    let [kept, none] = change(Expiry::Keep);
    assert!(kept > 3000 && none == -1);
    assert_eq!(change(Expiry::Never), [-1, -1]);
    assert_eq!(change(Expiry::Keep), [-1, -1]);
    let long = change(Expiry::After(hour()));
    assert!(long.iter().all(|ttl| *ttl > 3000), "{long:?}");
    let kept = change(Expiry::Keep);
    assert!(kept.iter().all(|ttl| *ttl > 3000), "{kept:?}");

    // What is not done changes no time to live.
    let set = compare_and_set(con, "k", "other", "x", Expiry::Never).unwrap();
    assert!(!set.is_done());
    assert!(!create_if_absent(con, "k", "x", None).unwrap().is_done());
    let set = compare_and_set_version(con, "h", Version::NONE, &[("f", "y")], Expiry::Never);
    assert!(matches!(set.unwrap(), VersionSwap::Holds { .. }));
    assert!(ttl(con, "k") > 3000 && ttl(con, "h") > 3000);
}

#[test]
fn a_hash_without_a_version_gets_one() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let () = con.hset("h", "a", "old").unwrap();
    let fields = [("version", "7"), ("b", "new")];
    let set = compare_and_set_version(con, "h", Version::NONE, &fields, Expiry::Keep).unwrap();
    assert_eq!(set, VersionSwap::Done(Version::new(1).unwrap()));
    let fields: Vec<(String, String)> = con.hgetall("h").unwrap();
    for field in [("a", "old"), ("b", "new"), ("version", "1")] {
        assert!(
            fields.contains(&(field.0.into(), field.1.into())),
            "{fields:?}"
        );
    }
}

#[test]
fn versions_are_exact_or_refused() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let most = (1 << 53) - 1;
    let error = Version::new(most + 1).unwrap_err().to_string();
    assert_eq!(error, "`version` must be at most 2^53 - 1");
    let mut set = |stored: &str, expected: u64| {
        let () = con.hset("h", "version", stored).unwrap();
        let before: Vec<u8> = redis::cmd("DUMP").arg("h").query(con).unwrap();
        let expected = Version::new(expected).unwrap();
        let set = compare_and_set_version(con, "h", expected, &[("f", "x")], Expiry::Keep);
        let after: Vec<u8> = redis::cmd("DUMP").arg("h").query(con).unwrap();
        (set.map_err(|error| error.to_string()), before == after)
    };
    let last = Version::new(most).unwrap();
    let (done, unchanged) = set("9007199254740990", most - 1);
    assert_eq!((done, unchanged), (Ok(VersionSwap::Done(last)), false));
    let (refused, unchanged) = set("9007199254740991", most);
    assert!(refused.unwrap_err().contains("there is no next version") && unchanged);
    for stored in ["", "x", "-1", "1.0"] {
        let (refused, unchanged) = set(stored, 0);
        let error = refused.unwrap_err();
        assert!(
            error.contains("does not hold a version"),
            "{stored:?}: {error}"
        );
        assert!(unchanged);
    }
}

#[test]
fn keys_of_other_types_are_left_alone() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let () = con.rpush("k", "x").unwrap();
    let before: Vec<u8> = redis::cmd("DUMP").arg("k").query(con).unwrap();
    let version = compare_and_set_version(con, "k", Version::NONE, &[("f", "x")], Expiry::Keep);
    let errors = [
        compare_and_set(con, "k", "x", "y", Expiry::Keep).unwrap_err(),
        create_if_absent(con, "k", "y", None).unwrap_err(),
        delete_if_equal(con, "k", "x").unwrap_err(),
        version.unwrap_err(),
    ];
    for error in errors {
        assert_eq!(error.code(), Some("WRONGTYPE"), "{error}");
    }
    let after: Vec<u8> = redis::cmd("DUMP").arg("k").query(con).unwrap();
    assert_eq!(after, before);
}
