//! Locks.

mod clock;
mod concurrent;
mod everywhere;
mod faults;
mod model;
mod refusals;
mod safety;
