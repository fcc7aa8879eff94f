//! Values that are written only if a condition holds.

mod everywhere;
mod integers;
mod lists;
mod plain_commands;
mod refusals;
mod stock;
mod stock_history;
mod timed;
