//! Rate limits.

mod bucket;
mod decision;

#[cfg(any(feature = "tokio-comp", feature = "smol-comp"))]
pub use bucket::gcra_async;
pub use bucket::{Gcra, gcra};
pub use decision::Decision;
