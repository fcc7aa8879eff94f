#![doc = include_str!("../../docs/scripts/conditional.md")]

mod bounds;
mod cache;
mod capped;
mod comparison;
mod integer;
mod stock;

pub use bounds::*;
pub use cache::*;
pub use capped::*;
pub use comparison::*;
pub use integer::Integer;
pub use stock::*;
