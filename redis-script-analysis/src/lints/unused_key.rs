//! Finds KEYS entries that no command takes as a key.
//!
//! # Why is this bad?
//! Clients route a call by its KEYS, and all of them must be on one node: a value among them sends the call to the wrong
//! node, or ends it with CROSSSLOT. ACLs check each of them as a key.
//!
//! # Example
//! ```lua
//! -- keys = 2
//! return redis.call('SET', KEYS[1], KEYS[2])
//! ```
//! Use instead:
//! ```lua
//! -- keys = 1
//! return redis.call('SET', KEYS[1], ARGV[1])
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::collections::{Map, Set, sort_by_key};
use crate::facts::{EntryTable, Facts, Index, Operand};
use crate::redis::commands::Property;
use crate::report::diagnostic::{Diagnostic, Subject};
use crate::text::Span;

pub(super) const LINT: Lint = Lint {
    name: "unused_key",
    topic: Topic::Keys,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let facts = context.facts;
    if facts.variable_read(EntryTable::Keys).is_some() {
        return;
    }
    let mut told = maybe_keys(facts);
    let values = first_values(facts);
    let mut unused = Vec::new();
    for read in &facts.reads {
        if let (EntryTable::Keys, Some(entry)) = (read.table, read.index.highest())
            && let Some(value) = values.get(entry)
            && told.insert(entry)
        {
            unused.push((entry, *value));
        }
    }
    sort_by_key(&mut unused, |(entry, _)| *entry);
    for (entry, value) in &unused {
        diagnostics.push(report(*entry, *value));
    }
}

/// Where a command takes an entry of KEYS first.
fn first_values(facts: &Facts) -> Map<i64, Span> {
    let mut values = Map::default();
    for call in &facts.commands {
        for operand in call.operands() {
            for entry in &entries_in(facts, operand) {
                values.or_insert(*entry, operand.span);
            }
        }
    }
    values
}

fn report(entry: i64, value: Span) -> Diagnostic {
    Diagnostic::warning(
        LINT.name,
        value,
        format!("`KEYS[{entry}]` is only used as a value"),
    )
    .label("a value here")
    .note("clients route the call by it, and a cluster refuses keys of two slots")
    .help(format!("pass it in ARGV instead of `KEYS[{entry}]`"))
    .about(Subject::Keys)
}

/// The entries of KEYS whose text is in a value.
fn entries_in(facts: &Facts, operand: &Operand) -> Vec<i64> {
    let mut entries = Vec::new();
    for read in &operand.reads {
        if let Some(read) = facts.reads.get(*read)
            && let (EntryTable::Keys, Index::At(entry)) = (read.table, read.index)
        {
            entries.push(entry);
        }
    }
    entries
}

/// The entries that are a key somewhere, or are used where this lint does not see whether they become one.
fn maybe_keys(facts: &Facts) -> Set<i64> {
    let mut entries = Set::default();
    let mut add = |operands: &[Operand]| {
        for operand in operands {
            for entry in &entries_in(facts, operand) {
                entries.insert(*entry);
            }
        }
    };
    for used in &facts.key_uses() {
        add(std::slice::from_ref(used.operand));
    }
    for call in &facts.commands {
        let is_known = matches!(call.keys(), Some(keys) if keys.complete);
        if call.has(Property::CHANNEL) || !is_known {
            add(&call.arguments.fixed);
        }
    }
    for call in &facts.library_calls {
        add(&call.arguments.fixed);
    }
    for table in &facts.constructed {
        add(&table.items);
    }
    entries
}
