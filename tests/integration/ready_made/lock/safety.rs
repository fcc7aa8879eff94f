//! Holders whose lock is over.

use std::time::Duration;

use redis::Commands;
use redis_script::scripts::Expiry;
use redis_script::scripts::lock::{
    FencedWrite, Holder, acquire, extend, fenced_hset, fenced_set, owner, release,
};

use super::{hour, lock, token, ttl, write};
use crate::support::{Server, wait_until};

#[test]
fn a_holder_that_stalls_for_longer_than_its_time_writes_nothing() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let [stalled, next] = [Holder::unique(), Holder::unique()];
    let old = token(con, &stalled, ttl(Duration::from_millis(1)));
    assert_eq!(write(con, old, "first"), FencedWrite::Done);
    let new = wait_until("the lock is over", || {
        acquire(con, &lock(), &next, hour()).unwrap().token()
    });

    // The next holder need not have written.
    assert!(new > old);
    let stale = FencedWrite::Stale { newest: new };
    assert_eq!(write(con, old, "late"), stale);
    let fields = [("field", "late")];
    let fenced = fenced_hset(con, lock().fence(), "{k}:hash", old, &fields).unwrap();
    assert_eq!(fenced, stale);
    assert!(!extend(con, &lock(), &stalled, hour()).unwrap());
    assert!(!release(con, &lock(), &stalled).unwrap());
    assert_eq!(con.get::<_, String>("{k}:value").unwrap(), "first");
    assert!(!con.exists::<_, bool>("{k}:hash").unwrap());

    assert_eq!(write(con, new, "second"), FencedWrite::Done);
    assert!(release(con, &lock(), &next).unwrap());
    assert_eq!(write(con, old, "late"), stale);
}

#[test]
fn a_fence_of_its_own_refuses_a_holder_when_another_has_written() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let [stalled, next] = [Holder::unique(), Holder::unique()];
    let old = token(con, &stalled, hour());
    assert!(release(con, &lock(), &stalled).unwrap());
    let new = token(con, &next, hour());

    let mut write = |token, value| {
        fenced_set(con, "{data}:fence", "{data}", token, value, Expiry::Keep).unwrap()
    };
    assert_eq!(write(old, "a"), FencedWrite::Done);
    assert_eq!(write(new, "b"), FencedWrite::Done);
    assert_eq!(write(old, "c"), FencedWrite::Stale { newest: new });
    assert_eq!(write(new, "d"), FencedWrite::Done);
    assert_eq!(con.get::<_, String>("{data}").unwrap(), "d");
    assert_eq!(con.get::<_, u64>("{data}:fence").unwrap(), new.get());
}

#[test]
fn a_repeated_call_gets_a_newer_token_and_the_whole_time() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let me = Holder::unique();
    let first = token(con, &me, ttl(Duration::from_secs(100)));
    let second = token(con, &me, hour());
    assert!(second > first);
    let said = owner(con, &lock()).unwrap().unwrap();
    assert_eq!((said.holder, said.token), (me.clone(), Some(second)));
    assert!(said.remaining > Duration::from_secs(1000));

    // What is still sent with the older one is refused: `extend` keeps the token.
    assert!(matches!(write(con, first, "x"), FencedWrite::Stale { .. }));
    assert!(release(con, &lock(), &me).unwrap());
    assert!(!release(con, &lock(), &me).unwrap());
    assert_eq!(owner(con, &lock()).unwrap(), None);
}
