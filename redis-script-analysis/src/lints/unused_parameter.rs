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
use crate::contract::{DeclaredBy, KeyCount, Passes, TableLayout};
use crate::facts::{EntryTable, Facts, Index};
use crate::report::diagnostic::{Diagnostic, Subject};
use crate::text::{Span, fill};

pub(super) const LINT: Lint = Lint {
    name: "unused_parameter",
    topic: Topic::Signature,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let Some(layout) = context.layout else { return };
    if context.miscounted_keys().is_some() {
        // The parameter is meant to be another entry.
        return;
    }
    for table in EntryTable::ALL {
        let layout = layout.of(table);
        match context.contract.declared_by(table) {
            DeclaredBy::Function => of_function(context, table, layout, diagnostics),
            DeclaredBy::Nobody => {}
            _ => of_callers(context, table, layout, diagnostics),
        }
    }
}

/// What the parameters of the function pass.
fn of_function(
    context: &Context,
    table: EntryTable,
    layout: &TableLayout,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for run in &runs(context, table, layout, layout.fixed) {
        diagnostics.push(parameters(context, layout, table, *run));
    }
    let Some(rest) = layout.rest else { return };
    let size = rest.size.unwrap_or(1);
    let mut unread = Vec::new();
    for part in 0..size {
        if !reads_part(context.facts, table, layout.fixed + 1 + part, size) {
            unread.push(part);
        }
    }
    if unread.len() < size {
        for part in &unread {
            diagnostics.push(part_of_group(context, table, layout, *part));
        }
    } else if rest.passes == Passes::Optional || table == EntryTable::Keys {
        // A slice of args before a script that reads a fixed number is an error of its own.
        let run = Run::of(layout.fixed + 1);
        diagnostics.push(parameters(context, layout, table, run));
    }
}

/// Whether the script reads an entry, or one of those that stand at its place in other groups.
fn reads_part(facts: &Facts, table: EntryTable, entry: usize, size: usize) -> bool {
    let entry = i64::try_from(entry).unwrap_or(i64::MAX);
    let size = i64::try_from(size).unwrap_or(i64::MAX);
    for read in facts.reads_of(table) {
        let is_part = match read.index {
            Index::At(at) => at >= entry && (at - entry) % size == 0,
            Index::Range { first, last, step } => {
                let skipped = entry.saturating_sub(first).max(0);
                let first = first + (skipped + step - 1) / step * step;
                comes_to_part(first, step, last.unwrap_or(i64::MAX), entry, size)
            }
            Index::FromEnd(_) | Index::Any => true,
        };
        if is_part {
            return true;
        }
    }
    false
}

/// Whether steps from an entry on come to the same part of some group.
fn comes_to_part(first: i64, step: i64, last: i64, entry: i64, size: i64) -> bool {
    let mut at = first;
    for _ in 0..size {
        if (at - entry) % size == 0 && at <= last {
            return true;
        }
        at = at.saturating_add(step);
    }
    false
}

/// What callers pass that have no Rust function.
fn of_callers(
    context: &Context,
    table: EntryTable,
    layout: &TableLayout,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let passed = layout.passed();
    // Without an end, nothing says that there are more.
    let last = passed.most.unwrap_or(passed.least);
    for run in &runs(context, table, layout, last) {
        diagnostics.push(passed_in_vain(context, table, *run));
    }
}

/// Neighbours that are passed, and that the script does not read.
#[derive(Clone, Copy)]
struct Run {
    first: usize,
    last: usize,
}

impl Run {
    fn of(entry: usize) -> Self {
        Self {
            first: entry,
            last: entry,
        }
    }

    /// `ARGV[5]` to `ARGV[9]`
    fn names(self, table: EntryTable) -> String {
        let entry = |entry: usize| fill!("`{}[{entry}]`", table.name(), entry);
        if self.first == self.last {
            entry(self.first)
        } else {
            fill!("{} to {}", entry(self.first), entry(self.last))
        }
    }

    /// Marks where the header describes the further entries.
    fn mark(self, context: &Context, table: EntryTable, mut found: Diagnostic) -> Diagnostic {
        let mut marked = found.span();
        for entry in self.first + 1..=self.last.min(self.first + MARKED) {
            let span = span(context, table, entry);
            if span != marked && span != Span::default() {
                found = found.also(span, "nor this");
                marked = span;
            }
        }
        found
    }
}

/// Further entries of a run that are marked.
const MARKED: usize = 4;

/// The runs of entries up to the last that the script does not read.
fn runs(context: &Context, table: EntryTable, layout: &TableLayout, last: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for entry in 1..=last {
        if is_read(context.facts, layout, table, entry) {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.last + 1 == entry => run.last = entry,
            _ => runs.push(Run::of(entry)),
        }
    }
    runs
}

