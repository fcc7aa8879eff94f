//! Finds reads of KEYS and ARGV entries that the call does not pass.
//!
//! # Why is this bad?
//! The value is nil in every call. As an argument of `redis.call` it raises an error; elsewhere it silently takes the
//! path of an absent value. Where the script provides for the absence (`ARGV[4] or 60`, `if KEYS[2]`, `#ARGV > 3`),
//! this is a warning: that part of the script never does anything.
//!
//! A script without a Rust function is held against `--keys` and `--args`, or else against its own header: an entry that
//! the header does not describe is a warning.
//!
//! # Example
//! ```lua
//! -- keys = 1, args = 1
//! return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
//! ```
//! Use instead: a parameter for `ARGV[2]` in the function's signature, or a constant in the script.

use std::collections::HashMap;

use super::{ByDefault, Context, Lint, Topic};
use crate::contract::{DeclaredBy, plural};
use crate::facts::{EntryTable, Index, Read};
use crate::report::diagnostic::{Diagnostic, Subject};

pub(super) const LINT: Lint = Lint {
    name: "missing_entry",
    topic: Topic::Signature,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for table in [EntryTable::Keys, EntryTable::Argv] {
        if let Some((passed, false)) = context.passed(table) {
            check_table(context, table, passed, diagnostics);
        }
    }
}

fn check_table(
    context: &Context,
    table: EntryTable,
    passed: usize,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut places: HashMap<i64, usize> = HashMap::new();
    let mut missing: Vec<(i64, Vec<&Read>)> = Vec::new();
    for read in context.facts.reads_of(table) {
        let Some(entry) = beyond(read.index, passed) else {
            continue;
        };
        let place = *places.entry(entry).or_insert(missing.len());
        match missing.get_mut(place) {
            Some((_, reads)) => reads.push(read),
            None => missing.push((entry, vec![read])),
        }
    }
    let by = context.contract.declared_by(table);
    diagnostics.extend(
        missing
            .iter()
            .filter_map(|(entry, reads)| report(by, table, *entry, passed, reads)),
    );
}

/// The entry that a read touches behind the last one passed.
fn beyond(index: Index, passed: usize) -> Option<i64> {
    let passed = i64::try_from(passed).unwrap_or(i64::MAX);
    index.highest().filter(|entry| *entry > passed)
}

/// One finding for all reads of an entry, at the first one that needs it.
fn report(
    by: DeclaredBy,
    table: EntryTable,
    entry: i64,
    passed: usize,
    reads: &[&Read],
) -> Option<Diagnostic> {
    let guilty = reads.iter().find(|read| !read.optional).or(reads.first())?;
    let name = format!("{}[{entry}]", table.name());
    let (noun, subject) = match table {
        EntryTable::Keys => ("key", Subject::Keys),
        EntryTable::Argv => ("argument", Subject::Script),
    };
    let passed = plural(passed, noun);
    let finding = match by {
        DeclaredBy::Header => undescribed(guilty, &name, &passed),
        _ if guilty.optional => Diagnostic::warning(
            LINT.name,
            guilty.span,
            format!("`{name}` is optional, and the call passes {passed}"),
        )
        .label(format!("`{name}` is always absent"))
        .help(match by {
            DeclaredBy::Function => {
                format!("add a parameter for `{name}`, or remove it from the script")
            }
            _ => format!("pass `{name}`, or remove it from the script"),
        }),
        _ => Diagnostic::error(
            LINT.name,
            guilty.span,
            format!("the script reads `{name}`, but the call passes {passed}"),
        )
        .label(format!("`{name}` is always nil"))
        .help(remedy(by, table, entry)),
    };
    let others = reads
        .iter()
        .filter(|read| read.span != guilty.span && read.optional == guilty.optional)
        .take(2);
    Some(
        others
            .fold(finding, |finding, read| {
                finding.also(read.span, "also here")
            })
            .about(subject),
    )
}

/// Comments may be wrong where the script is right.
fn undescribed(read: &Read, name: &str, described: &str) -> Diagnostic {
    Diagnostic::warning(
        LINT.name,
        read.span,
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
