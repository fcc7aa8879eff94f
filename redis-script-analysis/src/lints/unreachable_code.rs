//! Finds code that is never reached.
//!
//! # Why is this bad?
//! It looks as if it ran: a command behind `error(...)` is never called, an expiry behind a loop that only `return` leaves
//! is never set. Often a `break` was meant, or an `end` stands in the wrong place.
//!
//! # Example
//! ```lua
//! while true do
//!   local job = redis.call('LPOP', KEYS[1])
//!   if not job then return 0 end
//!   redis.call('RPUSH', KEYS[2], job)
//! end
//! redis.call('EXPIRE', KEYS[2], 60)
//! ```
//! Use instead: `break` in the place of `return 0`.
//!
//! What stands behind a loop that never ends at all is part of the finding of `endless_loop`; a branch that a value always
//! or never takes is the finding of `constant_condition`.

use super::{ByDefault, Context, Lint, Topic};
use crate::collections::Set;
use crate::facts::{Barrier, LoopEnd, Unreachable};
use crate::report::diagnostic::Diagnostic;
use crate::text::Span;

pub(super) const LINT: Lint = Lint {
    name: "unreachable_code",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let mut endless = Set::default();
    for found in &context.facts.loops {
        if found.end == LoopEnd::Never {
            endless.insert(found.id);
        }
    }
    for dead in &context.facts.unreachable {
        if !matches!(dead.after, Some(id) if endless.contains(id)) {
            diagnostics.push(report(context, dead));
        }
    }
}

fn report(context: &Context, dead: &Unreachable) -> Diagnostic {
    let (at, help) = match dead.because {
        Barrier::Loop => (
            "only `return` leaves this loop",
            "leave the loop with `break`, or remove the code after it",
        ),
        Barrier::Branches => (
            "every way through this ends here",
            "remove it, or let one of the branches go on",
        ),
        Barrier::Call => (
            "this always raises an error",
            "remove it, or put it before the error",
        ),
        Barrier::Literal => (
            "this decides it",
            "remove it, or write the condition that is meant",
        ),
    };
    Diagnostic::warning(
        LINT.name,
        first_line(context, dead.span),
        "this is never reached",
    )
    .label("no path comes here")
    .also(first_line(context, dead.barrier), at)
    .help(help)
}

/// A place up to the end of its first line.
fn first_line(context: &Context, span: Span) -> Span {
    let length = context.text(span).lines().next().map_or(0, str::len);
    Span::new(span.start, span.start + u32::try_from(length).unwrap_or(0))
}
