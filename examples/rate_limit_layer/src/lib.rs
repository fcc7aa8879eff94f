//! A tower layer that limits the requests of each client of an HTTP server.
//!
//! All processes that serve the same clients share the limit, which is one key of a Redis server for each client.

mod fields;
mod layer;
mod policy;

pub use layer::{RateLimit, RateLimitLayer};
pub use policy::{OnFailure, Policy};
