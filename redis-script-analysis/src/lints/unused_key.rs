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

use std::collections::{HashMap, HashSet};

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::{CommandCall, EntryTable, Facts, Index, Operand};
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
    let mut entries: Vec<i64> = facts
        .reads_of(EntryTable::Keys)
        .filter_map(|read| read.index.highest())
        .collect();
    entries.sort_unstable();
    entries.dedup();
    let maybe_keys = maybe_keys(facts);
    entries.retain(|entry| !maybe_keys.contains(entry));
    let values = first_values(facts);
    for entry in entries {
        if let Some(value) = values.get(&entry) {
            diagnostics.push(report(entry, *value));
        }
    }
}

/// Where a command takes an entry of KEYS first.
fn first_values(facts: &Facts) -> HashMap<i64, Span> {
    let mut values = HashMap::new();
    for operand in facts.commands.iter().flat_map(CommandCall::operands) {
        for entry in entries_in(facts, operand) {
            values.entry(entry).or_insert(operand.span);
        }
    }
    values
}

fn report(entry: i64, value: Span) -> Diagnostic {
    Diagnostic::warning(
        LINT.name,
        value,
        format!("`KEYS[{entry}]` is no key: commands take it as a value alone"),
    )
    .label("a value here")
    .note("clients route the call by it, and a cluster refuses keys of two slots")
    .help(format!("pass it in ARGV instead of `KEYS[{entry}]`"))
    .about(Subject::Keys)
}

/// The entries of KEYS whose text is in a value.
fn entries_in<'a>(facts: &'a Facts, operand: &'a Operand) -> impl Iterator<Item = i64> + 'a {
    let reads = operand
        .reads
        .iter()
        .filter_map(|read| facts.reads.get(*read));
    reads.filter_map(|read| match read.index {
        Index::At(entry) if read.table == EntryTable::Keys => Some(entry),
        _ => None,
    })
}

/// The entries that are a key somewhere, or are used where this lint does not see whether they become one.
fn maybe_keys(facts: &Facts) -> HashSet<i64> {
    let keys = facts.key_uses().map(|used| used.operand);
    let unclear = |call: &&CommandCall| {
        call.has(Property::CHANNEL) || call.keys().is_none_or(|keys| !keys.complete)
    };
    let commands = facts.commands.iter().filter(unclear);
    let in_commands = commands.flat_map(|call| &call.arguments.fixed);
    let libraries = facts.library_calls.iter();
    let in_libraries = libraries.flat_map(|call| &call.arguments.fixed);
    let in_tables = facts.constructed.iter().flat_map(|table| &table.items);
    let elsewhere = in_commands.chain(in_libraries).chain(in_tables);
    keys.chain(elsewhere)
        .flat_map(|operand| entries_in(facts, operand))
        .collect()
}
