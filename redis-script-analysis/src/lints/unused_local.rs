//! Finds local variables that nothing reads.
//!
//! # Why is this bad?
//! The value is fetched and computed in every call for nothing. Often it was meant to be used: a limit that is read from
//! ARGV but never compared with anything, a default that was prepared and then forgotten.
//!
//! # Example
//! ```lua
//! local ttl = tonumber(ARGV[2])
//! return redis.call('SET', KEYS[1], ARGV[1])
//! ```
//! Use instead:
//! ```lua
//! local ttl = tonumber(ARGV[2])
//! return redis.call('SET', KEYS[1], ARGV[1], 'EX', ttl)
//! ```
//! Names that begin with `_`, parameters and loop variables are left alone, and so is a variable beside a used one where
//! one call gives the values of both: `local ok, message = pcall(f)`. So are the variables of an included file that are not inside of
//! its functions, since other scripts that include it may use them. Functions that nothing calls are found by `unused_function`.

use super::{ByDefault, Context, Lint, Topic, ignored_error};
use crate::facts::UnusedLocal;
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "unused_local",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    // What `pcall` gives is the other lint's finding.
    let dropped = ignored_error::dropped_results(context.facts);
    for local in &context.facts.unused_locals {
        let is_dropped = matches!(local.value, Some(value) if dropped.get(value).is_some());
        let is_shared = local.is_at_top && context.is_included(local.span);
        if !local.is_function && !is_dropped && !is_shared {
            diagnostics.push(report(local));
        }
    }
}

fn report(unused: &UnusedLocal) -> Diagnostic {
    let name = &unused.name;
    let (label, help) = match unused {
        UnusedLocal {
            is_assigned: true, ..
        } => (
            "assigned, but nothing reads it",
            "remove it and its assignments, or use it",
        ),
        _ => ("nothing reads it", "remove it, or use it"),
    };
    let found = Diagnostic::warning(
        LINT.name,
        unused.span,
        fill!("`{name}` is never read", name),
    )
    .caused_by(unused.span.start)
    .label(label)
    .help(fill!(
        "{help}; a name like `_{name}` says that this is intended",
        help,
        name
    ));
    if unused.is_assigned {
        found
    } else {
        found.replace(unused.span, fill!("_{name}", name)).guess()
    }
}
