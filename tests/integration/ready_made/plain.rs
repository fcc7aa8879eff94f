//! Plain commands that do the same, on servers that have them: what the pages say of them.

use std::time::Duration;

use redis::{Commands, Connection, FromRedisValue};
use redis_script::scripts::Ttl;
use redis_script::scripts::lock::{Holder, Lock, acquire, owner};

use crate::support::Server;

/// The reply, or `None` if the server does not have such a command.
fn ask<T: FromRedisValue>(con: &mut Connection, words: &[&str]) -> Option<T> {
    let (name, args) = words.split_first().unwrap();
    let error = match redis::cmd(name).arg(args).query(con) {
        Ok(reply) => return Some(reply),
        Err(error) => error.to_string(),
    };
    let is_missing = error.contains("unknown command") || error.contains("syntax error");
    assert!(is_missing, "{words:?}: {error}");
    None
}

#[test]
fn values_are_changed() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let () = con.set("k", "a").unwrap();
    let set = |con: &mut _, expected| {
        ask::<Option<String>>(con, &["SET", "k", "b", "IFEQ", expected, "GET"])
    };
    if let Some(before) = set(con, "other") {
        assert_eq!(before.as_deref(), Some("a"));
        assert_eq!(con.get::<_, String>("k").unwrap(), "a");
        assert_eq!(set(con, "a").unwrap().as_deref(), Some("a"));
        assert_eq!(con.get::<_, String>("k").unwrap(), "b");
    }
    let () = con.set("k", "a").unwrap();
    for delete in [&["DELIFEQ", "k"][..], &["DELEX", "k", "IFEQ"]] {
        let delete = |con: &mut _, value| ask::<u32>(con, &[delete, &[value]].concat());
        if delete(con, "other") == Some(0) {
            assert_eq!(delete(con, "a"), Some(1));
            assert!(!con.exists::<_, bool>("k").unwrap());
            let () = con.set("k", "a").unwrap();
        }
    }
    let create =
        |con: &mut _, value| ask::<Option<String>>(con, &["SET", "new", value, "NX", "GET"]);
    if let Some(before) = create(con, "a") {
        assert_eq!(before, None);
        assert_eq!(create(con, "b").unwrap().as_deref(), Some("a"));
        assert_eq!(con.get::<_, String>("new").unwrap(), "a");
    }
}

#[test]
fn locks_are_extended_and_released() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let (lock, me) = (Lock::new("k").unwrap(), Holder::new("me").unwrap());
    let ttl = Ttl::new(Duration::from_secs(1000)).unwrap();
    assert!(acquire(con, &lock, &me, ttl).unwrap().token().is_some());
    let extend = |con: &mut _, by| {
        let words = ["SET", lock.key(), by, "IFEQ", by, "PX", "9000000"];
        ask::<Option<String>>(con, &words)
    };
    if let Some(extended) = extend(con, "other") {
        assert_eq!(extended, None);
        assert_eq!(extend(con, "me").unwrap().as_deref(), Some("OK"));
        let said = owner(con, &lock).unwrap().unwrap();
        assert!(said.holder == me && said.remaining > ttl.get());
    }
    let release = |con: &mut _, by| ask::<u32>(con, &["DELIFEQ", lock.key(), by]);
    if let Some(released) = release(con, "other") {
        assert_eq!(released, 0);
        assert_eq!(release(con, "me"), Some(1));
        assert_eq!(owner(con, &lock).unwrap(), None);
    }
}
