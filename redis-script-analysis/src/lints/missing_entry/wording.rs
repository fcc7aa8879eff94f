//! What is said of an entry that is not passed.

use super::{LINT, Missing};
use crate::context::Reached;
use crate::contract::DeclaredBy;
use crate::facts::EntryTable;
use crate::report::diagnostic::Diagnostic;
use crate::text::{Span, fill};

/// Each call that comes to the read gets nil.
pub(super) fn in_every_call(
    by: DeclaredBy,
    missing: &Missing,
    name: &str,
    passed: &str,
) -> Diagnostic {
    let message = fill!(
        "the script reads `{name}`, but the call passes {passed}",
        name,
        passed
    );
    Diagnostic::error(LINT.name, missing.read.span, message)
        .label(fill!("`{name}` is nil in every call", name))
        .help(remedy(by, missing.read.table, missing.entry))
}

/// The script provides for the absence, and no call passes the entry.
pub(super) fn unused_option(by: DeclaredBy, span: Span, name: &str, passed: &str) -> Diagnostic {
    let message = fill!(
        "`{name}` is optional, and the call passes {passed}",
        name,
        passed
    );
    Diagnostic::warning(LINT.name, span, message)
        .label(fill!("`{name}` is always absent", name))
        .help(match by {
            DeclaredBy::Function => {
                fill!("add a parameter for `{name}`, an `Option` if not every call passes it, or remove it from the script", name)
            }
            _ => fill!("pass `{name}`, or remove it from the script", name),
        })
}

/// A call may leave out an `Option`, and the script relies on it.
pub(super) fn left_out(missing: &Missing, name: &str, param: &str) -> Diagnostic {
    let (span, conditions) = (missing.read.span, &missing.conditions);
    let message = fill!(
        "`{param}` is an `Option`, but the script needs `{name}`",
        param,
        name
    );
    let finding = if missing.reached == Reached::Always {
        Diagnostic::error(LINT.name, span, message)
    } else {
        Diagnostic::warning(
            LINT.name,
            span,
            fill!("{message} {conditions}", message, conditions),
        )
    };
    finding
        .label(fill!("`{name}` is nil if `{param}` is `None`", name, param))
        .help(fill!("give it a default (`{name} or ...`), test it first (`if {name} then ... end`), or declare `{param}` without `Option`", name, name, param))
}

/// Only some values lead to the read, and the caller may send them.
pub(super) fn in_some_calls(
    by: DeclaredBy,
    missing: &Missing,
    name: &str,
    passed: &str,
) -> Diagnostic {
    let conditions = &missing.conditions;
    let help = match by {
        DeclaredBy::Function => fill!(
            "add a parameter for `{name}`, or `allow({})` if no call of this function comes here",
            name,
            LINT.name
        ),
        _ => fill!("pass `{name}` in calls that come here", name),
    };
    Diagnostic::warning(
        LINT.name,
        missing.read.span,
        fill!(
            "the script reads `{name}` only {conditions}, but the call passes {passed}",
            name,
            conditions,
            passed
        ),
    )
    .label(fill!("`{name}` is nil in a call that comes here", name))
    .help(help)
}

/// The number of entries varies, and the script relies on one that may be missing.
pub(super) fn not_by_every_call(
    by: DeclaredBy,
    span: Span,
    name: &str,
    passed: &str,
) -> Diagnostic {
    let message = match by {
        DeclaredBy::Header => {
            fill!(
                "the script reads `{name}`, which is optional by its header",
                name
            )
        }
        _ => fill!(
            "the script reads `{name}`, but the call passes {passed}",
            name,
            passed
        ),
    };
    Diagnostic::warning(LINT.name, span, message)
        .label(fill!("`{name}` is nil in calls that do not pass it", name))
        .help(fill!(
            "give it a default (`{name} or ...`), or test it first (`if {name} then ... end`)",
            name,
            name
        ))
}

/// Comments may be wrong where the script is right.
pub(super) fn undescribed(span: Span, name: &str, described: &str) -> Diagnostic {
    Diagnostic::warning(
        LINT.name,
        span,
        fill!(
            "the script reads `{name}`, but its header describes {described}",
            name,
            described
        ),
    )
    .label(fill!("`{name}` is not described", name))
    .note("for callers that go by the header, it is always nil")
    .help(fill!("describe it: `-- {name} = ...`", name))
}

fn remedy(by: DeclaredBy, table: EntryTable, entry: i64) -> String {
    match (by, table) {
        (DeclaredBy::Function, EntryTable::Keys) => {
            fill!(
                "declare `keys = {entry}` and pass it, or read another entry",
                entry
            )
        }
        (DeclaredBy::Function, EntryTable::Argv) => {
            fill!(
                "add a parameter for `ARGV[{entry}]`, or read another entry",
                entry
            )
        }
        _ => fill!(
            "pass `{}[{entry}]`, or read another entry",
            table.name(),
            entry
        ),
    }
}
