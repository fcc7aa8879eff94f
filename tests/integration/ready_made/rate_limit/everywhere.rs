//! All limiters in clusters and in both protocols, and on servers that refuse to write.

use std::time::Duration;

use redis_script::scripts::rate_limit::{
    Decision, FixedWindow, Gcra, Permits, SlidingCounter, SlidingLog, TokenBucket, acquire_permits,
    fixed_window, gcra, release_permits, sliding_counter, sliding_log, token_bucket,
};
use redis_script::{Call, ErrorKind};

use crate::ready_made::hindered::{make_replica, set_memory, state};
use crate::support::{Cluster, Server};

const HOUR: Duration = Duration::from_secs(3600);

/// A call of each limiter, of which two pass, with the key of it.
fn calls(prefix: &str, quantity: u32) -> Vec<(String, Call<Decision>)> {
    let key = |name: &str| format!("{prefix}:{name}");
    let cells = Gcra::new(1, 2, HOUR).unwrap();
    let tokens = TokenBucket::new(2, 2, HOUR).unwrap();
    let fixed = FixedWindow::new(2, HOUR).unwrap();
    let counter = SlidingCounter::new(2, HOUR).unwrap();
    let log = SlidingLog::new(2, HOUR).unwrap();
    let permits = Permits::new(2, HOUR).unwrap();
    let by = |name: &str, call: &dyn Fn(&str) -> Call<Decision>| (key(name), call(&key(name)));
    vec![
        by("gcra", &|key| gcra::call(key, cells, quantity)),
        by("tokens", &|key| token_bucket::call(key, tokens, quantity)),
        by("fixed", &|key| fixed_window::call(key, fixed, quantity)),
        by("counter", &|key| {
            sliding_counter::call(key, counter, quantity)
        }),
        by("log", &|key| sliding_log::call(key, log, quantity)),
        by("permits", &|key| {
            acquire_permits::call(key, permits, quantity, "me")
        }),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn each_works_on_every_node() {
    let cluster = Cluster::start();
    let mut con = cluster.connect().await;
    for user in 0..10 {
        for (key, call) in calls(&format!("user {user}"), 2) {
            let said = call.invoke_async(&mut con).await.unwrap();
            assert!(said.allowed, "{key}");
            assert_eq!(said.remaining, 0, "{key}");
        }
        let key = format!("user {user}:permits");
        let released = release_permits::call(&key, "me")
            .invoke_async(&mut con)
            .await;
        assert_eq!(released.unwrap(), 2);
    }
    let mut con = cluster.connect_sync();
    for (key, call) in calls("user 0", 3) {
        let said = call.invoke(&mut con).unwrap();
        assert!(!said.allowed, "{key}");
    }
}

#[test]
fn both_protocols_say_the_same() {
    let server = Server::start();
    let [mut resp2, mut resp3] = [server.connect_sync(), server.connect_sync_resp3()];
    for quantity in [0, 1, 2, 3] {
        let of_resp2 = calls("resp2", quantity);
        let of_resp3 = calls("resp3", quantity);
        for ((key, first), (_, second)) in of_resp2.into_iter().zip(of_resp3) {
            let [first, second] = [first.invoke(&mut resp2), second.invoke(&mut resp3)];
            let said = |decision: Decision| {
                let Decision {
                    allowed,
                    remaining,
                    retry_after,
                    ..
                } = decision;
                (allowed, remaining, retry_after.is_some())
            };
            assert_eq!(said(first.unwrap()), said(second.unwrap()), "{key}");
        }
    }
}

#[test]
fn a_server_without_memory_gets_no_half_of_a_write() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    for used in [false, true] {
        let prefix = if used { "used" } else { "new" };
        for (key, call) in calls(prefix, 1).into_iter().filter(|_| used) {
            assert!(call.invoke(con).unwrap().allowed, "{key}");
        }
        set_memory(con, "1");
        for (key, call) in calls(prefix, 1) {
            let before = state(con);
            match call.invoke(con) {
                // What only changes the expiry, or a permit that is there, needs no memory.
                Ok(said) => assert!(used && said.allowed, "{key}"),
                Err(error) => {
                    assert_eq!(error.kind(), ErrorKind::Oom, "{key}: {error}");
                    assert_eq!(state(con), before, "{key}");
                }
            }
        }
        // To look, and to be rejected, needs none.
        for quantity in [0, 3] {
            for (key, call) in calls(prefix, quantity) {
                assert_eq!(call.invoke(con).unwrap().allowed, quantity == 0, "{key}");
            }
        }
        set_memory(con, "0");
    }
}

#[test]
fn a_replica_looks_and_does_not_write() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    for (key, call) in calls("k", 1) {
        assert!(call.invoke(con).unwrap().allowed, "{key}");
    }
    make_replica(con);
    for (key, call) in calls("k", 1) {
        let before = state(con);
        let error = call.invoke(con).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ReadOnly, "{key}: {error}");
        assert_eq!(state(con), before, "{key}");
    }
    for quantity in [0, 3] {
        for (key, call) in calls("k", quantity) {
            assert_eq!(call.invoke(con).unwrap().allowed, quantity == 0, "{key}");
        }
    }
}
