//! The harness itself: what it makes, and that it finds lies. Needs a server: `REDIS_SERVER`, else the first one on PATH.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a failure here is the test's"
)]

mod generator;
mod lies;
mod shrinking;
