//! What Redis and Valkey give to scripts.

pub mod builtins;
pub mod commands;
pub mod grammar;
pub(crate) mod habits;
pub(crate) mod replacements;
pub mod replies;
pub mod servers;
pub mod target;
