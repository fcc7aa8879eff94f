//! `run` and `eval` on real servers: on the private one that the command starts, which `REDIS_SERVER` names, and on one of the
//! test's own, of the same version.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[path = "../support/folder.rs"]
mod folder;
mod support;

mod bench;
mod commands;
mod constants;
mod diff;
mod entries;
mod errors;
mod json;
mod manual;
mod private_server;
mod reply;
mod rust_names;
mod seed;
mod url;
mod watch;
