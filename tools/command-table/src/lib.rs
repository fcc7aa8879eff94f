//! The commands of servers: read off a running one or its documentation, merged over versions, written as one text.

#![allow(
    clippy::indexing_slicing,
    reason = "a member that a JSON object lacks reads as null"
)]

mod borrow;
mod corrections;
mod documentation;
mod dump;
mod grammar;
mod record;
mod reply;
mod table;

pub use documentation::Documentation;
pub use dump::Dump;
pub use table::Table;

/// Whatever went wrong; the tool prints it and ends.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;
