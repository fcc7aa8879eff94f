//! Faults in the middle of a change.

use std::time::Duration;

use redis::Cmd;
use redis_script::scripts::compare_and_set::{
    Version, compare_and_set, compare_and_set_version, create_if_absent, delete_if_equal,
};
use redis_script::scripts::{Expiry, Ttl};

use crate::ready_made::faults::{Fault, Left, Subject};
use crate::support::Server;

const KEY: [&str; 1] = ["k"];

#[test]
fn a_change_of_a_value_is_made_or_not() {
    let server = Server::start();
    let hour = Ttl::new(Duration::from_secs(3600)).unwrap();
    for expiry in [Expiry::Keep, Expiry::After(hour), Expiry::Never] {
        let call = compare_and_set::call("k", "old", "new", expiry);
        let before = vec![Cmd::set_ex("k", "old", 100)];
        let subject = Subject::new(&call, compare_and_set::SCRIPT, &KEY, before);
        subject.inject(&server, |_| Left::Before);
    }
    for ttl in [None, Some(hour)] {
        let call = create_if_absent::call("k", "new", ttl);
        let subject = Subject::new(&call, create_if_absent::SCRIPT, &KEY, vec![]);
        subject.inject(&server, |_| Left::Before);
    }
}

#[test]
fn a_deletion_needs_no_memory() {
    let server = Server::start();
    let call = delete_if_equal::call("k", "old");
    let before = vec![Cmd::set("k", "old")];
    let subject = Subject::new(&call, delete_if_equal::SCRIPT, &KEY, before);
    subject.inject(&server, |fault| match fault {
        Fault::OutOfMemory => Left::After,
        _ => Left::Before,
    });
}

#[test]
fn a_change_by_version_is_made_before_its_expiry_is_set() {
    let server = Server::start();
    let fields = [("a", "new"), ("b", "new")];
    let written = || {
        let mut hset = redis::cmd("HSET");
        hset.arg("k").arg(&fields).arg("version").arg(1);
        Left::Partly(vec![hset])
    };
    let hour = Ttl::new(Duration::from_secs(3600)).unwrap();
    for expiry in [Expiry::Keep, Expiry::After(hour), Expiry::Never] {
        let call = compare_and_set_version::call("k", Version::NONE, &fields, expiry);
        let before = vec![Cmd::hset("k", "a", "old"), Cmd::expire("k", 100)];
        let subject = Subject::new(&call, compare_and_set_version::SCRIPT, &KEY, before);
        subject.inject(&server, |fault| match fault {
            Fault::Denied("persist" | "pexpire") => written(),
            _ => Left::Before,
        });
    }
}
