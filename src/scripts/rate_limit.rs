// Before the page, so that the drawing is found where there are no files.
#![cfg_attr(doc, doc = include_str!("../../docs/scripts/rate_limit.svg.md"))]
#![doc = include_str!("../../docs/scripts/rate_limit.md")]

mod bucket;
mod decision;
mod permits;
mod reset;
mod window;

pub use bucket::*;
pub use decision::{Decision, Decisions};
pub use permits::*;
pub use reset::*;
pub use window::*;
