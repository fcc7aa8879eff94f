//! Finds a slice parameter for ARGV in front of a script that reads a fixed number of arguments.
//!
//! # Why is this bad?
//! The slice may be shorter than what the script reads, which then is nil, or longer, and the rest is ignored.
//!
//! # Example
//! ```lua
//! -- fn set(con, key, args: &[&str])
//! return redis.call('SET', KEYS[1], ARGV[1])
//! ```
//! Use instead: a parameter for each argument, or a script that reads all: `for _, value in ipairs(ARGV) do`.

use super::{ByDefault, Context, Lint, Topic};
use crate::contract::DeclaredBy;
use crate::facts::EntryTable;
use crate::report::diagnostic::{Diagnostic, Subject};
use crate::report::plural;
use crate::text::Span;

pub(super) const LINT: Lint = Lint {
    name: "fixed_slice",
    topic: Topic::Signature,
    by_default: ByDefault::Error,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let Some(layout) = context.layout.filter(|layout| layout.variadic_args) else {
        return;
    };
    let declared = context.contract.declared_by(EntryTable::Argv) == DeclaredBy::Function;
    let highest = context.facts.highest(EntryTable::Argv);
    // `args = 1..=3`, and the script reads them all.
    let ends_alike = layout
        .most_args
        .is_some_and(|most| i64::try_from(most).is_ok_and(|most| most <= highest));
    if !declared || ends_alike || context.facts.variable_read(EntryTable::Argv).is_some() {
        return;
    }
    let place = layout.first_param(EntryTable::Argv) + layout.fixed_args;
    let Some(param) = context.contract.params.get(place) else {
        return;
    };
    let mut reads = context.facts.reads_of(EntryTable::Argv);
    let last = reads.find(|read| read.index.highest() == Some(highest));
    let reads = match usize::try_from(highest) {
        Ok(count @ 1..) => format!("{}, never more", plural(count, "argument")),
        _ => "none".to_owned(),
    };
    let message = format!(
        "the parameter `{}` is a slice, but the script reads {reads}",
        param.name
    );
    diagnostics.push(
        Diagnostic::error(
            LINT.name,
            last.map_or_else(Span::default, |read| read.span),
            message,
        )
        .label("the last argument that is read")
        .help(remedy(context, layout.fixed_args, highest))
        .about(Subject::Param(place)),
    );
}

/// A slice is right for arguments that not every call needs, if no call can pass more than are read.
fn remedy(context: &Context, fixed: usize, highest: i64) -> String {
    let (mut is_read, mut is_needed) = (false, false);
    for read in context.facts.reads_of(EntryTable::Argv) {
        let entry = read.index.highest();
        if entry.is_some_and(|entry| usize::try_from(entry).is_ok_and(|entry| entry > fixed)) {
            is_read = true;
            is_needed |= !read.optional && read.conditions.is_empty();
        }
    }
    if is_read && !is_needed {
        format!(
            "add `args = {fixed}..={highest}` for a slice of the optional ones, or write a parameter for each argument"
        )
    } else {
        "write a parameter for each argument; `&[u8]` is one binary argument".to_owned()
    }
}
