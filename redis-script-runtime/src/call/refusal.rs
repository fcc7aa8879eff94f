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
    /// It has more keys or arguments than the script takes.
    TooMany(TooMany),
}

/// More entries than the script takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooMany {
    /// `KEYS` or `ARGV`
    table: &'static str,
    most: usize,
    passed: usize,
}

/// Follows the name of the script.
impl fmt::Display for TooMany {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            table,
            most,
            passed,
        } = self;
        write!(
            f,
            "was not sent: it takes at most {most} {table}, and the call passes {passed}"
        )
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
            return Err(Refusal::TooMany(TooMany {
                table,
                most,
                passed,
            }));
        }
    }
    if script.needs_one_slot() && !hash_slot::is_one(cmd) {
        return Err(Refusal::CrossSlot);
    }
    Ok(())
}
