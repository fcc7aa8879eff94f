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

use super::{ByDefault, Context, Lint, Topic};
use crate::collections::Map;
use crate::facts::Facts;
use crate::lua::syntax::ExprId;
use crate::redis::builtins::Role;
use crate::report::diagnostic::Diagnostic;
use crate::text::{Span, fill};

pub(super) const LINT: Lint = Lint {
    name: "ignored_error",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let facts = context.facts;
    each_catching(facts, &mut |_, span, discarded| {
        if discarded {
            let found = report(span);
            let pcall = "redis.pcall";
            let is_redis = context.text(span).starts_with(pcall);
            let name = Span::new(span.start, span.start + pcall.len() as u32);
            let found = found.replace_if(is_redis.then_some(name), "redis.call");
            diagnostics.push(found.guess());
        }
    });
    for call in &facts.library_calls {
        let role = call.function.row.role;
        if call.discarded && matches!(role, Role::ErrorReply | Role::StatusReply) {
            let instead = fill!("do return {} end", context.text(call.span));
            let name = call.function.to_string();
            let found = thrown_away(&name, call.span).replace(call.span, instead);
            diagnostics.push(found.guess());
        }
    }
    for span in &facts.dropped_errors {
        let text = context.text(*span);
        let name = match text.split_once('(') {
            Some((name, _)) => name,
            None => text,
        };
        let instead = fill!("do return {text} end", text);
        diagnostics.push(thrown_away(name, *span).replace(*span, instead).guess());
    }
    let dropped = dropped_results(facts);
    for local in &facts.unused_locals {
        if let Some(call) = local.value
            && let Some(span) = dropped.get(call)
        {
            diagnostics.push(report(*span).also(local.span, "nothing reads it"));
        }
    }
}

/// The calls that catch errors and give their results to locals that nothing reads, with their places.
pub(super) fn dropped_results(facts: &Facts) -> Map<ExprId, Span> {
    let mut all = Map::default();
    each_catching(facts, &mut |id, span, _| all.insert(id, span));
    let mut dropped = Map::default();
    for local in &facts.unused_locals {
        if let Some(value) = local.value
            && let Some(span) = all.get(value)
        {
            dropped.insert(value, *span);
        }
    }
    dropped
}

/// The calls that catch errors, each with whether it is a statement.
fn each_catching(facts: &Facts, visit: &mut dyn FnMut(ExprId, Span, bool)) {
    for call in &facts.commands {
        if call.catches {
            visit(call.id, call.span, call.discarded);
        }
    }
    for call in &facts.library_calls {
        if matches!(call.function.row.role, Role::Protect | Role::ProtectWith) {
            visit(call.id, call.span, call.discarded);
        }
    }
}

/// An error reply, or a status, that only `return` would give to the caller.
fn thrown_away(name: &str, span: Span) -> Diagnostic {
    Diagnostic::warning(
        LINT.name,
        span,
        fill!("`{name}` makes a reply, and nothing returns it", name),
    )
    .label("the reply is dropped, and the script goes on")
    .note("the caller never sees it")
    .help(fill!("write `return {name}(...)`", name))
}

fn report(span: Span) -> Diagnostic {
    Diagnostic::warning(LINT.name, span, "the error is ignored")
        .label("the error is dropped")
        .note("a write that Redis refuses is lost, and the caller hears of nothing")
        .help("use `redis.call`, or look at the result")
}
