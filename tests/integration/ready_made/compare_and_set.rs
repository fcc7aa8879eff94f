//! Compare and set.

mod concurrent;
mod faults;
