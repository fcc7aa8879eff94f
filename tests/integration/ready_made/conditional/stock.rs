//! A stock of several items.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use redis::{Cmd, Value};
use redis_script::scripts::conditional::{StockTaken, take_from_stock, take_from_stock_async};
use redis_script::{ErrorKind, pipe};

use crate::ready_made::frozen::{self, EXPIRY, Step};
use crate::ready_made::told::told;
use crate::scripts::at_once;
use crate::support::{Cluster, Server};

/// What is left of each item, and what is missing.
pub(super) fn each(said: &StockTaken) -> Vec<(u64, u64)> {
    let each = said.each.iter();
    each.map(|item| (item.left, item.missing)).collect()
}

const APPLES: &str = "{shop}:apples";
const PEARS: &str = "{shop}:pears";

#[tokio::test]
async fn it_is_called_in_three_ways() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    Cmd::set(APPLES, 5).exec(con).unwrap();
    Cmd::set(PEARS, 1).exec(con).unwrap();

    let said = take_from_stock(con, &[(APPLES, 2), (PEARS, 1)]).unwrap();
    assert!(said.taken);
    assert_eq!(each(&said), [(3, 0), (0, 0)]);

    let mut con = server.connect_resp3().await;
    let said = take_from_stock_async(&mut con, &[(APPLES, 1), (PEARS, 2), ("{shop}:plums", 0)]);
    let said = said.await.unwrap();
    assert!(!said.taken);
    assert_eq!(each(&said), [(3, 0), (0, 2), (0, 0)]);

    let (first, second) = pipe()
        .call(take_from_stock::call(&[(APPLES, 3)]))
        .call(take_from_stock::call(&[(APPLES, 1)]))
        .query_async(&mut con)
        .await
        .unwrap();
    assert!(first.taken && !second.taken);
}

/// What happens to a stock of three items.
#[derive(Clone, Debug)]
enum Event {
    Add(usize, u32),
    /// Quantities of the items in this order, which begins anywhere.
    Take(usize, Vec<u32>),
}

const KEYS: [&str; 3] = ["{k}:0", "{k}:1", "{k}:2"];

fn event() -> impl Strategy<Value = Event> {
    let quantity = || prop_oneof![4 => 0..=5u32, 1 => Just(u32::MAX)];
    prop_oneof![
        1 => (0..3usize, quantity()).prop_map(|(item, count)| Event::Add(item, count)),
        2 => (0..3usize, vec(quantity(), 1..=3)).prop_map(|(from, each)| Event::Take(from, each)),
    ]
}

#[test]
fn all_are_taken_or_none() {
    let sequences = vec(event(), 1..60);
    frozen::compare(take_from_stock::SCRIPT, &sequences, |con, events| {
        let mut stock: BTreeMap<usize, u64> = BTreeMap::new();
        let mut expected = Vec::new();
        let mut steps = Vec::new();
        for event in events {
            match event {
                Event::Add(item, count) => {
                    let held = stock.entry(item).or_default();
                    *held += u64::from(count);
                    expected.push(held.to_string());
                    steps.push(Step::Send(Cmd::incr(KEYS[item], count)));
                }
                Event::Take(from, quantities) => {
                    let items = (0..quantities.len()).map(|at| (from + at) % 3);
                    let wanted: Vec<(usize, u32)> = items.zip(quantities).collect();
                    expected.push(take(&mut stock, &wanted));
                    let wanted: Vec<(&str, u32)> = wanted
                        .into_iter()
                        .map(|(item, quantity)| (KEYS[item], quantity))
                        .collect();
                    steps.push(take_from_stock::call(&wanted).into());
                }
            }
        }
        let said: Vec<Value> = frozen::run(con, &KEYS, EXPIRY, &steps);
        (expected, said.iter().map(told).collect())
    });
}

fn take(stock: &mut BTreeMap<usize, u64>, wanted: &[(usize, u32)]) -> String {
    let held = |item: &usize| stock.get(item).copied().unwrap_or(0);
    let suffices = wanted
        .iter()
        .all(|(item, quantity)| held(item) >= (*quantity).into());
    let mut each = Vec::new();
    for (item, quantity) in wanted {
        let (held, quantity) = (stock.get(item).copied().unwrap_or(0), u64::from(*quantity));
        if suffices {
            stock.insert(*item, held - quantity);
            each.push(format!("[{} 0]", held - quantity));
        } else {
            each.push(format!("[{held} {}]", quantity.saturating_sub(held)));
        }
    }
    format!("[{}]", each.join(" "))
}

/// Many callers take random quantities of two items until nothing is left.
#[tokio::test(flavor = "multi_thread")]
async fn of_many_at_once_nobody_gets_what_is_not_there() {
    const STOCK: u64 = 1000;
    let server = Server::start();
    let con = &mut server.connect_sync();
    for key in &KEYS[..2] {
        Cmd::set(key, STOCK).exec(con).unwrap();
    }
    let taken = at_once(&server, 64, |number, mut con| async move {
        let mut taken = [0, 0];
        let mut turn = u32::try_from(number).unwrap();
        loop {
            turn += 1;
            let wanted = [turn % 3, (turn / 3) % 3];
            let items = [(KEYS[0], wanted[0]), (KEYS[1], wanted[1])];
            let said = take_from_stock_async(&mut con, &items).await.unwrap();
            if said.taken {
                taken[0] += u64::from(wanted[0]);
                taken[1] += u64::from(wanted[1]);
            } else {
                // The first of the two that is short is out of stock, or nearly.
                assert!(said.each.iter().any(|item| item.left < 2), "{said:?}");
                return taken;
            }
        }
    })
    .await;
    for (item, key) in KEYS[..2].iter().enumerate() {
        let left: u64 = Cmd::get(key).query(con).unwrap();
        let taken: u64 = taken.iter().map(|taken| taken[item]).sum();
        assert_eq!(taken + left, STOCK, "{key}");
    }
}

#[test]
fn a_quantity_of_zero_only_looks() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    Cmd::set(APPLES, 5).exec(con).unwrap();
    for apples in [0, 1] {
        let said = take_from_stock(con, &[(APPLES, apples), (PEARS, 0)]).unwrap();
        assert!(said.taken);
        assert_eq!(each(&said), [(5 - u64::from(apples), 0), (0, 0)]);
        let exists: bool = Cmd::exists(PEARS).query(con).unwrap();
        assert!(!exists, "a look has written");
    }
}

#[test]
fn a_key_for_two_items_is_refused() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    Cmd::set("k", 5).exec(con).unwrap();
    let error = take_from_stock(con, &[("k", 1), ("k", 1)]).unwrap_err();
    assert!(error.to_string().contains("the same key"), "{error}");
    assert_eq!(each(&take_from_stock(con, &[("k", 0)]).unwrap()), [(5, 0)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_items_are_in_one_slot() {
    let cluster = Cluster::start();
    let mut con = cluster.connect().await;
    for shop in 0..10 {
        let same = ["a", "b"].map(|name| (format!("{{shop {shop}}}:{name}"), 0));
        assert!(take_from_stock_async(&mut con, &same).await.unwrap().taken);
        let others = ["a", "b"].map(|name| (format!("shop {shop}:{name}"), 0));
        let error = take_from_stock_async(&mut con, &others).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::CrossSlot);
        assert!(!error.may_have_run());
    }
}
