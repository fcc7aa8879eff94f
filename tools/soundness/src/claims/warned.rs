//! Warnings that claim something of each run that comes to their place.

use redis_script_analysis::{Diagnostic, Severity};

/// A warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warned {
    /// The lint.
    pub lint: &'static str,
    /// What it says.
    pub message: String,
    /// The offset of the first byte of what it marks.
    pub start: usize,
    /// The offset after the last one.
    pub end: usize,
    /// What is claimed of it.
    pub what: Probable,
}

/// What a warning claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Probable {
    /// The call's reply has nothing in it.
    FindsNothing,
    /// The call replies a number below 0: the key does not expire.
    NoExpiry,
    /// What the call at this place took out is in no later command and not in the reply, if the script ends there.
    Lost(usize, usize),
}

pub(super) fn warned(diagnostics: &[Diagnostic]) -> Vec<Warned> {
    let found = diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Warning);
    let warned = |found: &Diagnostic| {
        let what = match found.lint {
            "read_after_delete" | "empty_range" => Probable::FindsNothing,
            "dropped_expiry" if found.primary.text == "always -1" => Probable::NoExpiry,
            "lost_element" => {
                let taken = found.secondary.first()?.span;
                Probable::Lost(taken.start as usize, taken.end as usize)
            }
            _ => return None,
        };
        let span = found.span();
        Some(Warned {
            lint: found.lint,
            message: found.message.clone().into_owned(),
            start: span.start as usize,
            end: span.end as usize,
            what,
        })
    };
    found.filter_map(warned).collect()
}
