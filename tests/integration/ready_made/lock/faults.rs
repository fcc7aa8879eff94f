//! Faults in the middle of a call.

use redis::Cmd;
use redis_script::scripts::Expiry;
use redis_script::scripts::lock::{
    Holder, Token, acquire, extend, fenced_hset, fenced_set, owner, release,
};

use super::{hour, lock};
use crate::ready_made::faults::{Fault, Left, Subject};
use crate::support::Server;

const LOCK: &str = "{k}:lock";
const FENCE: &str = "{k}:fence";
const VALUE: &str = "{k}:value";
const NEWEST: u64 = 2_000_000_000_000_000;

fn me() -> Holder {
    Holder::new("me").unwrap()
}

fn held() -> Vec<Cmd> {
    vec![Cmd::set_ex(LOCK, "me", 100), Cmd::set(FENCE, NEWEST)]
}

#[test]
fn without_a_lock_a_token_may_be_skipped() {
    let server = Server::start();
    let keys = [LOCK, FENCE];
    let skipped = || Left::Partly(vec![Cmd::incr(FENCE, 1)]);
    for before in [vec![Cmd::set(FENCE, NEWEST)], held()] {
        let call = acquire::call(&lock(), &me(), hour());
        let subject = Subject::new(&call, acquire::SCRIPT, &keys, before);
        subject.inject(&server, |fault| match fault {
            Fault::Denied("set") => skipped(),
            _ => Left::Before,
        });
    }
    // The token that begins with the clock is begun again by the next call.
    let call = acquire::call(&lock(), &me(), hour());
    let subject = Subject::new(&call, acquire::SCRIPT, &keys, vec![]);
    subject.inject(&server, |fault| match fault {
        Fault::Denied("set" | "time") => skipped(),
        _ => Left::Before,
    });
}

#[test]
fn without_memory_a_lock_is_released_and_extended() {
    let server = Server::start();
    let needs_no_memory = |fault: Fault<'_>| match fault {
        Fault::OutOfMemory => Left::After,
        _ => Left::Before,
    };
    let call = release::call(&lock(), &me());
    Subject::new(&call, release::SCRIPT, &[LOCK], held()).inject(&server, needs_no_memory);
    let call = extend::call(&lock(), &me(), hour());
    Subject::new(&call, extend::SCRIPT, &[LOCK], held()).inject(&server, needs_no_memory);
    let call = owner::call(&lock());
    let subject = Subject::new(&call, owner::SCRIPT, &[LOCK, FENCE], held());
    subject.inject(&server, |fault| match fault {
        Fault::OutOfMemory | Fault::Replica => Left::After,
        _ => Left::Before,
    });
}

#[test]
fn a_fence_is_set_after_the_write() {
    let server = Server::start();
    let keys = [FENCE, VALUE];
    let before = || vec![Cmd::set(FENCE, NEWEST), Cmd::set(VALUE, "old")];
    for token in [NEWEST, NEWEST + 1] {
        let token = Token::new(token).unwrap();
        for expiry in [Expiry::Keep, Expiry::After(hour()), Expiry::Never] {
            let call = fenced_set::call(FENCE, VALUE, token, "new", expiry);
            let subject = Subject::new(&call, fenced_set::SCRIPT, &keys, before());
            subject.inject(&server, |fault| match fault {
                // As SET does.
                Fault::List(VALUE) => Left::After,
                _ => Left::Before,
            });
        }
    }
    let before = || vec![Cmd::set(FENCE, NEWEST), Cmd::hset(VALUE, "field", "old")];
    for (token, is_newer) in [(NEWEST, false), (NEWEST + 1, true)] {
        let token = Token::new(token).unwrap();
        let call = fenced_hset::call(FENCE, VALUE, token, &[("field", "new")]);
        let subject = Subject::new(&call, fenced_hset::SCRIPT, &keys, before());
        subject.inject(&server, |fault| match fault {
            Fault::Denied("set") if is_newer => {
                Left::Partly(vec![Cmd::hset(VALUE, "field", "new")])
            }
            _ => Left::Before,
        });
    }
}
