//! Compare and set.

mod concurrent;
mod everywhere;
mod faults;
mod model;
mod values;
