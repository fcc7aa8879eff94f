//! Leaderboards.

mod board;
mod everywhere;
mod model;
mod plain_commands;
mod refusals;
mod said;
