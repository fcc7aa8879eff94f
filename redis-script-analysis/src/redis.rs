//! What Redis and Valkey give to scripts.

pub mod builtins;
pub mod commands;
pub mod grammar;
pub mod replies;
pub mod servers;
pub mod target;
