#![doc = include_str!("../../docs/scripts/compare_and_set.md")]

mod swap;
mod value;
mod version;

pub use swap::Swap;
pub use value::*;
pub use version::*;
