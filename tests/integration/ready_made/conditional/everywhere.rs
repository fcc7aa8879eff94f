//! All functions in clusters and in both protocols, and on servers that refuse to write.

use std::time::Duration;

use redis::Cmd;
use redis_script::scripts::conditional::{
    Bounds, Cap, End, get_or_set, increment_within, push_capped, set_if_greater, set_if_newer,
    set_if_smaller, take_from_stock,
};
use redis_script::scripts::{Expiry, Ttl};

use crate::ready_made::cases::{self, Case};

const HOUR: Duration = Duration::from_secs(3600);

/// The keys that [`cases`] use.
const KEYS: [&str; 3] = ["{k}:1", "{k}:2", "{k}:3"];

/// A call of each function, each with an expiry where that is more than one write.
fn cases() -> Vec<Case> {
    let [key, other, none] = KEYS;
    let ttl = Ttl::new(HOUR).unwrap();
    let expiry = Expiry::After(ttl);
    let bounds = Bounds::new(0, 10).unwrap();
    let cap = Cap::new(2).unwrap();
    let integer = || [Cmd::set(key, 5)];
    vec![
        Case::new(
            "set_if_greater",
            set_if_greater::SCRIPT,
            integer(),
            &set_if_greater::call(key, 6, expiry),
            &set_if_greater::call(key, 5, expiry),
        ),
        Case::new(
            "set_if_smaller",
            set_if_smaller::SCRIPT,
            integer(),
            &set_if_smaller::call(key, 4, Expiry::Keep),
            &set_if_smaller::call(key, 5, Expiry::Keep),
        ),
        Case::new(
            "set_if_newer",
            set_if_newer::SCRIPT,
            [Cmd::hset(key, "version", 5)],
            &set_if_newer::call(key, 6, "new", expiry),
            &set_if_newer::call(key, 5, "old", expiry),
        ),
        Case::new(
            "set_if_newer, Never",
            set_if_newer::SCRIPT,
            [Cmd::hset(key, "version", 5), Cmd::expire(key, 100)],
            &set_if_newer::call(key, 6, "new", Expiry::Never),
            &set_if_newer::call(key, 5, "old", Expiry::Never),
        ),
        Case::new(
            "increment_within",
            increment_within::SCRIPT,
            integer(),
            &increment_within::call(key, 5, bounds, expiry),
            &increment_within::call(key, 6, bounds, expiry),
        ),
        Case::new(
            "increment_within, Never",
            increment_within::SCRIPT,
            [Cmd::set_ex(key, 5, 100)],
            &increment_within::call(key, -5, bounds, Expiry::Never),
            &increment_within::call(key, -6, bounds, Expiry::Never),
        ),
        Case::new(
            "take_from_stock",
            take_from_stock::SCRIPT,
            [Cmd::set(key, 5), Cmd::set(other, 5)],
            &take_from_stock::call(&[(key, 5), (other, 1)]),
            &take_from_stock::call(&[(key, 5), (other, 6)]),
        ),
        Case::new(
            "push_capped, Left",
            push_capped::SCRIPT,
            [Cmd::lpush(key, &["a", "b"])],
            &push_capped::call(key, End::Left, cap, &["c", "d"], expiry),
            &push_capped::call(key, End::Left, cap, &[""; 0], Expiry::Keep),
        ),
        Case::new(
            "push_capped, Right, Never",
            push_capped::SCRIPT,
            [Cmd::rpush(key, &["a", "b"]), Cmd::expire(key, 100)],
            &push_capped::call(key, End::Right, cap, &["c", "d"], Expiry::Never),
            &push_capped::call(key, End::Right, cap, &[""; 0], Expiry::Keep),
        ),
        Case::new(
            "get_or_set",
            get_or_set::SCRIPT,
            integer(),
            &get_or_set::call(none, "new", ttl),
            &get_or_set::call(key, "new", ttl),
        ),
    ]
}

#[test]
fn both_protocols_say_the_same() {
    cases::both_protocols_say_the_same(&cases());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cluster_says_the_same() {
    cases::a_cluster_says_the_same(&cases()).await;
}

#[test]
fn without_memory_nothing_is_half_done() {
    cases::without_memory_nothing_is_half_done(&cases());
}

#[test]
fn a_replica_does_not_write() {
    cases::a_replica_does_not_write(&cases());
}

#[test]
fn other_types_are_left_alone() {
    cases::other_types_are_left_alone(&cases(), &KEYS, &["SADD", "x"]);
}

#[test]
fn a_denied_command_leaves_what_the_page_says() {
    let half_done = cases::half_done(&cases(), |_| String::new());
    assert_eq!(
        half_done,
        [
            "increment_within PEXPIRE",
            "increment_within, Never PERSIST",
            "push_capped, Left PEXPIRE",
            "push_capped, Left RPOP",
            "push_capped, Right, Never LPOP",
            "push_capped, Right, Never PERSIST",
            "set_if_newer PEXPIRE",
            "set_if_newer, Never PERSIST",
        ]
    );
}
