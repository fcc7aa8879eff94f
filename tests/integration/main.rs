//! Everything that needs a server, in one binary: each test starts its own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

mod arguments;
mod binary;
mod cluster;
mod commands;
mod connections;
mod constants;
mod conversions;
mod durations;
mod errors;
mod examples;
mod habits;
mod includes;
mod many_scripts;
mod noscript;
mod pipelines;
mod preload;
#[cfg(feature = "scripts")]
mod ready_made;
mod refusals;
#[cfg(feature = "registry")]
mod registry;
mod round_trips;
mod scripts;
mod structs;