fn is_read(facts: &Facts, layout: &TableLayout, table: EntryTable, entry: usize) -> bool {
    let passed = layout.passed();
    let entry = i64::try_from(entry).unwrap_or(i64::MAX);
    let fixed = i64::try_from(passed.least).unwrap_or(i64::MAX);
    let is_slice = passed.varies() && entry > fixed;
    // Where the count is open, a read that depends on it may touch any entry.
    passed.varies() && facts.variable_read(table).is_some()
        || facts.reads_entry(table, entry, fixed)
        || is_slice && facts.highest(table) >= entry
}

/// Where the header describes an entry, or where it ends without it.
fn described(context: &Context, table: EntryTable, entry: usize) -> (Span, &'static str) {
    let found = span(context, table, entry);
    match context.facts.header.of(table).last() {
        Some(last) if found == Span::default() => (last.span, "the last one described"),
        _ => (found, "described here, but never read"),
    }
}

/// Where the header describes an entry.
fn span(context: &Context, table: EntryTable, entry: usize) -> Span {
    let header = context.facts.header.of(table);
    match (header.entry(entry), header.number) {
        (Some(described), _) => described.span,
        (None, Some((_, number))) => number,
        (None, None) => Span::default(),
    }
}

/// What to do about parameters; those after them count on their places.
fn help(context: &Context, table: EntryTable, run: Run) -> String {
    let count = run.last + 1 - run.first;
    let mut remedy = if count == 1 {
        "remove the parameter".to_owned()
    } else {
        "remove the parameters".to_owned()
    };
    let read = usize::try_from(context.facts.highest(table)).unwrap_or(usize::MAX);
    let is_last = run.first > read;
    if let (EntryTable::Keys, KeyCount::Exactly(declared)) = (table, context.contract.keys) {
        let keys = if is_last { read } else { declared - count };
        remedy = fill!("{remedy} and declare `keys = {keys}`", remedy, keys);
    }
    if !is_last {
        let less = if count == 1 {
            "one".to_owned()
        } else {
            count.to_string()
        };
        remedy = fill!(
            "{remedy}; the script's later indices are then {less} less",
            remedy,
            less
        );
    }
    fill!(
        "read {} in the script, or {remedy}",
        run.names(table),
        remedy
    )
}

/// Parameters of the function, each of which is an entry or begins with it.
fn parameters(context: &Context, layout: &TableLayout, table: EntryTable, run: Run) -> Diagnostic {
    let (first, last) = (layout.first + run.first - 1, layout.first + run.last - 1);
    let params = if first == last {
        fill!("is the parameter `{}`", context.param_name(first))
    } else {
        fill!(
            "are the parameters `{}` to `{}`",
            context.param_name(first),
            context.param_name(last)
        )
    };
    let message = fill!(
        "the script never reads {}, which {params}",
        run.names(table),
        params
    );
    let (place_in_header, label) = described(context, table, run.first);
    let found = Diagnostic::warning(LINT.name, place_in_header, message)
        .label(label)
        .help(help(context, table, run))
        .about(Subject::Param(first));
    run.mark(context, table, found)
}

/// A part of what a slice or an `Option` passes, of which the script reads other parts.
fn part_of_group(
    context: &Context,
    table: EntryTable,
    layout: &TableLayout,
    part: usize,
) -> Diagnostic {
    let place = layout.first + layout.fixed;
    let (param, number) = (context.param_name(place), part + 1);
    let entry = layout.fixed + number;
    let (what, name) = match layout.rest {
        Some(rest) if rest.passes == Passes::Slice => (
            fill!("value {number} of each group", number),
            fill!("value {number} of each element of `{param}`", number, param),
        ),
        _ => {
            let name = fill!("`{}[{entry}]`", table.name(), entry);
            let described = fill!(
                "{name}, which is value {number} of `{param}`",
                name,
                number,
                param
            );
            (name, described)
        }
    };
    let message = fill!("the script never reads {name}", name);
    Diagnostic::warning(LINT.name, span(context, table, entry), message)
        .label("described here, but never read")
        .help(fill!("read {what} in the script, or do not pass it", what))
        .about(Subject::Param(place))
}

fn passed_in_vain(context: &Context, table: EntryTable, run: Run) -> Diagnostic {
    let names = run.names(table);
    let (message, cure) = match context.contract.declared_by(table) {
        DeclaredBy::Header => (
            fill!(
                "the header describes {names}, which the script never reads",
                names
            ),
            "description",
        ),
        _ => (
            fill!(
                "the script never reads {names}, which the call passes",
                names
            ),
            "argument of the call",
        ),
    };
    let found = Diagnostic::warning(LINT.name, span(context, table, run.first), message)
        .label("described here, but never read")
        .help(fill!(
            "read {names} in the script, or remove the {cure}",
            names,
            cure
        ))
        .about(Subject::Script);
    run.mark(context, table, found)
}
