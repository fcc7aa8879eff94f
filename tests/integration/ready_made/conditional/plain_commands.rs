//! Plain commands that do the same, as the page says.

use std::time::Duration;

use redis::{Cmd, Connection};
use redis_script::scripts::conditional::{Cap, End, get_or_set, push_capped, set_if_greater};
use redis_script::scripts::{Expiry, Ttl};

use crate::support::Server;

const TTL: Duration = Duration::from_secs(100);

/// Redis 6.2 has no `NX` with `GET`.
fn has_nx_with_get(con: &mut Connection) -> bool {
    let info: String = redis::cmd("INFO").arg("server").query(con).unwrap();
    !info.contains("redis_version:6.")
}

#[test]
fn set_reads_or_sets() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    if !has_nx_with_get(con) {
        return;
    }
    let ttl = Ttl::new(TTL).unwrap();
    for value in ["first", "second"] {
        let by_script = get_or_set(con, "script", value, ttl).unwrap();
        let mut set = redis::cmd("SET");
        set.arg("plain").arg(value).arg("NX").arg("GET");
        let by_set: Option<Vec<u8>> = set.arg("PX").arg(TTL.as_millis()).query(con).unwrap();
        assert_eq!(by_script, by_set);
    }
    let ttl: u64 = redis::cmd("PTTL").arg("plain").query(con).unwrap();
    assert!(ttl > 0);
}

#[test]
fn pushes_and_cuts_cap_a_list() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let cap = Cap::new(3).unwrap();
    for value in 0..10 {
        push_capped(con, "script", End::Left, cap, &[value], Expiry::Keep).unwrap();
        let mut pipe = redis::pipe();
        pipe.atomic().lpush("plain", value).ltrim("plain", 0, 2);
        pipe.exec(con).unwrap();
        let lists = ["script", "plain"]
            .map(|key| -> Vec<u32> { Cmd::lrange(key, 0, -1).query(con).unwrap() });
        assert_eq!(lists[0], lists[1]);
    }
}

#[test]
fn sorted_sets_keep_the_greatest_double() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let mut greater = |integer: i64| {
        let mut add = redis::cmd("ZADD");
        add.arg("plain").arg("GT").arg("CH").arg(integer).arg("m");
        let by_zadd: bool = add.query(con).unwrap();
        let by_script = set_if_greater(con, "script", integer, Expiry::Keep).unwrap();
        (by_zadd, by_script.set)
    };
    for (integer, is_greater) in [(5, true), (5, false), (4, false), (1 << 53, true)] {
        assert_eq!(greater(integer), (is_greater, is_greater), "{integer}");
    }
    // This one is the same double.
    assert_eq!(greater((1 << 53) + 1), (false, true));
}
