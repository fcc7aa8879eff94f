//! Arguments that are refused before anything is sent, and keys that are not those of a lock.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::time::Duration;

use redis::{Commands, Connection};
use redis_script::ErrorKind;
use redis_script::scripts::lock::{
    Acquisition, Holder, Lock, Token, acquire, extend, fenced_hset, fenced_set, owner, release,
};
use redis_script::scripts::{Expiry, InvalidArgument, Ttl};

use super::hour;
use crate::support::{Cluster, Server, slot_of};

const MAX_EXACT: u64 = (1 << 53) - 1;

#[track_caller]
fn refused<T: Debug>(made: Result<T, InvalidArgument>, expected: &str) {
    assert_eq!(made.unwrap_err().to_string(), expected);
}

#[test]
fn senseless_arguments_are_refused() {
    let rule = "`ttl` must be a whole number of milliseconds, 1 or more";
    for time in [Duration::ZERO, Duration::from_micros(1500), Duration::MAX] {
        refused(Ttl::new(time), rule);
    }
    let century = Duration::from_secs(100 * 366 * 86_400);
    assert_eq!(Ttl::new(century).unwrap().get(), century);
    let long = century + Duration::from_millis(1);
    refused(Ttl::new(long), "`ttl` must be at most a century");
    for token in [0, MAX_EXACT + 1] {
        refused(Token::new(token), "`token` must be between 1 and 2^53 - 1");
    }
    refused(Holder::new(""), "`holder` must be one byte or more");
    for name in ["", "}", "}x"] {
        refused(
            Lock::new(name),
            "`name` must be a string that is not empty and does not begin with `}`",
        );
    }
}

#[test]
fn each_holder_is_another() {
    let ask = || (0..1000).map(|_| Holder::unique()).collect::<Vec<_>>();
    let threads: Vec<_> = (0..4).map(|_| std::thread::spawn(ask)).collect();
    let holders = threads
        .into_iter()
        .flat_map(|thread| thread.join().unwrap());
    let names: BTreeSet<String> = holders.map(|holder| holder.to_string()).collect();
    assert_eq!(names.len(), 4000);
    assert!(names.iter().all(|name| name.len() == 32));
}

#[test]
fn both_keys_are_in_one_slot() {
    let cluster = Cluster::start();
    for name in [
        "orders",
        "{user:7}:report",
        "a b",
        "{",
        "{}",
        "{}x",
        "a{",
        "a}",
        "a{}b",
        "a}{b}",
        "{{x}}",
        "ü",
    ] {
        let lock = Lock::new(name).unwrap();
        assert_ne!(lock.key(), lock.fence());
        let [key, fence] = [lock.key(), lock.fence()].map(|key| slot_of(&cluster, key));
        assert_eq!(key, fence, "{name}");
        // With a prefix, too.
        let [key, fence] =
            [lock.key(), lock.fence()].map(|key| slot_of(&cluster, &format!("app:{key}")));
        assert_eq!(key, fence, "{name}");
    }
    let lock = Lock::new("orders").unwrap();
    assert_eq!(
        (lock.key(), lock.fence()),
        ("{orders}:lock", "{orders}:fence")
    );
    assert_eq!(slot_of(&cluster, lock.key()), slot_of(&cluster, "orders"));
    let lock = Lock::new("{user:7}:report").unwrap();
    assert_eq!(lock.key(), "{user:7}:report:lock");
}

/// The state of keys, as bytes that change with it.
fn dump(con: &mut Connection, keys: [&str; 2]) -> [Option<Vec<u8>>; 2] {
    keys.map(|key| redis::cmd("DUMP").arg(key).query(con).unwrap())
}

