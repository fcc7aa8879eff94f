//! What is said of an entry that is not passed.

use super::{LINT, Missing};
use crate::context::Reached;
use crate::contract::DeclaredBy;
use crate::facts::EntryTable;
use crate::report::diagnostic::Diagnostic;
use crate::text::Span;

/// Each call that comes to the read gets nil.
pub(super) fn in_every_call(
    by: DeclaredBy,
    missing: &Missing,
    name: &str,
    passed: &str,
) -> Diagnostic {
    let message = format!("the script reads `{name}`, but the call passes {passed}");
    Diagnostic::error(LINT.name, missing.read.span, message)
        .label(format!("`{name}` is nil in every call"))
        .help(remedy(by, missing.read.table, missing.entry))
}

/// The script provides for the absence, and no call passes the entry.
pub(super) fn unused_option(by: DeclaredBy, span: Span, name: &str, passed: &str) -> Diagnostic {
    let message = format!("`{name}` is optional, and the call passes {passed}");
    Diagnostic::warning(LINT.name, span, message)
        .label(format!("`{name}` is always absent"))
        .help(match by {
            DeclaredBy::Function => {
                format!(
                    "add a parameter for `{name}`, an `Option` if not every call passes it, or remove it from the script"
                )
            }
            _ => format!("pass `{name}`, or remove it from the script"),
        })
}

/// A call may leave out an `Option`, and the script relies on it.
pub(super) fn left_out(missing: &Missing, name: &str, param: &str) -> Diagnostic {
    let (span, conditions) = (missing.read.span, &missing.conditions);
    let message = format!("`{param}` is an `Option`, but the script needs `{name}`");
    let finding = if missing.reached == Reached::Always {
        Diagnostic::error(LINT.name, span, message)
    } else {
        Diagnostic::warning(LINT.name, span, format!("{message} {conditions}"))
    };
    finding
        .label(format!("`{name}` is nil if `{param}` is `None`"))
        .help(format!(
            "give it a default (`{name} or ...`), test it first (`if {name} then ... end`), or declare `{param}` without `Option`"
        ))
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
        DeclaredBy::Function => format!(
            "add a parameter for `{name}`, or `allow({})` if no call of this function comes here",
            LINT.name
        ),
        _ => format!("pass `{name}` in calls that come here"),
    };
    Diagnostic::warning(
        LINT.name,
        missing.read.span,
        format!("the script reads `{name}` only {conditions}, but the call passes {passed}"),
    )
    .label(format!("`{name}` is nil in a call that comes here"))
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
            format!("the script reads `{name}`, which is optional by its header")
        }
        _ => format!("the script reads `{name}`, but the call passes {passed}"),
    };
    Diagnostic::warning(LINT.name, span, message)
        .label(format!("`{name}` is nil in calls that do not pass it"))
        .help(format!(
            "give it a default (`{name} or ...`), or test it first (`if {name} then ... end`)"
        ))
}

/// Comments may be wrong where the script is right.
pub(super) fn undescribed(span: Span, name: &str, described: &str) -> Diagnostic {
    Diagnostic::warning(
        LINT.name,
        span,
        format!("the script reads `{name}`, but its header describes {described}"),
    )
    .label(format!("`{name}` is not described"))
    .note("for callers that go by the header, it is always nil")
    .help(format!("describe it: `-- {name} = ...`"))
}

fn remedy(by: DeclaredBy, table: EntryTable, entry: i64) -> String {
    match (by, table) {
        (DeclaredBy::Function, EntryTable::Keys) => {
            format!("declare `keys = {entry}` and pass it, or read another entry")
        }
        (DeclaredBy::Function, EntryTable::Argv) => {
            format!("add a parameter for `ARGV[{entry}]`, or read another entry")
        }
        _ => format!("pass `{}[{entry}]`, or read another entry", table.name()),
    }
}
