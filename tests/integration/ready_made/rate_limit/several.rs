//! Several limits in one call.

use std::time::Duration;

use proptest::collection::vec;
use redis_script::ErrorKind;
use redis_script::scripts::rate_limit::{Decisions, Gcra, gcra, gcra_all, gcra_all_async};

use super::bucket::{Bucket, buckets};
use super::model::{Event, Model, Said, event};
use crate::ready_made::frozen::{self, EXPIRY, Step};
use crate::support::{Cluster, Server};

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);

#[test]
fn several_limits_all_let_it_pass_or_none() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let second = Gcra::new(2, 3, SECOND).unwrap();
    let day = Gcra::new(4, 5, 1440 * MINUTE).unwrap();
    let limits =
        [("second", second), ("day", day)].map(|(key, limit)| (format!("{{u}}:{key}"), limit));

    let said = gcra_all(con, &limits, 3).unwrap();
    assert!(said.allowed);
    let [of_second, of_day] = &said.each[..] else {
        panic!("{said:?}");
    };
    assert_eq!((of_second.remaining, of_day.remaining), (0, 2));

    // The day would let it pass, and is not charged.
    let said = gcra_all(con, &limits, 2).unwrap();
    assert!(!said.allowed && said.each[1].allowed);
    assert!(said.each[0].retry_after.unwrap() <= SECOND);
    for quantity in [0, 3] {
        let said = gcra_all(con, &limits[1..], quantity).unwrap();
        assert_eq!(said.each[0].remaining, 2);
        assert_eq!(said.allowed, quantity == 0);
    }
    // Each key is what the other functions see.
    assert_eq!(gcra(con, &limits[1].0, day, 2).unwrap().remaining, 0);
}

/// What several limiters say, each by its model, if something passes only if it passes all of them.
fn request_all(buckets: &mut [Bucket], quantity: u32) -> Vec<Said> {
    let passes = buckets.iter().all(|bucket| bucket.allows(quantity.into()));
    let mut said = Vec::new();
    for bucket in buckets {
        let mut asked = bucket.clone();
        said.push(asked.request(quantity));
        if passes {
            *bucket = asked;
        }
    }
    said
}

#[test]
fn several_limits_are_as_exact_as_one() {
    let sequences = (vec(buckets(), 1..4), vec(event(), 1..60));
    frozen::compare(
        gcra_all::SCRIPT,
        &sequences,
        |con, (mut buckets, events)| {
            let keys = &["{k}:0", "{k}:1", "{k}:2"][..buckets.len()];
            let limits = buckets.iter().map(|bucket| bucket.parameters().unwrap());
            let limits: Vec<(&str, Gcra)> = keys.iter().copied().zip(limits).collect();
            let time = 2 * buckets[0].period_ms.div_ceil(buckets[0].count);
            let mut expected = Vec::new();
            let mut steps = Vec::new();
            for event in events {
                match event {
                    Event::Request(quantity) => {
                        expected.push(request_all(&mut buckets, quantity));
                        steps.push(gcra_all::call(&limits, quantity).into());
                    }
                    Event::Pass(thousandths) => {
                        let millis = thousandths * time / 1000;
                        for bucket in &mut buckets {
                            bucket.pass(millis);
                        }
                        steps.push(Step::Pass(millis));
                    }
                }
            }
            let said: Vec<Decisions> = frozen::run(con, keys, EXPIRY, &steps);
            let each = |said: Decisions| said.each.into_iter().map(Said::from).collect();
            (expected, said.into_iter().map(each).collect())
        },
    );
}

#[test]
fn a_key_for_two_limits_is_refused() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let limit = Gcra::new(2, 3, SECOND).unwrap();
    let error = gcra_all(con, &[("k", limit), ("k", limit)], 1).unwrap_err();
    assert!(error.to_string().contains("the same key"), "{error}");
    assert_eq!(gcra(con, "k", limit, 0).unwrap().remaining, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn several_limits_are_in_one_slot() {
    let cluster = Cluster::start();
    let mut con = cluster.connect().await;
    let limit = Gcra::new(2, 3, MINUTE).unwrap();
    for user in 0..10 {
        let same = ["a", "b"].map(|name| (format!("{{user {user}}}:{name}"), limit));
        assert!(gcra_all_async(&mut con, &same, 1).await.unwrap().allowed);
        let others = ["a", "b"].map(|name| (format!("user {user}:{name}"), limit));
        let error = gcra_all_async(&mut con, &others, 1).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::CrossSlot);
        assert!(!error.may_have_run());
    }
}
