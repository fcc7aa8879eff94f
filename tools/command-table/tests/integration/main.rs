//! Holds what is known of commands against a running server: `REDIS_SERVER`, else the first one on PATH.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a failure here is the test's"
)]

#[path = "../../../../tests/integration/support/process.rs"]
#[allow(dead_code, reason = "the other tests also kill servers")]
mod process;

mod keys;
mod support;
mod table;
