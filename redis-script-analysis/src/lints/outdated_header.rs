//! Finds header comments that describe another number of KEYS or ARGV than the call passes.
//!
//! # Why is this bad?
//! Who reads the script learns the wrong interface.
//!
//! # Example
//! ```lua
//! -- keys = 1
//! -- KEYS[1] = counter
//! -- KEYS[2] = log, no longer passed
//! return redis.call('INCR', KEYS[1])
//! ```
//! Use instead: describe what is passed.

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::EntryTable;
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "outdated_header",
    topic: Topic::Signature,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for table in [EntryTable::Keys, EntryTable::Argv] {
        let described = context.facts.header.of(table);
        let Some(last) = described.last() else {
            continue;
        };
        let Some((passed, variadic)) = context.passed(table) else {
            continue;
        };
        if described.open || last.index == passed || variadic && last.index > passed {
            continue;
        }
        let name = table.name();
        let described = if last.index == 1 {
            "1 entry".to_owned()
        } else {
            format!("{} entries", last.index)
        };
        let more = if variadic { " or more" } else { "" };
        let message = format!(
            "the header describes {described} of {name}, but the call passes {passed}{more}"
        );
        diagnostics.push(
            Diagnostic::warning(LINT.name, last.span, message)
                .label("the last one described")
                .help(format!(
                    "describe what is passed, one line `-- {name}[N] = ...` for each entry"
                )),
        );
    }
}