#[test]
fn a_key_that_never_expires_is_not_a_lock() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let (lock, me) = (Lock::new("k").unwrap(), Holder::unique());
    let () = con.set(lock.key(), "x").unwrap();
    let error = owner(con, &lock).unwrap_err().to_string();
    assert!(error.contains("never expires"), "{error}");
    let said = acquire(con, &lock, &me, hour()).unwrap();
    assert!(matches!(said, Acquisition::Held { .. }), "{said:?}");
    assert!(!release(con, &lock, &me).unwrap());
    assert!(!extend(con, &lock, &me, hour()).unwrap());
    assert_eq!(dump(con, [lock.key(), lock.fence()])[1], None);
}

#[test]
fn a_fence_without_a_token_is_left_alone() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let (lock, me) = (Lock::new("k").unwrap(), Holder::unique());
    let keys = [lock.key(), lock.fence()];
    for fence in [
        "x",
        "",
        "1.5",
        "007",
        "9007199254740991",
        "9223372036854775807",
    ] {
        let () = con.set(lock.fence(), fence).unwrap();
        let before = dump(con, keys);
        acquire(con, &lock, &me, hour()).unwrap_err();
        assert_eq!(dump(con, keys), before, "{fence:?}");
    }
    // The last exact token is given, and so is one after a number that no clock gave.
    let () = con.set(lock.fence(), MAX_EXACT - 1).unwrap();
    let token = acquire(con, &lock, &me, hour()).unwrap().token().unwrap();
    assert_eq!(token.get(), MAX_EXACT);
    for fence in [-7, 0, 41] {
        let () = con.set(lock.fence(), fence).unwrap();
        let token = acquire(con, &lock, &me, hour()).unwrap().token().unwrap();
        assert!(token.get() > 1 << 50, "{token}");
        assert_eq!(con.get::<_, u64>(lock.fence()).unwrap(), token.get());
    }

    for fence in ["x", "", "1.5", "-1", "nan", "0x10"] {
        let () = con.set(lock.fence(), fence).unwrap();
        let keys = [lock.fence(), "{k}:value"];
        let before = dump(con, keys);
        let errors = [
            fenced_set(con, keys[0], keys[1], token, "x", Expiry::Keep).unwrap_err(),
            fenced_hset(con, keys[0], keys[1], token, &[("f", "x")]).unwrap_err(),
        ];
        for error in errors {
            assert!(
                error.to_string().contains("does not hold a token"),
                "{error}"
            );
        }
        assert_eq!(dump(con, keys), before, "{fence:?}");
    }
}

#[test]
fn a_fence_and_a_value_are_two_keys() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let token = Token::new(7).unwrap();
    let errors = [
        fenced_set(con, "k", "k", token, "x", Expiry::Keep).unwrap_err(),
        fenced_hset(con, "k", "k", token, &[("f", "x")]).unwrap_err(),
    ];
    for error in errors {
        assert!(error.to_string().contains("must be two keys"), "{error}");
    }
    assert!(!con.exists::<_, bool>("k").unwrap());
}

#[test]
fn a_value_in_another_slot_is_refused_before_it_is_sent() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let (lock, token) = (Lock::new("k").unwrap(), Token::new(7).unwrap());
    let errors = [
        fenced_set(con, lock.fence(), "{other}", token, "x", Expiry::Keep).unwrap_err(),
        fenced_hset(con, lock.fence(), "{other}", token, &[("f", "x")]).unwrap_err(),
    ];
    for error in errors {
        assert_eq!(error.kind(), ErrorKind::CrossSlot, "{error}");
    }
    assert_eq!(server.calls("evalsha"), None);
}

#[test]
fn any_bytes_are_a_holder() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let lock = Lock::new("k").unwrap();
    for name in [&b"a:b"[..], b":", b"\0\xff:", b"1"] {
        let holder = Holder::new(name).unwrap();
        assert!(
            acquire(con, &lock, &holder, hour())
                .unwrap()
                .token()
                .is_some()
        );
        let said = acquire(con, &lock, &Holder::unique(), hour()).unwrap();
        assert_eq!(
            said,
            Acquisition::Held {
                holder: holder.clone()
            }
        );
        assert_eq!(owner(con, &lock).unwrap().unwrap().holder, holder);
        assert!(release(con, &lock, &holder).unwrap());
    }
}
