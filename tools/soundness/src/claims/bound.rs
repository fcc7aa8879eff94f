//! How many commands a script is claimed to issue.

use std::fmt;

use redis_script_analysis::bounds::ShownAmount;
use redis_script_analysis::facts::{Amount, EntryTable, Factor};

use crate::program::Case;

/// An upper bound of the commands of one call.
#[derive(Clone, Debug, PartialEq)]
pub struct CommandBound(pub Amount);

impl CommandBound {
    /// The number for a call, if no key ever holds more elements than so many; `None` if nothing is claimed.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts of one call")]
    pub fn most(&self, case: &Case, elements: usize) -> Option<f64> {
        let count = |table| entries(case, table).len() as f64;
        let entry = |table, at: i64| {
            let at = usize::try_from(at).ok()?.checked_sub(1)?;
            entries(case, table).get(at)
        };
        let number = |table, at| {
            let number: f64 = entry(table, at)?.trim().parse().ok()?;
            (!number.is_nan()).then_some(number)
        };
        self.0.value(&|factor| match factor {
            Factor::Entry(table, at) => Some(number(table, at)?.max(0.0)),
            Factor::Below(table, at) => Some((-number(table, at)?).max(0.0)),
            Factor::Bytes(table, at) => Some(entry(table, at)?.len() as f64),
            Factor::KeySize(_) | Factor::Size(_) => Some(elements as f64),
            other => other.of_counts(&|table| Some(count(table))),
        })
    }
}

fn entries(case: &Case, table: EntryTable) -> &[String] {
    match table {
        EntryTable::Keys => &case.keys,
        EntryTable::Argv => &case.arguments,
    }
}

impl fmt::Display for CommandBound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let amount = &self.0;
        let name = &|_| None;
        write!(
            f,
            "it issues at most {} commands",
            ShownAmount { amount, name }
        )
    }
}
