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
use crate::facts::{CommandCall, EntryTable, Facts, Index, Operand};
use crate::report::diagnostic::{Diagnostic, Subject};

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
    diagnostics.extend(
        entries
            .into_iter()
            .filter_map(|entry| report(context, entry)),
    );
}

fn report(context: &Context, entry: i64) -> Option<Diagnostic> {
    let facts = context.facts;
    let of_entry = |operand: &&Operand| {
        operand
            .reads
            .iter()
            .any(|read| is_entry(facts, *read, entry))
    };
    if facts.key_uses().any(|used| of_entry(&used.operand)) || goes_elsewhere(facts, entry) {
        return None;
    }
    let value = facts
        .commands
        .iter()
        .flat_map(CommandCall::operands)
        .find(of_entry)?;
    Some(
        Diagnostic::warning(
            LINT.name,
            value.span,
            format!("`KEYS[{entry}]` is no key: commands take it as a value alone"),
        )
        .label("a value here")
        .note("clients route the call by it, and a cluster refuses keys of two slots")
        .help(format!("pass it in ARGV instead of `KEYS[{entry}]`"))
        .about(Subject::Keys),
    )
}

fn is_entry(facts: &Facts, read: usize, entry: i64) -> bool {
    facts
        .reads
        .get(read)
        .is_some_and(|read| read.table == EntryTable::Keys && read.index == Index::At(entry))
}

/// Its channel has a slot, as a key has.
fn is_sharded_publish(call: &CommandCall) -> bool {
    call.name().as_deref() == Some("SPUBLISH")
}

/// Whether the entry is used where this lint does not see whether it becomes a key.
fn goes_elsewhere(facts: &Facts, entry: i64) -> bool {
    let unclear = |call: &&CommandCall| {
        is_sharded_publish(call) || call.keys().is_none_or(|keys| !keys.complete)
    };
    let of_entry = |operand: &Operand| {
        operand
            .reads
            .iter()
            .any(|read| is_entry(facts, *read, entry))
    };
    let in_command = facts
        .commands
        .iter()
        .filter(unclear)
        .flat_map(|call| &call.arguments.fixed)
        .any(of_entry);
    let in_library = facts
        .library_calls
        .iter()
        .flat_map(|call| &call.arguments.fixed)
        .any(of_entry);
    let in_table = facts
        .constructed
        .iter()
        .flat_map(|table| &table.items)
        .any(of_entry);
    in_command || in_library || in_table
}
