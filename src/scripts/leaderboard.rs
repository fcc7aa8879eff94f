#![doc = include_str!("../../docs/scripts/leaderboard.md")]

mod board;
mod change;
mod entry;
mod view;

pub use board::{Board, Limit, Ranking};
pub use change::*;
pub use entry::{Entry, Score};
pub use view::*;
