//! What Redis and Valkey give to scripts.

pub mod builtins;
pub mod commands;
pub mod grammar;
pub mod key_types;
pub mod replies;
pub mod servers;
pub mod target;
