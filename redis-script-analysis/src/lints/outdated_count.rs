//! Finds decisions by a count that was taken before elements were removed.
//!
//! # Why is this bad?
//! A sliding window first removes what is too old, and then counts. The other way around, the old elements still count: calls
//! are refused that should pass.
//!
//! # Example
//! ```lua
//! local count = redis.call('ZCARD', KEYS[1])
//! redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, ARGV[1])
//! if count >= tonumber(ARGV[2]) then return 0 end
//! return 1
//! ```
//! Use instead:
//! ```lua
//! redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, ARGV[1])
//! local count = redis.call('ZCARD', KEYS[1])
//! if count >= tonumber(ARGV[2]) then return 0 end
//! return 1
//! ```
//! So is a count before `LTRIM`, `SREM` and the like that is compared with a limit of the caller. A script that asks how many were
//! removed is left alone: it may reckon with them. So is one that compares the count with the length to which it trims, or with a
//! number of its own.

use super::{ByDefault, Context, Lint, Topic};
use crate::collections::Set;
use crate::facts::{CommandCall, Operand};
use crate::lua::syntax::ExprId;
use crate::redis::commands::Property;
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "outdated_count",
    topic: Topic::Commands,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let mut told: Set<ExprId> = Set::default();
    for operation in &context.facts.operations {
        let Some(by) = operation.outdated_by else {
            continue;
        };
        let (left, right) = (&operation.left, &operation.right);
        for (operand, limit) in [(left, right), (right, left)] {
            if let [call] = operand.calls.as_slice()
                && let Some(counting) = context.facts.call(*call)
                && let Some(trimming) = context.facts.call(by)
                && trimming.discarded
                && (trimming.has(Property::TRIMS) || is_apart(limit, trimming))
                && told.insert(*call)
            {
                diagnostics.extend(report(context, operand, (counting, trimming)));
            }
        }
    }
}

/// Whether a limit is the caller's, and has nothing to do with how much is removed.
fn is_apart(limit: &Operand, trimming: &CommandCall) -> bool {
    for operand in trimming.operands() {
        for read in &operand.reads {
            if limit.reads.contains(read) {
                return false;
            }
        }
    }
    !limit.reads.is_empty()
}

fn report(
    context: &Context,
    count: &Operand,
    (counting, trimming): (&CommandCall, &CommandCall),
) -> Option<Diagnostic> {
    let name = context.text(count.span);
    let (command, removing) = (counting.command()?, trimming.command()?);
    let found = Diagnostic::warning(
        LINT.name,
        counting.span,
        fill!(
            "{command} also counts what {removing} removes after it",
            command,
            removing
        ),
    )
    .label("counted too early")
    .also(trimming.span, "removed here")
    .also(
        count.span,
        fill!("`{name}` decides, with the old elements in it", name),
    )
    .help(fill!("call {command} after {removing}", command, removing));
    Some(found)
}
