//! Locks: 200 names that are taken, asked for by others, extended, released and taken again, with a lease of a minute.

use std::time::Duration;

use redis::{Connection, Value, cmd};
use redis_script::redis_script;
use redis_script::scripts::lock::{
    FencedWrite, Holder, Lock, Token, acquire, extend, fenced_hset, fenced_set, owner, release,
};
use redis_script::scripts::{Expiry, Ttl};

use super::{Caller, Contender, Family, Kind};
use redis_script_benches::Outcome;

pub(super) const FAMILY: Family = Family {
    name: "lock",
    about: "\
200 locks that are taken for the first time (*acquire*), asked for by others while they are taken (*held*), extended, released and
taken once more (*again*). The lease is a minute. Only functions of which that is said give a fencing token. Ours read the server's
clock the first time that a name is locked; from then on its fence counts. So *again* is what an acquisition of theirs mostly takes;
the packages' takes the same as the first time.
",
    kinds: &[
        Kind {
        title: "Lock",
        contenders: &[
            Contender::ours("acquire, extend, release; fenced", lock_calls, is_positive),
            Contender::ours("acquire_lock.lua, fenced", fenced_calls, is_positive),
            Contender::ours("without a script: SET NX PX", plain_calls, is_done),
            Contender::npm("redlock", "lock, extend, unlock", "redlock", is_done),
            Contender::pypi("redis", "Lock", "redis", is_done),
            Contender::pypi(
                "python-redis-lock",
                "Lock",
                "python-redis-lock",
                is_done_or_zero,
            ),
        ],
    },
        Kind {
            title: "Fenced write: with a newer token, the same, an older one",
            contenders: &[
                Contender::ours("fenced_set", fenced_set_calls, is_zero),
                Contender::ours("fenced_hset, one field", fenced_hset_calls, is_zero),
            ],
        },
        Kind {
            title: "Query of the owner",
            contenders: &[Contender::ours("owner", owner_calls, is_list_or_token)],
        },
    ],
};

const LEASE_MS: u64 = 60_000;
const WRITES: u32 = 100;

fn lock_calls(caller: &mut Caller) -> Outcome {
    let ttl = Ttl::new(Duration::from_millis(LEASE_MS))?;
    let (lock, nobody) = (Lock::new("warm-up")?, Holder::new("warm-up")?);
    caller.warm_up(|con| {
        extend(con, &lock, &nobody, ttl)?;
        release(con, &lock, &nobody)
    })?;
    caller.lock(|con, name, holder| {
        let said = acquire(con, &Lock::new(name)?, &Holder::new(holder)?, ttl)?;
        Ok(said.token().is_some())
    })?;
    caller.held_lock("extend", |con, name, holder| {
        extend(con, &Lock::new(name)?, &Holder::new(holder)?, ttl)
    })?;
    caller.held_lock("release", |con, name, holder| {
        release(con, &Lock::new(name)?, &Holder::new(holder)?)
    })?;
    caller.held_lock("again", |con, name, holder| {
        let said = acquire(con, &Lock::new(name)?, &Holder::new(holder)?, ttl)?;
        Ok(said.token().is_some())
    })
}

fn fenced_calls(caller: &mut Caller) -> Outcome {
    caller.lock(|con, name, holder| {
        let counter = format!("{{{name}}}:token");
        let token = acquire_lock(
            con,
            &format!("{{{name}}}:lock"),
            &counter,
            holder,
            LEASE_MS / 1000,
        )?;
        Ok(token > 0)
    })
}

/// A fence whose tokens grow, writes with the last one, and with an old one.
fn writes(
    caller: &mut Caller,
    write: impl Fn(&mut Connection, Token) -> redis_script::Result<FencedWrite>,
) -> Outcome {
    let write =
        |con: &mut Connection, token: u32| Ok(write(con, Token::new(token.into())?)?.is_done());
    caller.warm_up(|con| write(con, 1))?;
    caller.step(("newer", true), WRITES, |con, number| {
        write(con, number + 2)
    })?;
    caller.step(("same", true), WRITES, |con, _| write(con, WRITES + 1))?;
    caller.step(("older", false), WRITES, |con, _| write(con, 1))
}

fn fenced_set_calls(caller: &mut Caller) -> Outcome {
    writes(caller, |con, token| {
        fenced_set(
            con,
            "{report}:fence",
            "{report}:text",
            token,
            "hello",
            Expiry::Keep,
        )
    })
}

fn fenced_hset_calls(caller: &mut Caller) -> Outcome {
    writes(caller, |con, token| {
        fenced_hset(
            con,
            "{report}:fence",
            "{report}:hash",
            token,
            &[("text", "hello")],
        )
    })
}

fn owner_calls(caller: &mut Caller) -> Outcome {
    let ttl = Ttl::new(Duration::from_millis(LEASE_MS))?;
    let (lock, me) = (Lock::new("report")?, Holder::new("me")?);
    caller.warm_up(|con| owner(con, &lock))?;
    caller.step(("acquire", true), 1, |con, _| {
        Ok(acquire(con, &lock, &me, ttl)?.token().is_some())
    })?;
    caller.step(("owner", true), WRITES, |con, _| {
        Ok(owner(con, &lock)?.is_some())
    })
}

fn plain_calls(caller: &mut Caller) -> Outcome {
    caller.lock(|con, name, holder| {
        let mut set = cmd("SET");
        set.arg(name).arg(holder).arg("NX").arg("PX").arg(LEASE_MS);
        Ok(set.query(con)?)
    })
}

/// The script of this repository.
#[redis_script("../../../../scripts/acquire_lock.lua", keys = 2)]
fn acquire_lock(
    con: &mut impl redis::ConnectionLike,
    lock: &str,
    counter: &str,
    holder: &str,
    ttl_secs: u64,
) -> redis_script::Result<i64>;

fn is_positive(reply: &Value) -> bool {
    matches!(reply, Value::Int(1..))
}

/// Plain commands say OK, and scripts how many locks they changed.
fn is_done(reply: &Value) -> bool {
    *reply == Value::Okay || is_positive(reply)
}

/// Plain commands say OK, and scripts which error it was.
fn is_done_or_zero(reply: &Value) -> bool {
    matches!(reply, Value::Okay | Value::Int(0))
}

fn is_zero(reply: &Value) -> bool {
    *reply == Value::Int(0)
}

fn is_list_or_token(reply: &Value) -> bool {
    matches!(reply, Value::Array(_)) || is_positive(reply)
}
