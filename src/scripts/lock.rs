#![doc = include_str!("../../docs/scripts/lock.md")]

mod fenced;
mod holder;
mod leased;
mod name;
mod token;

pub use fenced::*;
pub use holder::Holder;
pub use leased::*;
pub use name::Lock;
pub use token::Token;
