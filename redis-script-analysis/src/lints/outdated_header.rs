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
//! Use instead: describe what is passed. If the header says what the script reads, it is the call that is wrong: that is
//! what `missing_entry` and `unused_parameter` tell.

use super::{ByDefault, Context, Lint, Topic};
use crate::context::Reached;
use crate::facts::{Count, EntryTable};
use crate::report::diagnostic::Diagnostic;
use crate::text::{Span, fill};

pub(super) const LINT: Lint = Lint {
    name: "outdated_header",
    topic: Topic::Signature,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for table in EntryTable::ALL {
        let Some(passed) = context.passed(table) else {
            continue;
        };
        let header = context.facts.header.of(table);
        let outdated = |said: Count| {
            !agree(said, passed)
                && !is_what_script_reads(context, table, said)
                && !is_rest_for_other_calls(context, table, passed, said)
        };
        match (header.number, header.described(), header.last()) {
            (Some((said, span)), ..) if outdated(said) => {
                diagnostics.push(report(table, said, passed, (span, "described here")));
            }
            (_, Some(said), Some(last)) if outdated(said) => {
                let place = (last.span, "the last one described");
                diagnostics.push(report(table, said, passed, place));
            }
            _ => {}
        }
    }
}

/// Whether some number is allowed by both.
fn agree(described: Count, passed: Count) -> bool {
    described.allows(passed.least) || passed.allows(described.least)
}

/// Whether the script agrees with its header, so that the call is to blame: other lints do.
fn is_what_script_reads(context: &Context, table: EntryTable, described: Count) -> bool {
    match context.read_entries(table) {
        Some(read) => described.allows(read),
        None => false,
    }
}

/// Whether the script itself reads the entries that are described and not passed for other calls alone: for some values of
/// its arguments, or providing for their absence.
fn is_rest_for_other_calls(
    context: &Context,
    table: EntryTable,
    passed: Count,
    described: Count,
) -> bool {
    let last = described.least;
    let most = passed.most.unwrap_or(last);
    if most >= last {
        return false;
    }
    for entry in most + 1..=last {
        let entry = i64::try_from(entry).unwrap_or(i64::MAX);
        let mut is_read = false;
        for read in context.facts.reads_of(table) {
            if read.index.highest() == Some(entry) {
                is_read = true;
                if !read.optional && context.reached(&read.conditions) == Reached::Always {
                    return false;
                }
            }
        }
        if !is_read {
            return false;
        }
    }
    true
}

fn report(
    table: EntryTable,
    described: Count,
    passed: Count,
    (span, label): (Span, &'static str),
) -> Diagnostic {
    let name = table.name();
    let described = match described {
        Count {
            least: 1,
            most: Some(1),
            ..
        } => "1 entry".to_owned(),
        described => fill!("{} entries", described.numbers()),
    };
    let passed = passed.numbers();
    let message = fill!(
        "the header describes {described} of {name}, but the call passes {passed}",
        described,
        name,
        passed
    );
    Diagnostic::warning(LINT.name, span, message)
        .label(label)
        .help(fill!(
            "describe what is passed, one line `-- {name}[N] = ...` for each entry",
            name
        ))
}
