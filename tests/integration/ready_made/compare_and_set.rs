//! Compare and set.

mod concurrent;
