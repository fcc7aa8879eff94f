//! Holds what the analysis claims of scripts against real runs.
//!
//! The way through: a seed -> [`generate`] -> a [`Program`](program::Program) (a tree, and the calls to try) -> [`mod@print`] ->
//! [`claims`], the only file that reads the analysis -> [`run`]: each call as it is, by `EVAL_RO`, with other entries, and with a
//! [`log`] of each expression -> [`judge`] -> refutations -> [`shrink`] -> a [`report`].

#![allow(
    clippy::indexing_slicing,
    clippy::expect_used,
    clippy::panic,
    reason = "a developer's tool on its own data: a failure here is its own defect"
)]

pub mod broken;
pub mod claims;
pub mod feature;
pub mod generate;
pub mod hunt;
pub mod judge;
pub mod log;
pub mod planted;
pub mod print;
#[path = "../../../tests/integration/support/process.rs"]
#[allow(
    dead_code,
    reason = "the integration tests also ask for ports and configurations"
)]
mod process;
pub mod program;
mod random;
pub mod report;
pub mod run;
pub mod server;
pub mod shrink;
pub mod syntax;
