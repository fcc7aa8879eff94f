//! Finds `pcall` whose result nothing looks at, and error replies that nothing returns.
//!
//! # Why is this bad?
//! `redis.pcall` gives an error as a value, and Lua's `pcall` as a second result. If nobody looks, the script goes on as
//! if the command had worked: a write that was refused (OOM, WRONGTYPE, READONLY) is lost, and the caller hears of nothing.
//!
//! # Example
//! ```lua
//! redis.pcall('SET', KEYS[1], ARGV[1])
//! ```
//! Use instead: `redis.call`, which ends the script with the error, or
//! ```lua
//! local reply = redis.pcall('SET', KEYS[1], ARGV[1])
//! if reply.err then return reply end
//! ```

use std::collections::HashSet;

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::Facts;
use crate::redis::builtins::{Builtin, Role};
use crate::report::diagnostic::Diagnostic;
use crate::text::Span;

pub(super) const LINT: Lint = Lint {
    name: "ignored_error",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let facts = context.facts;
    let discarded = catching(facts).filter(|(_, discarded)| *discarded);
    diagnostics.extend(discarded.map(|(span, _)| report(span)));
    let made = facts.library_calls.iter().filter(|call| {
        let role = call.function.row.role;
        call.discarded && matches!(role, Role::ErrorReply | Role::StatusReply)
    });
    diagnostics.extend(made.map(|call| thrown_away(call.function, call.span)));
    let dropped = dropped_results(facts);
    for local in &facts.unused_locals {
        if let Some(call) = local.value.filter(|value| dropped.contains(value)) {
            diagnostics.push(report(call).also(local.span, "nothing reads it"));
        }
    }
}

/// The calls that catch errors and give their results to locals that nothing reads.
pub(super) fn dropped_results(facts: &Facts) -> HashSet<Span> {
    let catching: HashSet<Span> = catching(facts).map(|(span, _)| span).collect();
    let values = facts.unused_locals.iter().filter_map(|local| local.value);
    values.filter(|value| catching.contains(value)).collect()
}

/// Calls that catch errors, with whether they are statements.
fn catching(facts: &Facts) -> impl Iterator<Item = (Span, bool)> {
    let commands = facts.commands.iter().filter(|call| call.catches);
    let catches = |role| matches!(role, Role::Protect | Role::ProtectWith);
    let calls = facts.library_calls.iter();
    let calls = calls.filter(move |call| catches(call.function.row.role));
    commands
        .map(|call| (call.span, call.discarded))
        .chain(calls.map(|call| (call.span, call.discarded)))
}

/// An error reply, or a status, that only `return` would give to the caller.
fn thrown_away(name: Builtin, span: Span) -> Diagnostic {
    Diagnostic::warning(
        LINT.name,
        span,
        format!("`{name}` makes a reply, and nothing returns it"),
    )
    .label("the reply is dropped, and the script goes on")
    .note("the caller never sees it")
    .help(format!("write `return {name}(...)`"))
}

fn report(span: Span) -> Diagnostic {
    Diagnostic::warning(LINT.name, span, "nobody looks whether this failed")
        .label("the error is dropped")
        .note("a write that Redis refuses is lost, and the caller hears of nothing")
        .help("use `redis.call`, or look at the result")
}
