//! Finds scripts that only write, where no reply steers anything.
//!
//! # Why is this bad?
//! Commands that do not depend on one another's replies are atomic in MULTI and EXEC too, as
//! `redis::pipe().atomic()` sends them: without a script that servers must know. It is a matter of taste: this lint is
//! off unless `redis-script.toml`, the attribute or a comment turns it on.
//!
//! # Example
//! ```lua
//! redis.call('SET', KEYS[1], ARGV[1])
//! redis.call('PUBLISH', ARGV[2], ARGV[1])
//! ```
//! Use instead: `redis::pipe().atomic().set(key, value).publish(channel, value)`.

use super::{ByDefault, Context, Lint, Topic, single_command};
use crate::facts::{CommandCall, Sources};
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "transaction_suffices",
    topic: Topic::Cost,
    by_default: ByDefault::Silent,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let facts = context.facts;
    let [first, _, ..] = facts.commands.as_slice() else {
        return;
    };
    if single_command::computes(facts) {
        return;
    }
    for call in &facts.commands {
        if !is_independent(call) {
            return;
        }
    }
    diagnostics.push(
        Diagnostic::warning(
            LINT.name,
            first.span,
            "no command of this script depends on the reply of another",
        )
        .label("the first of them")
        .help("send them in MULTI and EXEC: `redis::pipe().atomic()`"),
    );
}

/// Whether a call is made once, with arguments that no other one gives.
fn is_independent(call: &CommandCall) -> bool {
    for operand in call.operands() {
        if operand.sources.has(Sources::REPLY.or(Sources::UNKNOWN)) {
            return false;
        }
    }
    call.loops == 0 && !call.is_open() && !call.catches
}
