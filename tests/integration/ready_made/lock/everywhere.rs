//! All calls in clusters, in both protocols, and in all three forms.

use std::time::Duration;

use redis::ConnectionLike;
use redis_script::pipe;
use redis_script::scripts::Expiry;
use redis_script::scripts::lock::{
    Acquisition, FencedWrite, Holder, Lock, acquire, acquire_async, extend, extend_async,
    fenced_hset, fenced_hset_async, fenced_set, fenced_set_async, owner, owner_async, release,
    release_async,
};

use super::hour;
use crate::ready_made::everywhere::everywhere;
use crate::support::Server;

/// From the first call of a lock to the last one.
fn blocking(con: &mut impl ConnectionLike, name: &str) {
    let (lock, me) = (Lock::new(name).unwrap(), Holder::unique());
    let (value, hash) = (
        format!("{}:value", lock.key()),
        format!("{}:hash", lock.key()),
    );
    assert_eq!(owner(con, &lock).unwrap(), None);
    let token = acquire(con, &lock, &me, hour()).unwrap().token().unwrap();
    let said = acquire(con, &lock, &Holder::unique(), hour()).unwrap();
    assert_eq!(said, Acquisition::Held { holder: me.clone() });
    assert!(extend(con, &lock, &me, hour()).unwrap());
    assert!(!extend(con, &lock, &Holder::unique(), hour()).unwrap());
    let said = owner(con, &lock).unwrap().unwrap();
    assert_eq!((said.holder, said.token), (me.clone(), Some(token)));
    assert!(said.remaining > Duration::from_secs(3000) && said.remaining <= hour().get());
    let written = fenced_set(con, lock.fence(), value, token, "x", Expiry::After(hour()));
    assert_eq!(written.unwrap(), FencedWrite::Done);
    let fields = [("a", 1), ("b", 2)];
    let written = fenced_hset(con, lock.fence(), hash, token, &fields);
    assert_eq!(written.unwrap(), FencedWrite::Done);
    assert!(!release(con, &lock, &Holder::unique()).unwrap());
    assert!(release(con, &lock, &me).unwrap());
    let next = acquire(con, &lock, &Holder::unique(), hour())
        .unwrap()
        .token();
    assert!(next > Some(token));
}

/// The same over an async connection.
async fn with_async(con: &mut impl redis::aio::ConnectionLike, name: &str) {
    let (lock, me) = (Lock::new(name).unwrap(), Holder::unique());
    let (value, hash) = (
        format!("{}:value", lock.key()),
        format!("{}:hash", lock.key()),
    );
    let said = acquire_async(con, &lock, &me, hour()).await.unwrap();
    let token = said.token().unwrap();
    assert!(extend_async(con, &lock, &me, hour()).await.unwrap());
    let said = owner_async(con, &lock).await.unwrap().unwrap();
    assert_eq!((said.holder, said.token), (me.clone(), Some(token)));
    let written = fenced_set_async(con, lock.fence(), value, token, "x", Expiry::Never).await;
    assert!(written.unwrap().is_done());
    let written = fenced_hset_async(con, lock.fence(), hash, token, &[("a", "x")]).await;
    assert!(written.unwrap().is_done());
    assert!(release_async(con, &lock, &me).await.unwrap());
    assert_eq!(owner_async(con, &lock).await.unwrap(), None);
}

everywhere!(blocking, with_async);

#[tokio::test]
async fn in_a_transaction() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let (lock, me) = (Lock::new("k").unwrap(), Holder::unique());
    let (said, before, extended, released, after) = pipe()
        .atomic()
        .call(acquire::call(&lock, &me, hour()).with_key_prefix("app:"))
        .call(owner::call(&lock).with_key_prefix("app:"))
        .call(extend::call(&lock, &me, hour()).with_key_prefix("app:"))
        .call(release::call(&lock, &me).with_key_prefix("app:"))
        .call(owner::call(&lock).with_key_prefix("app:"))
        .query(con)
        .unwrap();
    assert_eq!(before.unwrap().token, said.token());
    assert!(said.token().is_some() && extended && released);
    assert_eq!(after, None);

    let token = said.token().unwrap();
    let value = |value| fenced_set::call(lock.fence(), "{k}:value", token, value, Expiry::Keep);
    let hash = fenced_hset::call(lock.fence(), "{k}:hash", token, &[("a", "x")]);
    let written = pipe().call(value("x")).call(value("y")).call(hash);
    let (first, second, third) = written
        .query_async(&mut server.connect().await)
        .await
        .unwrap();
    assert!(first.is_done() && second.is_done() && third.is_done());
}

#[test]
fn a_write_sets_the_time_to_live_or_keeps_it() {
    let server = Server::start();
    let con = &mut server.connect_sync();
    let lock = Lock::new("k").unwrap();
    let said = acquire(con, &lock, &Holder::unique(), hour()).unwrap();
    let token = said.token().unwrap();
    let mut ttl_after = |expiry| {
        let written = fenced_set(con, lock.fence(), "{k}", token, "x", expiry).unwrap();
        assert!(written.is_done());
        redis::cmd("TTL").arg("{k}").query::<i64>(con).unwrap()
    };
    assert_eq!(ttl_after(Expiry::Keep), -1);
    assert!(ttl_after(Expiry::After(hour())) > 3000);
    assert!(ttl_after(Expiry::Keep) > 3000);
    assert_eq!(ttl_after(Expiry::Never), -1);
}
