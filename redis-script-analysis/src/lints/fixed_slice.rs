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
use crate::contract::{DeclaredBy, plural};
use crate::facts::EntryTable;
use crate::lua::source::Span;
use crate::report::diagnostic::{Diagnostic, Subject};

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
    if !declared || context.facts.variable_read(EntryTable::Argv).is_some() {
        return;
    }
    let place = layout.first_param(EntryTable::Argv) + layout.fixed_args;
    let Some(param) = context.contract.params.get(place) else {
        return;
    };
    let highest = context.facts.highest(EntryTable::Argv);
    let last = context
        .facts
        .reads_of(EntryTable::Argv)
        .find(|read| read.index.highest() == Some(highest));
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
        .help("write a parameter for each argument; `&[u8]` is one binary argument")
        .about(Subject::Param(place)),
    );
}
