//! Finds `math.random` that makes an identity or a secret.
//!
//! # Why is this bad?
//! Up to Redis 6.2 the generator starts anew for each script: every call gets the same numbers. From 7.0 on it runs on,
//! but from the same start after each restart of the server. So names made of it repeat (a sliding window that adds
//! `now .. ':' .. math.random(1000000)` lets all calls of a millisecond through on 6.2), and anyone can foretell them.
//!
//! # Example
//! ```lua
//! redis.call('ZADD', KEYS[1], ARGV[1], ARGV[1] .. ':' .. math.random(1000000))
//! ```
//! Use instead: an identity that the client makes and passes in ARGV, or a counter.
//! ```lua
//! redis.call('ZADD', KEYS[1], ARGV[1], ARGV[1] .. ':' .. redis.call('INCR', KEYS[2]))
//! ```
//! A random number that is only a number, such as a jitter of an expiry, is left alone.

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::{CommandCall, Operand, Sources, Types};
use crate::redis::commands::Property;
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "predictable_random",
    topic: Topic::Sandbox,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.commands {
        for (at, operand) in call.operands().iter().enumerate() {
            if is_identity(call, at, operand) {
                diagnostics.push(report(context, operand));
            }
        }
    }
}

fn is_identity(call: &CommandCall, at: usize, operand: &Operand) -> bool {
    let is_stored = || {
        at == 1 && call.has(Property::STORES)
            || at >= 2 && at.is_multiple_of(2) && call.has(Property::STORES_FIELDS)
    };
    operand.sources.has(Sources::RANDOM) && (operand.types == Types::STRING || is_stored())
}

fn report(context: &Context, operand: &Operand) -> Diagnostic {
    let name = context.text(operand.span);
    Diagnostic::warning(LINT.name, operand.span, fill!("`{name}` is neither unique nor secret", name))
        .label("made with `math.random`")
        .note("Redis 6.2 and older give every call the same numbers; newer servers repeat them after a restart")
        .help("let the client make it and pass it in ARGV, or count with INCR")
}
