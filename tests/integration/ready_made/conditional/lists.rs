//! Capped lists, and values that are set once.

use std::time::Duration;

use proptest::prelude::*;
use redis_script::pipe;
use redis_script::scripts::conditional::{
    Cap, End, get_or_set, get_or_set_async, push_capped, push_capped_async,
};
use redis_script::scripts::{Expiry, Ttl};

use super::timed::{Life, compare, life, or_nil};
use crate::scripts::at_once;
use crate::support::Server;

#[tokio::test]
async fn they_are_called_in_three_ways() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let mut async_con = server.connect_resp3().await;

    let cap = Cap::new(2).unwrap();
    let said = push_capped(con, "list", End::Left, cap, &["a", "b"], Expiry::Keep).unwrap();
    assert_eq!((said.length, said.dropped.len()), (2, 0));
    let said = push_capped_async(&mut async_con, "list", End::Left, cap, &["c"], Expiry::Keep);
    let said = said.await.unwrap();
    assert_eq!((said.length, said.dropped), (2, vec![b"a".to_vec()]));

    let ttl = Ttl::new(Duration::from_secs(100)).unwrap();
    assert_eq!(get_or_set(con, "k", "mine", ttl).unwrap(), None);
    let held = get_or_set_async(&mut async_con, "k", "other", ttl).await;
    assert_eq!(held.unwrap().unwrap(), b"mine");

    let (pushed, held) = pipe()
        .call(push_capped::call(
            "list",
            End::Right,
            cap,
            &["d"],
            Expiry::Keep,
        ))
        .call(get_or_set::call("k", "other", ttl))
        .query_async(&mut async_con)
        .await
        .unwrap();
    assert_eq!(pushed.dropped, [b"c"]);
    assert_eq!(held.unwrap(), b"mine");
}

/// An end, a cap, how many values are pushed, and for how long.
type Push = (bool, u64, u32, Life);

fn push() -> impl Strategy<Value = Push> {
    let count = prop_oneof![3 => 1..=3u32, 1 => 0..=8u32];
    (any::<bool>(), 1..=6u64, count, life())
}

#[test]
fn a_list_holds_the_last_values() {
    compare(
        push_capped::SCRIPT,
        push(),
        |key, (at_left, cap, count, life): &Push| {
            let mut list: Vec<u32> = key.value.clone().unwrap_or_default();
            if *at_left {
                list.reverse();
            }
            // The values are their positions among those of the call.
            list.extend(1..=*count);
            let over = list.len().saturating_sub(usize::try_from(*cap).unwrap());
            let dropped: Vec<String> = list.drain(..over).map(|value| value.to_string()).collect();
            let length = list.len();
            if *at_left {
                list.reverse();
            }
            if length > 0 {
                key.write(list, *life);
            }
            format!("[{length} [{}]]", dropped.join(" "))
        },
        |(at_left, cap, count, life)| {
            let end = if *at_left { End::Left } else { End::Right };
            let values: Vec<u32> = (1..=*count).collect();
            let cap = Cap::new(*cap).unwrap();
            push_capped::call("k", end, cap, &values, life.expiry()).into()
        },
    );
}

#[test]
fn many_values_are_pushed_at_once() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let values: Vec<u32> = (0..20_000).collect();
    let cap = Cap::new(10).unwrap();
    let said = push_capped(con, "k", End::Right, cap, &values, Expiry::Keep).unwrap();
    assert_eq!((said.length, said.dropped.len()), (10, 19_990));
    let said = push_capped(con, "k", End::Left, cap, &values, Expiry::Keep).unwrap();
    assert_eq!((said.length, said.dropped.len()), (10, 20_000));
    let rest: Vec<u32> = redis::Cmd::lrange("k", 0, -1).query(con).unwrap();
    assert_eq!(rest, (19_990..20_000).rev().collect::<Vec<u32>>());
}

#[test]
fn a_value_is_set_once() {
    compare(
        get_or_set::SCRIPT,
        (0..5u8, 1..=1000u64),
        |key, (value, millis)| {
            let held = key.value;
            if held.is_none() {
                key.write(*value, Life::After(*millis));
            }
            or_nil(held)
        },
        |(value, millis)| {
            let ttl = Ttl::new(Duration::from_millis(*millis)).unwrap();
            get_or_set::call("k", *value, ttl).into()
        },
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_at_once_one_sets_the_value() {
    let server = Server::start();
    let ttl = Ttl::new(Duration::from_secs(100)).unwrap();
    let said = at_once(&server, 64, move |number, mut con| async move {
        let held = get_or_set_async(&mut con, "k", number, ttl).await.unwrap();
        let is_set = held.is_none();
        let held = held.unwrap_or(number.to_string().into_bytes());
        (is_set, held)
    })
    .await;
    assert_eq!(said.iter().filter(|(is_set, _)| *is_set).count(), 1);
    assert!(said.iter().all(|(_, held)| *held == said[0].1));
}

#[test]
fn values_are_bytes() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let value = [0u8, 255, b'\r', b'\n'];
    let ttl = Ttl::new(Duration::from_secs(100)).unwrap();
    assert_eq!(get_or_set(con, "k", &value, ttl).unwrap(), None);
    assert_eq!(get_or_set(con, "k", "", ttl).unwrap().unwrap(), value);
    // An empty value is a value.
    assert_eq!(get_or_set(con, "empty", "", ttl).unwrap(), None);
    assert_eq!(get_or_set(con, "empty", "x", ttl).unwrap().unwrap(), b"");
}
