//! Why a call is not sent.

use core::fmt;

use redis::Cmd;

use crate::entries::{args, keys};
use crate::{Script, hash_slot};

/// Why a call is not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Its keys are in different slots.
    CrossSlot,
    /// The script does not take its entries.
    NotSent(NotSent),
}

/// What the script does not take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotSent {
    /// More entries than the script takes.
    TooMany {
        /// `KEYS` or `ARGV`
        table: &'static str,
        most: usize,
        passed: usize,
    },
    /// A `Duration` that is not whole in the unit that the script takes.
    Fraction(&'static SentDuration),
}

/// The entries of ARGV that are a `Duration` of one parameter.
#[derive(Debug, PartialEq, Eq)]
pub struct SentDuration {
    /// The name of the parameter.
    pub param: &'static str,
    /// The unit in which the script takes it.
    pub unit: &'static str,
    /// The place in ARGV, from 0.
    pub first: usize,
    /// From one to the next, of a slice; 0: there is only one.
    pub step: usize,
}

impl SentDuration {
    /// Whether an entry is one of them.
    fn is_at(&self, place: usize) -> bool {
        match place.checked_sub(self.first) {
            Some(0) => true,
            Some(behind) => self.step > 0 && behind.is_multiple_of(self.step),
            None => false,
        }
    }
}

/// Follows the name of the script.
impl fmt::Display for NotSent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMany {
                table,
                most,
                passed,
            } => write!(
                f,
                "was not sent: it takes at most {most} {table}, and the call passes {passed}"
            ),
            Self::Fraction(SentDuration { param, unit, .. }) => write!(
                f,
                "was not sent: it takes `{param}` in {unit}, and the duration is not a whole number of them"
            ),
        }
    }
}

/// Checks a call against the limits of its script.
pub(crate) fn check(script: &Script, cmd: &Cmd) -> Result<(), Refusal> {
    let keys = keys(cmd);
    let passed = [keys.len(), args(cmd).skip(keys.end).count()];
    for ((table, passed), most) in ["KEYS", "ARGV"]
        .into_iter()
        .zip(passed)
        .zip(script.max_entries())
    {
        if let Some(most) = most.filter(|most| *most < passed) {
            return Err(Refusal::NotSent(NotSent::TooMany {
                table,
                most,
                passed,
            }));
        }
    }
    for duration in script.durations() {
        for (place, entry) in args(cmd).skip(keys.end).enumerate() {
            if duration.is_at(place) && entry.contains(&b'.') {
                return Err(Refusal::NotSent(NotSent::Fraction(duration)));
            }
        }
    }
    if script.needs_one_slot() && !hash_slot::is_one(cmd) {
        return Err(Refusal::CrossSlot);
    }
    Ok(())
}
