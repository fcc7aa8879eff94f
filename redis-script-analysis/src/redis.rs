//! What Redis and Valkey give to scripts.

pub mod commands;
pub mod grammar;
pub mod key_types;
pub mod replies;
pub mod sandbox;
pub mod servers;
pub mod signatures;
pub mod target;
