//! What habits of scripts cost on the server, beside what does without them: `./dev bench habits`.
//!
//! A habit is a pair of scripts, and a third one that does what both do beside it: the cost of a script is what it takes longer than
//! that one.

mod known;
mod page;
mod timing;

pub use self::known::HABITS;
pub use self::page::page;
pub use self::timing::{HabitCost, MeasuredHabit, measure};

use redis::Value;

/// A habit of scripts, and what to write instead.
pub struct Habit {
    /// In which case.
    pub case: &'static str,
    /// The lint that finds it; empty if there is none.
    pub lint: &'static str,
    /// With the habit.
    pub with: Side,
    /// Without it.
    pub without: Side,
    /// What both sides do beside it.
    pub bare: &'static str,
    /// How often the scripts do it, of which the cost of one time is shown.
    pub times: u32,
    /// What each key holds before a call, as the arguments of `SET` after the key; nothing if it is not there.
    pub before: &'static [&'static str],
    /// ARGV.
    pub arguments: &'static [&'static str],
    /// Whether both sides reply that they did what they are measured at.
    pub done: fn(&Value) -> bool,
}

/// One of the two scripts.
pub struct Side {
    /// How the page calls it.
    pub title: &'static str,
    /// The script.
    pub script: &'static str,
}
