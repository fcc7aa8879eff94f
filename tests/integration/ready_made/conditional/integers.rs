//! Integers that are compared, and counters within bounds.

use proptest::prelude::*;
use redis_script::pipe;
use redis_script::scripts::Expiry;
use redis_script::scripts::conditional::{
    Bound, Bounds, Integer, increment_within, increment_within_async, set_if_greater,
    set_if_greater_async, set_if_newer, set_if_newer_async, set_if_smaller, set_if_smaller_async,
};

use super::timed::{Life, compare, life, or_nil};
use crate::support::Server;

#[tokio::test]
async fn they_are_called_in_three_ways() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let mut async_con = server.connect_resp3().await;

    let said = set_if_greater(con, "k", 5, Expiry::Keep).unwrap();
    assert_eq!((said.set, said.previous), (true, None));
    let said = set_if_greater_async(&mut async_con, "k", u64::MAX, Expiry::Keep).await;
    let said = said.unwrap();
    assert_eq!((said.set, said.previous), (true, Some(5)));
    let said = set_if_smaller(con, "k", u64::MAX, Expiry::Keep).unwrap();
    assert_eq!((said.set, said.previous), (false, Some(u64::MAX.into())));
    let said = set_if_smaller_async(&mut async_con, "k", i64::MIN, Expiry::Keep).await;
    assert!(said.unwrap().set);

    let said = set_if_newer(con, "hash", 7, "value", Expiry::Keep).unwrap();
    assert_eq!((said.set, said.previous), (true, None));
    let said = set_if_newer_async(&mut async_con, "hash", 7, "other", Expiry::Keep).await;
    let said = said.unwrap();
    assert_eq!((said.set, said.previous), (false, Some(7)));
    let value: String = redis::Cmd::hget("hash", "value").query(con).unwrap();
    assert_eq!(value, "value");

    let bounds = Bounds::new(0, 10).unwrap();
    let said = increment_within(con, "counter", 10, bounds, Expiry::Keep).unwrap();
    assert_eq!((said.value, said.exceeded), (10, None));
    let said = increment_within_async(&mut async_con, "counter", 1, bounds, Expiry::Keep).await;
    let said = said.unwrap();
    assert_eq!((said.value, said.exceeded), (10, Some(Bound::Max)));

    let (greater, smaller, newer, counter) = pipe()
        .call(set_if_greater::call("k", 1, Expiry::Keep))
        .call(set_if_smaller::call("k", -1, Expiry::Keep))
        .call(set_if_newer::call("hash", 8, "later", Expiry::Keep))
        .call(increment_within::call("counter", -11, bounds, Expiry::Keep))
        .query_async(&mut async_con)
        .await
        .unwrap();
    assert!(greater.set && smaller.set && newer.set);
    assert_eq!((counter.value, counter.exceeded), (10, Some(Bound::Min)));
}

/// Integers where doubles, and parts of ten digits, go wrong if they do.
fn integers() -> impl Strategy<Value = i128> {
    let around = |center: i128| (-2..=2i128).prop_map(move |offset| center + offset);
    let signed = prop_oneof![
        4 => around(0),
        1 => around(1 << 53),
        1 => around(-(1 << 53)),
        1 => around(10_000_000_000),
        1 => around(-10_000_000_000),
        1 => around(9_000_000_000_000_000_000),
        2 => any::<i64>().prop_map(i128::from),
        1 => any::<u64>().prop_map(i128::from),
        1 => Just(i64::MAX.into()),
        1 => Just(i64::MIN.into()),
        1 => Just(u64::MAX.into()),
    ];
    signed.prop_map(|integer| integer.clamp(i64::MIN.into(), u64::MAX.into()))
}

/// The argument of a type that it has.
fn integer(number: i128) -> Integer {
    i64::try_from(number).map_or_else(|_| u64::try_from(number).unwrap().into(), Integer::from)
}

#[test]
fn the_greater_and_the_smaller_replace() {
    compare(
        set_if_greater::SCRIPT,
        (any::<bool>(), integers(), life()),
        |key, (wants_greater, new, life)| {
            let previous = key.value;
            let replaces = match previous {
                None => true,
                Some(previous) if *wants_greater => *new > previous,
                Some(previous) => *new < previous,
            };
            if replaces {
                key.write(*new, *life);
            }
            format!("[{} {}]", u8::from(replaces), or_nil(previous))
        },
        |(wants_greater, new, life)| {
            let new = integer(*new);
            let call = if *wants_greater {
                set_if_greater::call("k", new, life.expiry())
            } else {
                set_if_smaller::call("k", new, life.expiry())
            };
            call.into()
        },
    );
}

#[test]
fn the_newer_replaces() {
    compare(
        set_if_newer::SCRIPT,
        (integers(), life()),
        |key, (version, life)| {
            let previous = key.value;
            let replaces = previous.is_none_or(|previous| *version > previous);
            if replaces {
                key.write(*version, *life);
            }
            format!("[{} {}]", u8::from(replaces), or_nil(previous))
        },
        |(version, life)| set_if_newer::call("k", integer(*version), "value", life.expiry()).into(),
    );
}

#[test]
fn a_counter_stays_within_its_bounds() {
    let signed = || integers().prop_filter_map("64 bits", |number| i64::try_from(number).ok());
    let bounds = (signed(), signed()).prop_map(|(one, other)| (one.min(other), one.max(other)));
    compare(
        increment_within::SCRIPT,
        (signed(), bounds, life()),
        |key, (by, (min, max), life): &(i64, (i64, i64), Life)| {
            let held = key.value.unwrap_or(0);
            let sum = i128::from(held) + i128::from(*by);
            if sum < (*min).into() {
                format!("[-1 {held}]")
            } else if sum > (*max).into() {
                format!("[1 {held}]")
            } else {
                let sum = i64::try_from(sum).unwrap();
                if *by != 0 {
                    key.write(sum, *life);
                }
                format!("[0 {sum}]")
            }
        },
        |(by, (min, max), life)| {
            let bounds = Bounds::new(*min, *max).unwrap();
            increment_within::call("k", *by, bounds, life.expiry()).into()
        },
    );
}

#[test]
fn a_counter_out_of_bounds_comes_back() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let bounds = Bounds::new(-10, 10).unwrap();
    for (start, by, expected) in [
        (15, -1, (15, Some(Bound::Max))),
        (15, -5, (10, None)),
        (15, -25, (-10, None)),
        (15, -26, (15, Some(Bound::Min))),
        (-15, 1, (-15, Some(Bound::Min))),
        (-15, 20, (5, None)),
        (15, 0, (15, Some(Bound::Max))),
    ] {
        redis::Cmd::set("k", start).exec(con).unwrap();
        let said = increment_within(con, "k", by, bounds, Expiry::Keep).unwrap();
        assert_eq!((said.value, said.exceeded), expected, "{start} {by}");
    }
}
