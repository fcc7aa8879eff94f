//! Where a script is for a cluster, keys of one call in different slots are not sent.

use redis_script_runtime::__private::{One, ScriptDefinition, encode, entry, rest};
use redis_script_runtime::{Call, ErrorKind, Script, pipe};

use crate::fresh;
use crate::stub::Stub;

fn in_cluster() -> &'static Script {
    fresh(|definition| ScriptDefinition {
        keys: &["from", "to"],
        one_slot: true,
        ..definition
    })
}

fn call(script: &'static Script, keys: &[&str]) -> Call<i64> {
    encode(
        script,
        &(rest::<One<_>, _>(keys), ()),
        &(entry(&"secret"), ()),
    )
}

#[tokio::test]
async fn they_are_refused_and_explained() {
    let mut con = Stub::new(&[]);
    let refused = call(in_cluster(), &["user:1", "user:2"]);
    let errors = [
        refused.invoke_async(&mut con).await.unwrap_err(),
        refused.invoke(&mut con).unwrap_err(),
    ];
    for error in errors {
        assert_eq!(error.kind(), ErrorKind::CrossSlot);
        assert!(!error.may_have_run());
        assert_eq!(error.code(), Some("CROSSSLOT"));
        let text = error.to_string();
        for part in [
            "script `counter` (scripts/counter.lua) failed: CROSSSLOT Keys in request don't hash to the same slot",
            "`from` and `to`",
            "hash tag",
        ] {
            assert!(text.contains(part), "{part} is not in {text}");
        }
        assert!(
            !text.contains("user:1") && !text.contains("secret"),
            "{text}"
        );
    }
    assert!(con.sent.is_empty());
}

#[test]
fn keys_of_one_slot_are_sent() {
    for keys in [
        &["{user:7}:cart", "{user:7}:orders"] as &[&str],
        &["user:7", "{user:7}:orders"],
        &["same", "same"],
        &["one"],
        &[],
    ] {
        let mut con = Stub::new(&[":5"]);
        let sent = call(in_cluster(), keys).invoke(&mut con);
        assert_eq!(sent.unwrap(), 5, "{keys:?}");
    }
}

#[tokio::test]
async fn a_pipeline_with_such_a_call_is_not_sent() {
    let pipeline = || {
        let fine = call(in_cluster(), &["a", "a"]);
        let refused = call(in_cluster(), &["a", "b"]);
        pipe()
            .call(fine)
            .ignore(redis::Cmd::incr("n", 1))
            .call(refused)
    };
    let mut con = Stub::new(&[]);
    let errors = [
        pipeline().query(&mut con).unwrap_err(),
        pipeline().atomic().query_async(&mut con).await.unwrap_err(),
    ];
    for error in errors {
        assert_eq!(error.kind(), ErrorKind::CrossSlot);
        assert!(!error.may_have_run());
    }
    assert!(con.sent.is_empty());
}

#[test]
fn a_prefix_counts() {
    let tagged = call(in_cluster(), &["a", "b"]).with_key_prefix("{app}:");
    let mut con = Stub::new(&[":5"]);
    assert_eq!(tagged.invoke(&mut con).unwrap(), 5);
    let plain = call(in_cluster(), &["{x}a", "{x}b"]).with_key_prefix("app:");
    let mut con = Stub::new(&[":5"]);
    assert_eq!(plain.invoke(&mut con).unwrap(), 5);
}

#[test]
fn elsewhere_the_server_is_asked() {
    let script = fresh(|definition| definition);
    let mut con = Stub::new(&["-CROSSSLOT Keys in request don't hash to the same slot"]);
    let error = call(script, &["a", "b"]).invoke(&mut con).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::CrossSlot);
    assert_eq!(con.sent.len(), 1);
}
