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
use crate::lua::source::Span;
use crate::report::diagnostic::{Diagnostic, Subject};

pub(super) const LINT: Lint = Lint {
    name: "unused_parameter",
    topic: Topic::Signature,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let Some(layout) = context.layout else { return };
    for table in [EntryTable::Keys, EntryTable::Argv] {
        let Some((fixed, variadic)) = context.passed(table) else {
            continue;
        };
        let first_param = layout.first_param(table);
        // Without a function, nobody says that there are more.
        let by_function = context.contract.declared_by(table) == DeclaredBy::Function;
        for entry in 1..=fixed + usize::from(variadic && by_function) {
            let place = first_param + entry - 1;
            let Some(param) = context.contract.params.get(place) else {
                continue;
            };
            // A slice of args in front of a script that reads a fixed number is an error of its own.
            let slice_of_args = param.slice && table == EntryTable::Argv;
            if !slice_of_args && !is_read(context.facts, layout, table, entry) {
                diagnostics.push(report(context, table, entry, place));
            }
        }
    }
}

fn is_read(facts: &Facts, layout: &Layout, table: EntryTable, entry: usize) -> bool {
    let (fixed, variadic) = layout.passed(table);
    let entry = i64::try_from(entry).unwrap_or(i64::MAX);
    let fixed = i64::try_from(fixed).unwrap_or(i64::MAX);
    let is_slice = entry > fixed;
    // Where the count is open, a read that depends on it may touch any entry.
    variadic && facts.variable_read(table).is_some()
        || facts.reads_entry(table, entry, fixed)
        || is_slice && facts.highest(table) >= entry
}

fn report(context: &Context, table: EntryTable, entry: usize, place: usize) -> Diagnostic {
    let name = format!("{}[{entry}]", table.name());
    let described = context.facts.header.of(table).entry(entry);
    let span = described.map_or_else(Span::default, |described| described.span);
    let (message, cure) = match context.contract.declared_by(table) {
        DeclaredBy::Header => (
            format!("the header describes `{name}`, which the script never reads"),
            "description",
        ),
        DeclaredBy::Count => (
            format!("the script never reads `{name}`, which the call passes"),
            "argument of the call",
        ),
        _ => (
            format!(
                "the script never reads `{name}`, which is the parameter `{}`",
                context.param_name(place)
            ),
            "parameter",
        ),
    };
    Diagnostic::warning(LINT.name, span, message)
        .label("described here, but never read")
        .help(format!("read `{name}` in the script, or remove the {cure}"))
        .about(Subject::Param(place))
}
