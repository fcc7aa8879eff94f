//! What Redis and Valkey give to scripts.
