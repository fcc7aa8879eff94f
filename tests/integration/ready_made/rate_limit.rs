//! Rate limits.

mod at_once;
mod bucket;
mod everywhere;
mod model;
mod permits;
mod refusals;
mod several;
mod window;
