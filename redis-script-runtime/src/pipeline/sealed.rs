//! Keeps the traits of pipelines to this crate, so that they can change.

/// Implemented for the types that consist of a pipeline's parts.
pub trait Sealed {}
