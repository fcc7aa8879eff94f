//! What Redis and Valkey give to scripts.

pub mod sandbox;
pub mod servers;
