//! Finds reads of `KEYS[0]`, `ARGV[0]` and negative indices, and loops that read index 0 of a list.
//!
//! # Why is this bad?
//! Lua counts from 1: the value is always nil. As an argument of `redis.call` nil raises an error; in a comparison it
//! silently never equals anything.
//!
//! # Example
//! ```lua
//! return redis.call('GET', KEYS[0])
//! ```
//! Use instead:
//! ```lua
//! return redis.call('GET', KEYS[1])
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::{EntryTable, FieldAccess, Index, Read};
use crate::report::diagnostic::{Diagnostic, Severity, Subject};
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "zero_index",
    topic: Topic::Signature,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for read in &context.facts.reads {
        diagnostics.extend(impossible(context, read));
    }
    for access in &context.facts.accesses {
        if access.at_zero {
            diagnostics.push(at_zero(context, access));
        }
    }
}

/// A loop that goes through index 0 of a list of the script's own, or of a reply.
fn at_zero(context: &Context, access: &FieldAccess) -> Diagnostic {
    let element = context.text(access.span);
    Diagnostic::warning(
        LINT.name,
        access.span,
        fill!(
            "`{element}` is nil when the variable of the loop is 0",
            element
        ),
    )
    .label("Lua counts from 1")
    .help("leave 0 out of the loop")
}

fn impossible(context: &Context, read: &Read) -> Option<Diagnostic> {
    let (Index::At(at) | Index::Range { first: at, .. }) = read.index else {
        return None;
    };
    if at >= 1 {
        return None;
    }
    let table = read.table.name();
    let subject = match read.table {
        EntryTable::Keys => Subject::Keys,
        EntryTable::Argv => Subject::Script,
    };
    let counted = matches!(read.index, Index::Range { last: None, .. });
    let severity = if read.optional || counted {
        Severity::Warning
    } else {
        Severity::Error
    };
    let found = Diagnostic::error(
        LINT.name,
        read.span,
        fill!("`{table}[{at}]` is always nil", table, at),
    )
    .label("Lua counts from 1")
    .about(subject);
    let found = Diagnostic { severity, ..found };
    if context.text(read.span) != fill!("{table}[{at}]", table, at) {
        return Some(found.help("let the index begin at 1"));
    }
    if read.optional {
        return Some(found.help("name the entry that is meant: the first one has the index 1"));
    }
    let first = fill!("{table}[1]", table);
    let found = found.help(fill!("the first entry is `{first}`", first));
    Some(found.replace(read.span, first).guess())
}
