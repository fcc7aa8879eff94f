//! Leaderboards.

mod board;
mod everywhere;
mod model;
mod refusals;
