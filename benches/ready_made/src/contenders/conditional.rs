//! Writes that depend on what a key holds.

use std::time::Duration;

use redis::{Connection, Value, cmd};
use redis_script::scripts::conditional::{
    Bounds, Cap, End, get_or_set, increment_within, push_capped, set_if_greater, set_if_newer,
    take_from_stock,
};
use redis_script::scripts::{Expiry, Ttl};

use super::caller::key;
use super::{Caller, Contender, Family, Kind};
use redis_script_benches::Outcome;

pub(super) const FAMILY: Family = Family {
    name: "conditional",
    about: "\
100 calls that write (*done*) and, if there are such, 100 that do not, since what the key holds does not allow it (*refused*). No
package that was looked at has such scripts.
",
    kinds: &[
        Kind {
            title: "Set if greater, if newer",
            contenders: &[
                Contender::ours("set_if_greater", greater_calls, begins_with_one),
                Contender::ours("set_if_newer", newer_calls, begins_with_one),
                Contender::ours("without a script or a comparison: SET", set_calls, is_done),
            ],
        },
        Kind {
            title: "Increment within bounds",
            contenders: &[
                Contender::ours("increment_within", increment_calls, begins_with_zero),
                Contender::ours("without a script or a bound: INCRBY", incr_calls, is_number),
            ],
        },
        Kind {
            title: "Take from a stock, which is filled first",
            contenders: &[Contender::ours(
                "take_from_stock, two items",
                stock_calls,
                is_stocked,
            )],
        },
        Kind {
            title: "Push to a capped list",
            contenders: &[
                Contender::ours("push_capped, a list of 10", push_calls, is_list),
                Contender::ours("without a script or a cap: LPUSH", lpush_calls, is_number),
            ],
        },
        Kind {
            title: "Get or set",
            contenders: &[
                Contender::ours("get_or_set", cache_calls, is_null),
                Contender::ours("without a script: SET NX GET", set_get_calls, is_null),
            ],
        },
    ],
};

const CALLS: u32 = 100;
const SUBJECT: &str = "user00042";

/// Integers that grow, and then the same.
fn both(
    caller: &mut Caller,
    call: impl Fn(&mut Connection, &str, u32) -> redis_script::Result<bool>,
) -> Outcome {
    caller.warm_up(|con| call(con, "warm-up", 1))?;
    let call = |con: &mut Connection, number| call(con, SUBJECT, number + 1);
    caller.step(("done", true), CALLS, call)?;
    caller.step(("refused", false), CALLS, call)
}

fn once(
    caller: &mut Caller,
    call: impl Fn(&mut Connection, &str, u32) -> redis_script::Result<()>,
) -> Outcome {
    caller.warm_up(|con| call(con, "warm-up", 1))?;
    caller.step(("done", true), CALLS, |con, number| {
        call(con, SUBJECT, number)?;
        Ok(true)
    })
}

fn greater_calls(caller: &mut Caller) -> Outcome {
    both(caller, |con, name, number| {
        Ok(set_if_greater(con, name, number, Expiry::Keep)?.set)
    })
}

fn newer_calls(caller: &mut Caller) -> Outcome {
    both(caller, |con, name, number| {
        Ok(set_if_newer(con, name, number, "hello", Expiry::Keep)?.set)
    })
}

fn set_calls(caller: &mut Caller) -> Outcome {
    once(caller, |con, name, number| {
        Ok(cmd("SET").arg(name).arg(number).exec(con)?)
    })
}

fn increment_calls(caller: &mut Caller) -> Outcome {
    let bounds = Bounds::new(0, CALLS.into())?;
    both(caller, |con, name, _| {
        let said = increment_within(con, name, 1, bounds, Expiry::Keep)?;
        Ok(said.exceeded.is_none())
    })
}

fn stock_calls(caller: &mut Caller) -> Outcome {
    let keys = ["{shop}:lamp", "{shop}:bulb"];
    let items = keys.map(|key| (key, 1));
    caller.warm_up(|con| take_from_stock(con, &items))?;
    caller.step(("filled", true), 2, |con, number| {
        let [lamp, bulb] = keys;
        let key = if number == 0 { lamp } else { bulb };
        cmd("SET").arg(key).arg(CALLS).exec(con)?;
        Ok(true)
    })?;
    let take = |con: &mut Connection, _| Ok(take_from_stock(con, &items)?.taken);
    caller.step(("done", true), CALLS, take)?;
    caller.step(("refused", false), CALLS, take)
}

fn incr_calls(caller: &mut Caller) -> Outcome {
    once(caller, |con, name, _| {
        Ok(cmd("INCRBY").arg(name).arg(1).exec(con)?)
    })
}

fn push_calls(caller: &mut Caller) -> Outcome {
    let cap = Cap::new(10)?;
    once(caller, |con, name, number| {
        push_capped(con, name, End::Left, cap, &[number], Expiry::Keep)?;
        Ok(())
    })
}

fn lpush_calls(caller: &mut Caller) -> Outcome {
    once(caller, |con, name, number| {
        Ok(cmd("LPUSH").arg(name).arg(number).exec(con)?)
    })
}

/// The same keys twice.
fn twice(
    caller: &mut Caller,
    call: impl Fn(&mut Connection, u32) -> redis_script::Result<bool>,
) -> Outcome {
    caller.warm_up(|con| call(con, CALLS))?;
    caller.step(("done", true), CALLS, &call)?;
    caller.step(("refused", false), CALLS, &call)
}

fn cache_calls(caller: &mut Caller) -> Outcome {
    let ttl = Ttl::new(Duration::from_secs(60))?;
    twice(caller, |con, number| {
        Ok(get_or_set(con, key(number), "hello", ttl)?.is_none())
    })
}

fn set_get_calls(caller: &mut Caller) -> Outcome {
    twice(caller, |con, number| {
        let mut set = cmd("SET");
        set.arg(key(number)).arg("hello");
        let held: Option<String> = set.arg(&["NX", "GET", "PX", "60000"]).query(con)?;
        Ok(held.is_none())
    })
}

fn begins_with(reply: &Value, number: i64) -> bool {
    matches!(reply, Value::Array(items) if items.first() == Some(&Value::Int(number)))
}

fn begins_with_one(reply: &Value) -> bool {
    begins_with(reply, 1)
}

fn begins_with_zero(reply: &Value) -> bool {
    begins_with(reply, 0)
}

/// How many are left and missing, of each item; the stock is filled by SET.
fn is_stocked(reply: &Value) -> bool {
    if is_done(reply) {
        return true;
    }
    let has_all =
        |item: &Value| matches!(item, Value::Array(item) if item.get(1) == Some(&Value::Int(0)));
    matches!(reply, Value::Array(items) if items.iter().all(has_all))
}

fn is_list(reply: &Value) -> bool {
    matches!(reply, Value::Array(_))
}

fn is_number(reply: &Value) -> bool {
    matches!(reply, Value::Int(_))
}

fn is_null(reply: &Value) -> bool {
    *reply == Value::Nil
}

fn is_done(reply: &Value) -> bool {
    *reply == Value::Okay
}
