//! Rate limits.

mod at_once;
mod bucket;
mod model;
mod permits;
mod refusals;
mod window;
