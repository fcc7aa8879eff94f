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
mod error_places;
mod errors;
mod invocation;
mod sending;

use redis_script_runtime::__private::{Size, script};
use redis_script_runtime::{Call, Script};

const SHA1: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c";
const SCRIPT: Script = script("counter", "scripts/counter.lua", "return 'text'", SHA1);

fn call<T: redis::FromRedisValue>() -> Call<T> {
    let mut size = Size::new();
    size.entry(&"key");
    size.entry(&"secret");
    let mut call = size.start(&SCRIPT, 1);
    call.entry(&"key");
    call.entry(&"secret");
    call.finish()
}
