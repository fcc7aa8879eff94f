//! Holds what is known of commands against a running server: `REDIS_SERVER`, else the first one on PATH.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a failure here is the test's"
)]

#[path = "../../../../tests/integration/support/process.rs"]
mod process;

mod keys;
mod support;
mod table;
