//! Locks.

mod concurrent;
mod faults;
mod model;
