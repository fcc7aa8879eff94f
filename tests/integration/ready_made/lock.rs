//! Locks.

mod clock;
mod concurrent;
mod everywhere;
mod faults;
mod model;
mod refusals;
mod restarts;
mod safety;

use std::time::Duration;

use redis::Connection;
use redis_script::scripts::lock::{FencedWrite, Holder, Lock, Token, acquire, fenced_set};
use redis_script::scripts::{Expiry, Ttl};

fn ttl(duration: Duration) -> Ttl {
    Ttl::new(duration).unwrap()
}

fn hour() -> Ttl {
    ttl(Duration::from_secs(3600))
}

fn lock() -> Lock {
    Lock::new("k").unwrap()
}

/// Acquires a lock that nobody else has.
#[track_caller]
fn token(con: &mut Connection, holder: &Holder, ttl: Ttl) -> Token {
    let said = acquire(con, &lock(), holder, ttl).unwrap();
    said.token().unwrap_or_else(|| panic!("{said:?}"))
}

#[track_caller]
fn write(con: &mut Connection, token: Token, value: &str) -> FencedWrite {
    fenced_set(con, lock().fence(), "{k}:value", token, value, Expiry::Keep).unwrap()
}
