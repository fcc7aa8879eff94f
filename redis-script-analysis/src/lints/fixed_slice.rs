//! Finds a slice parameter for KEYS or ARGV, if the script reads a fixed number of them.
//!
//! # Why is this bad?
//! The slice may be shorter than what the script reads, which then is nil, or longer, and the rest is ignored. A script that reads
//! no KEYS at all is left alone: its callers may name the keys for a cluster.
//!
//! # Example
//! ```lua
//! -- fn set(con, key, args: &[&str])
//! return redis.call('SET', KEYS[1], ARGV[1])
//! ```
//! Use instead: a parameter for each argument, an `Option<T>` as the last one if not every call passes it, or a script that reads all:
//! `for _, value in ipairs(ARGV) do`.

use super::{ByDefault, Context, Lint, Topic};
use crate::contract::{DeclaredBy, Passes, first_read};
use crate::facts::EntryTable;
use crate::report::diagnostic::{Diagnostic, Subject};
use crate::report::plural;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "fixed_slice",
    topic: Topic::Signature,
    by_default: ByDefault::Error,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for table in EntryTable::ALL {
        diagnostics.extend(check_table(context, table));
    }
}

fn check_table(context: &Context, table: EntryTable) -> Option<Diagnostic> {
    let layout = context.layout?.of(table);
    let (fixed, slice) = (layout.fixed, layout.rest?);
    let (is_slice, most) = (slice.passes == Passes::Slice, slice.most);
    let noun = table.noun();
    let declared = context.contract.declared_by(table) == DeclaredBy::Function;
    let highest = context.facts.highest(table);
    // `args = 1..=3`, and the script reads them all.
    let read = usize::try_from(highest);
    let ends_alike = matches!((most, read), (Some(most), Ok(read)) if most <= read);
    let is_fixed = !ends_alike && context.facts.variable_read(table).is_none();
    let may_name_keys = table == EntryTable::Keys && highest == 0;
    if !is_slice || !declared || !is_fixed || may_name_keys {
        return None;
    }
    let place = layout.first + fixed;
    let param = context.contract.params.get(place)?;
    let reads = match read {
        Ok(count @ 1..) => fill!("{}, never more", plural(count, noun)),
        _ => "none".to_owned(),
    };
    let message = fill!(
        "the parameter `{}` is a slice, but the script reads {reads}",
        param.name,
        reads
    );
    let last = first_read(context.facts, table, highest).unwrap_or_default();
    Some(
        Diagnostic::error(LINT.name, last, message)
            .label(fill!("the last {noun} that is read", noun))
            .help(remedy(context, table, fixed, highest))
            .about(Subject::Param(place)),
    )
}

/// A slice is right for entries that not every call needs, if no call can pass more than are read.
fn remedy(context: &Context, table: EntryTable, fixed: usize, highest: i64) -> String {
    let (mut is_read, mut is_needed) = (false, false);
    for read in context.facts.reads_of(table) {
        let entry = read.index.highest().unwrap_or(0);
        if usize::try_from(entry).unwrap_or(0) > fixed {
            is_read = true;
            is_needed |= !read.optional && read.conditions.is_empty();
        }
    }
    if is_read && !is_needed {
        let option = match table {
            EntryTable::Keys => fill!("`keys = {fixed}..={highest}`", fixed, highest),
            EntryTable::Argv => fill!("`args = {fixed}..={highest}`", fixed, highest),
        };
        let noun = table.noun();
        return if usize::try_from(highest) == Ok(fixed + 1) {
            fill!(
                "declare an `Option<T>`, or write {option} for a slice of up to one {noun}",
                option,
                noun
            )
        } else {
            fill!(
                "write {option} for a slice of the optional ones, or a parameter for each {noun}",
                option,
                noun
            )
        };
    }
    match table {
        EntryTable::Keys => fill!(
            "write `keys = {highest}` and a parameter for each key",
            highest
        ),
        EntryTable::Argv => {
            "write a parameter for each argument; `&[u8]` is one binary argument".to_owned()
        }
    }
}
