//! Calls over connections that answer with canned bytes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]
#![allow(
    clippy::needless_pass_by_value,
    reason = "expected values read better than references to them"
)]

mod stub;

mod conversion;
mod conversion_of_own_types;
mod debug;
mod error_kinds;
mod error_lines;
mod error_places;
mod errors;
mod invocation;
mod loading;
mod pipelines;
mod prefixes;
mod preloading;
mod ranges;
mod read_only;
mod redis_errors;
mod sending;
mod slots;
#[cfg(feature = "tracing")]
mod spans;

use redis_script_runtime::__private::{Effect, LoadState, ScriptDefinition, encode, entry, script};
use redis_script_runtime::{Call, Script};

const SHA1: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c";

const SCRIPT: Script = {
    static STATE: LoadState = LoadState::new();
    script(definition(&STATE))
};

const fn definition(state: &'static LoadState) -> ScriptDefinition {
    ScriptDefinition {
        name: "counter",
        path: "scripts/counter.lua",
        source: "return 'text'",
        sha1: SHA1,
        keys: &["account"],
        effect: Effect::Writes,
        one_slot: false,
        undone_by_readonly: false,
        state,
    }
}

/// A script that no other test has called.
fn fresh(change: impl FnOnce(ScriptDefinition) -> ScriptDefinition) -> &'static Script {
    let state = Box::leak(Box::new(LoadState::new()));
    Box::leak(Box::new(script(change(definition(state)))))
}

fn call<T: redis::FromRedisValue>() -> Call<T> {
    call_of(fresh(|definition| definition))
}

fn call_of<T: redis::FromRedisValue>(script: &'static Script) -> Call<T> {
    encode(script, &(entry(&"key"), ()), &(entry(&"secret"), ()))
}
