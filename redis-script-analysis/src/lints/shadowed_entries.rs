//! Finds variables named KEYS or ARGV that hold something else.
//!
//! # Why is this bad?
//! From there on the name means the variable: `KEYS[1]` is no longer the first key of the call. The script reads other
//! values than its callers pass, and whoever counts its keys by reading it counts wrongly.
//!
//! # Example
//! ```lua
//! local KEYS = redis.call('SMEMBERS', KEYS[1] .. ':names')
//! return redis.call('MGET', KEYS[1], KEYS[2])
//! ```
//! Use instead:
//! ```lua
//! local names = redis.call('SMEMBERS', KEYS[1] .. ':names')
//! return redis.call('MGET', names[1], names[2])
//! ```
//! `local KEYS = KEYS`, a copy of the table, and a parameter that gets the table itself are left alone.

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::{EntryTable, Shadow};
use crate::report::diagnostic::{Diagnostic, Subject};
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "shadowed_entries",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for shadow in &context.facts.shadows {
        diagnostics.push(report(shadow));
    }
}

fn report(shadow: &Shadow) -> Diagnostic {
    let name = shadow.table.name();
    let subject = match shadow.table {
        EntryTable::Keys => Subject::Keys,
        EntryTable::Argv => Subject::Script,
    };
    Diagnostic::warning(
        LINT.name,
        shadow.span,
        fill!(
            "this variable hides `{name}`, and holds something else",
            name
        ),
    )
    .label(fill!(
        "from here on, `{name}` is not what the caller passed",
        name
    ))
    .note(fill!(
        "`{name}[1]` then reads this variable, not what the call passes",
        name
    ))
    .help("give it another name")
    .about(subject)
}
