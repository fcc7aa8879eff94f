//! For redis-rs's cluster connections: pipelines over blocking ones, and [`preload`] that says which primary failed.
//!
//! Calls, and pipelines over async connections, need nothing of this.

#[cfg(feature = "cluster")]
pub use crate::pipeline::cluster::pipe;
#[cfg(feature = "cluster-async")]
pub use crate::preload::cluster::asynchronous::preload_async;
#[cfg(feature = "cluster")]
pub use crate::preload::cluster::blocking::preload;
