//! Finds parameters of the function that the script never reads.
//!
//! # Why is this bad?
//! The caller passes a value that changes nothing: often the entries are counted wrongly, and the script reads its
//! neighbour.
//!
//! # Example
//! ```lua
//! -- fn set(con, key, value, ttl_secs)
//! return redis.call('SET', KEYS[1], ARGV[1])
//! ```
//! Use instead: read `ARGV[2]`, or drop the parameter `ttl_secs`. A key that is passed for routing alone (so that the
//! call reaches the right node of a cluster) is what `allow(unused_parameter)` is for.

use super::{ByDefault, Context, Lint, Topic};
use crate::contract::{DeclaredBy, Layout};
use crate::facts::{EntryTable, Facts};
use crate::report::diagnostic::{Diagnostic, Subject};
use crate::text::Span;

pub(super) const LINT: Lint = Lint {
    name: "unused_parameter",
    topic: Topic::Signature,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let Some(layout) = context.layout else { return };
    for table in EntryTable::ALL {
        let Some(passed) = context.passed(table) else {
            continue;
        };
        let by_function = context.contract.declared_by(table) == DeclaredBy::Function;
        let last = match passed.most {
            // One parameter, the slice, is behind the single ones.
            _ if by_function => passed.least + usize::from(passed.varies()),
            Some(most) => most,
            // Nobody says that there are more.
            None => passed.least,
        };
        // Neighbours that stand in one place.
        let mut run: Option<Run> = None;
        for entry in 1..=last {
            if is_read(context.facts, layout, table, entry) {
                continue;
            }
            if by_function {
                diagnostics.extend(parameter(context, layout, table, entry));
                continue;
            }
            let span = span(context, table, entry);
            match &mut run {
                Some(run) if run.last + 1 == entry && run.span == span => run.last = entry,
                _ => {
                    let new = Run {
                        first: entry,
                        last: entry,
                        span,
                    };
                    if let Some(before) = run.replace(new) {
                        diagnostics.push(passed_in_vain(context, table, &before));
                    }
                }
            }
        }
        if let Some(last) = run {
            diagnostics.push(passed_in_vain(context, table, &last));
        }
    }
}

/// Neighbours that the call passes, or the header describes in one place.
struct Run {
    first: usize,
    last: usize,
    span: Span,
}

fn is_read(facts: &Facts, layout: &Layout, table: EntryTable, entry: usize) -> bool {
    let passed = layout.passed(table);
    let entry = i64::try_from(entry).unwrap_or(i64::MAX);
    let fixed = i64::try_from(passed.least).unwrap_or(i64::MAX);
    let is_slice = passed.varies() && entry > fixed;
    // Where the count is open, a read that depends on it may touch any entry.
    passed.varies() && facts.variable_read(table).is_some()
        || facts.reads_entry(table, entry, fixed)
        || is_slice && facts.highest(table) >= entry
}

/// Where the header describes an entry.
fn span(context: &Context, table: EntryTable, entry: usize) -> Span {
    let header = context.facts.header.of(table);
    let described = header.entry(entry).map(|described| described.span);
    let number = || header.number.map(|(_, span)| span);
    described.or_else(number).unwrap_or_default()
}

/// A parameter of the function.
fn parameter(
    context: &Context,
    layout: &Layout,
    table: EntryTable,
    entry: usize,
) -> Option<Diagnostic> {
    let place = layout.first_param(table) + entry - 1;
    let param = context.contract.params.get(place)?;
    if param.slice && table == EntryTable::Argv {
        // A slice of args in front of a script that reads a fixed number is an error of its own.
        return None;
    }
    let name = format!("{}[{entry}]", table.name());
    let message = format!(
        "the script never reads `{name}`, which is the parameter `{}`",
        context.param_name(place)
    );
    let found = Diagnostic::warning(LINT.name, span(context, table, entry), message)
        .label("described here, but never read")
        .help(format!(
            "read `{name}` in the script, or remove the parameter"
        ))
        .about(Subject::Param(place));
    Some(found)
}

fn passed_in_vain(context: &Context, table: EntryTable, run: &Run) -> Diagnostic {
    let entry = |entry: usize| format!("`{}[{entry}]`", table.name());
    let names = if run.first == run.last {
        entry(run.first)
    } else {
        format!("{} to {}", entry(run.first), entry(run.last))
    };
    let (message, cure) = match context.contract.declared_by(table) {
        DeclaredBy::Header => (
            format!("the header describes {names}, which the script never reads"),
            "description",
        ),
        _ => (
            format!("the script never reads {names}, which the call passes"),
            "argument of the call",
        ),
    };
    Diagnostic::warning(LINT.name, run.span, message)
        .label("described here, but never read")
        .help(format!("read {names} in the script, or remove the {cure}"))
        .about(Subject::Script)
}
