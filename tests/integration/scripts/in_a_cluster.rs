//! The scripts on three masters: they touch no key that the call does not declare.

use super::acquire_lock::acquire_lock;
use super::cas::cas;
use super::rate_limit::rate_limit;
use super::{NOW, set};
use crate::support::Cluster;

#[tokio::test(flavor = "multi_thread")]
async fn each_works_on_every_node() {
    let cluster = Cluster::start();
    let mut con = cluster.connect().await;

    for user in 0..20 {
        let [limiter, article, lock, counter] =
            ["limiter", "article", "lock", "counter"].map(|key| format!("{{user {user}}}:{key}"));
        for allowed in [true, true, false] {
            let passed = rate_limit(&mut con, &limiter, 60, 2, NOW).await;
            assert_eq!(passed.unwrap(), allowed, "{limiter}");
        }
        set(&mut con, &article, "old").await;
        for won in [true, false] {
            let swapped = cas(&mut con, &article, b"old", b"new").await;
            assert_eq!(swapped.unwrap(), won, "{article}");
        }
        for token in [1, -1] {
            let taken = acquire_lock(&mut con, &lock, &counter, "alice", "100").await;
            assert_eq!(taken.unwrap(), token, "{lock}");
        }
    }
}
