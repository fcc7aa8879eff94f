//! The slots that calls are refused by are the server's.

use redis_script::__private::{Effect, LoadState, ScriptDefinition, encode, entry, script};
use redis_script::{Call, ErrorKind, Script};

use crate::support::{Cluster, slot_of};

static STATE: LoadState = LoadState::new();

/// As the macro makes it where the target is a cluster.
const BOTH: Script = script(ScriptDefinition {
    name: "both",
    path: "scripts/both.lua",
    source: "return redis.call('INCR', KEYS[1]) + redis.call('INCR', KEYS[2])",
    sha1: "2ffdc5d1d5d4a7a9f9e6ee6bb7d2c2d1d9b4a2f3",
    keys: &["first", "second"],
    effect: Effect::Writes,
    one_slot: true,
    undone_by_readonly: false,
    state: &STATE,
});

fn call(first: &str, second: &str) -> Call<i64> {
    encode(&BOTH, &(entry(&first), (entry(&second), ())), &())
}

/// Braces everywhere, and keys without any.
fn keys() -> Vec<String> {
    let mut keys: Vec<String> = [
        "", "{", "}", "{}", "{}a", "}{a}", "{{a}}", "{a", "a}", "é{ü}",
    ]
    .map(str::to_owned)
    .into();
    for n in 0..12 {
        keys.extend([
            format!("{n}"),
            format!("{{{n}}}:k"),
            format!("x{{{n}}}{{y}}"),
        ]);
    }
    keys
}

#[tokio::test]
async fn a_call_is_refused_just_where_slots_differ() {
    let cluster = Cluster::start();
    let mut con = cluster.connect().await;
    let keys: Vec<(String, u16)> = keys()
        .into_iter()
        .map(|key| {
            let slot = slot_of(&cluster, &key);
            (key, slot)
        })
        .collect();
    let mut sent = 0;
    for (one, slot) in &keys {
        for (other, other_slot) in &keys {
            // Where it is sent, it comes back: the text is not the one of the SHA1.
            let error = call(one, other).invoke_async(&mut con).await.unwrap_err();
            let refused = error.kind() == ErrorKind::CrossSlot;
            assert_eq!(refused, slot != other_slot, "{one} {other}: {error}");
            sent += usize::from(!refused);
        }
    }
    assert!(sent > keys.len(), "only equal keys are in one slot");
}
