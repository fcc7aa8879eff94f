//! Jumps of the server's clock.

use std::time::Duration;

use redis::{Commands, Connection};
use redis_script::scripts::Ttl;
use redis_script::scripts::lock::{Holder, Lock, Token, acquire, extend, owner, release};

use crate::support::ClockedServer;

const HOUR: Duration = Duration::from_secs(3600);
const HOUR_MS: i64 = 3_600_000;

fn take(con: &mut Connection, lock: &Lock, holder: &Holder) -> Option<Token> {
    let ttl = Ttl::new(HOUR).unwrap();
    acquire(con, lock, holder, ttl).unwrap().token()
}

#[test]
fn a_jump_ahead_ends_a_lock() {
    let Some(server) = ClockedServer::start() else {
        return;
    };
    let con = &mut server.connect();
    let (lock, [me, other]) = (
        Lock::new("k").unwrap(),
        [Holder::unique(), Holder::unique()],
    );
    let mine = take(con, &lock, &me).unwrap();
    server.jump_to(HOUR_MS / 2);
    assert_eq!(take(con, &lock, &other), None);
    let remaining = owner(con, &lock).unwrap().unwrap().remaining;
    assert!(remaining <= HOUR / 2, "{remaining:?}");
    server.jump_to(2 * HOUR_MS);
    assert!(!extend(con, &lock, &me, Ttl::new(HOUR).unwrap()).unwrap());
    assert!(take(con, &lock, &other).unwrap() > mine);
}

#[test]
fn after_a_jump_back_a_lock_lasts_for_longer_and_tokens_grow() {
    let Some(server) = ClockedServer::start() else {
        return;
    };
    let con = &mut server.connect();
    let (lock, [me, other]) = (
        Lock::new("k").unwrap(),
        [Holder::unique(), Holder::unique()],
    );
    let mine = take(con, &lock, &me).unwrap();
    server.jump_to(-10 * HOUR_MS);
    assert_eq!(take(con, &lock, &other), None);
    let remaining = owner(con, &lock).unwrap().unwrap().remaining;
    assert!(remaining > 10 * HOUR, "{remaining:?}");
    assert!(release(con, &lock, &me).unwrap());
    let next = take(con, &lock, &other).unwrap();
    assert!(next > mine);

    // Without its fence, a lock begins with the clock, which is behind now.
    let () = con.del(lock.fence()).unwrap();
    assert!(take(con, &lock, &other).unwrap() < mine);
}
