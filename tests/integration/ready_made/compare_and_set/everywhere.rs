//! All calls in clusters, in both protocols, and in all three forms.

use std::time::Duration;

use redis::ConnectionLike;
use redis_script::pipe;
use redis_script::scripts::compare_and_set::{
    Swap, Version, VersionSwap, compare_and_set, compare_and_set_async, compare_and_set_version,
    compare_and_set_version_async, create_if_absent, create_if_absent_async, delete_if_equal,
    delete_if_equal_async,
};
use redis_script::scripts::{Expiry, Ttl};

use crate::ready_made::everywhere::everywhere;
use crate::support::Server;

fn hour() -> Ttl {
    Ttl::new(Duration::from_secs(3600)).unwrap()
}

fn holds(value: &str) -> Swap {
    Swap::Holds(value.into())
}

fn done(version: u64) -> VersionSwap {
    VersionSwap::Done(Version::new(version).unwrap())
}

/// The life of a value, and of a hash.
fn blocking(con: &mut impl ConnectionLike, key: &str) {
    let set = |con: &mut _, old, new| compare_and_set(con, key, old, new, Expiry::Keep).unwrap();
    assert_eq!(set(con, "", "b"), Swap::Missing);
    assert_eq!(delete_if_equal(con, key, "").unwrap(), Swap::Missing);
    let create = |con: &mut _, value| create_if_absent(con, key, value, Some(hour())).unwrap();
    assert_eq!(create(con, "a"), Swap::Done);
    assert_eq!(create(con, "b"), holds("a"));
    assert_eq!(set(con, "b", "c"), holds("a"));
    assert_eq!(set(con, "a", "b"), Swap::Done);
    assert_eq!(delete_if_equal(con, key, "a").unwrap(), holds("b"));
    assert_eq!(delete_if_equal(con, key, "b").unwrap(), Swap::Done);

    let key = format!("{key} hash");
    let fields = [("a", "x"), ("b", "y")];
    let write = |con: &mut _, version, fields: &[_]| {
        let version = Version::new(version).unwrap();
        compare_and_set_version(con, &key, version, fields, Expiry::Keep).unwrap()
    };
    assert_eq!(write(con, 0, &fields[..1]), done(1));
    let current = VersionSwap::Holds {
        version: Version::new(1).unwrap(),
        fields: vec![Some(b"x".to_vec()), None],
    };
    assert_eq!(write(con, 0, &fields), current);
    assert_eq!(write(con, 1, &fields), done(2));
    assert_eq!(write(con, 2, &[]), done(3));
}

/// The same over an async connection.
async fn with_async(con: &mut impl redis::aio::ConnectionLike, key: &str) {
    let created = create_if_absent_async(con, key, "a", None).await;
    assert_eq!(created.unwrap(), Swap::Done);
    let set = compare_and_set_async(con, key, "a", "b", Expiry::Never).await;
    assert_eq!(set.unwrap(), Swap::Done);
    let deleted = delete_if_equal_async(con, key, "a").await;
    assert_eq!(deleted.unwrap(), holds("b"));
    let (key, version) = (format!("{key} hash"), Version::NONE);
    let fields = [("a", "x")];
    let set = compare_and_set_version_async(con, key, version, &fields, Expiry::Never).await;
    assert_eq!(set.unwrap(), done(1));
}

everywhere!(blocking, with_async);

#[tokio::test]
async fn in_a_transaction() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let (created, set, version, deleted) = pipe()
        .atomic()
        .call(create_if_absent::call("k", "a", None))
        .call(compare_and_set::call("k", "a", "b", Expiry::Keep))
        .call(compare_and_set_version::call(
            "h",
            Version::NONE,
            &[("f", 1)],
            Expiry::Keep,
        ))
        .call(delete_if_equal::call("k", "b"))
        .query(con)
        .unwrap();
    assert_eq!(
        [created, set, deleted],
        [Swap::Done, Swap::Done, Swap::Done]
    );
    assert_eq!(version, done(1));
}
