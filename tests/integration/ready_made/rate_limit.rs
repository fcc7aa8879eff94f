//! Rate limits.

mod at_once;
mod bucket;
mod clock;
mod everywhere;
mod faults;
mod model;
mod permits;
mod refusals;
mod several;
mod window;
