//! What redis-script knows about Lua 5.1 and about scripts as Redis runs them.
//!
//! The way through: [`Source`] -> [`lua::parse`] -> [`interpret`] -> [`Facts`] -> [`lints`] -> [`Diagnostic`]s. Nothing here
//! does I/O or knows Rust's tokens, so that the macro, the tests and the fuzzers run the same code.
//!
//! Each module imports only from those above it: `ARCHITECTURE.md` has the list, and a test reads it.

#![cfg_attr(not(test), warn(clippy::disallowed_types, clippy::disallowed_methods))]

mod collections;

pub mod text;

pub mod report;

#[macro_use]
pub mod planted;

pub mod lua;

pub mod include;

mod domain;

pub mod redis;

pub mod constants;

pub mod facts;

pub mod interpret;

mod effect;

pub mod bounds;

pub mod contract;

mod context;

mod needed;

mod lint;
pub mod lints;
#[cfg(feature = "manual")]
pub mod manual;

pub mod settings;

mod occurrences;

mod applied;

mod analysis;

pub mod compatibility;

pub use analysis::{Analysis, analyze, analyze_alone, analyze_library, analyze_syntax};
pub use context::SentDuration;
pub use contract::{Contract, Counts, KeyCount, Layout, Param, Passes};
pub use effect::Effect;
pub use facts::{Count, EntryTable, Facts};
pub use lints::misaligned_group::StrictLoop;
pub use lints::reply_type::StrictReply;
pub use redis::target::{Profile, Target};
pub use report::diagnostic::{Diagnostic, Label, Replacement, Severity, Subject};
pub use settings::{Level, Levels, Project, Settings};
pub use text::{Source, Span};
