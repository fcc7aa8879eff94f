//! Finds a reply that is compared with nil.
//!
//! # Why is this bad?
//! A null reply (a key or a field that is missing, a `SET ... NX` that did not set) is `false` in Lua, never nil. So
//! `reply == nil` is never true, `reply ~= nil` always is, and the script silently takes the wrong branch.
//!
//! # Example
//! ```lua
//! local value = redis.call('GET', KEYS[1])
//! if value == nil then return 0 end
//! ```
//! Use instead:
//! ```lua
//! local value = redis.call('GET', KEYS[1])
//! if not value then return 0 end
//! ```
//! A comparison is left alone if the script also asks whether the value is `false`, before the paths meet again: `value == nil or
//! value == false` does no harm.

use super::{ByDefault, Context, Lint, Topic};
use crate::context::UsedBy;
use crate::facts::{Operand, Operation, Types};
use crate::lua::syntax::BinaryOperator;
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "nil_comparison",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for misuse in context.misuses() {
        let UsedBy::Comparison(operation, nil) = misuse.by else {
            continue;
        };
        let reply = misuse.operand;
        let is_in_vain = operation.operator.if_equal().is_some()
            && nil.types == Types::NIL
            && reply.reply_of.is_some();
        if is_in_vain && !is_harmless(context, operation, reply) {
            diagnostics.extend(report(context, operation, reply, nil));
        }
    }
}

/// Whether the script provides for a null reply: it has excluded it before, or asks for it too.
fn is_harmless(context: &Context, operation: &Operation, reply: &Operand) -> bool {
    if reply.types.has(Types::FALSE) {
        return operation.asks_for_false;
    }
    for call in context.facts.replies(reply) {
        if call.may_reply_null() {
            return true;
        }
    }
    false
}

fn report(
    context: &Context,
    operation: &Operation,
    reply: &Operand,
    nil: &Operand,
) -> Option<Diagnostic> {
    let span = reply.span.to(nil.span);
    let command = reply.reply_of?;
    let name = context.text(reply.span);
    let always = operation.operator == BinaryOperator::NotEqual;
    let finding = Diagnostic::warning(
        LINT.name,
        span,
        fill!(
            "the reply of {command} is never nil: this is always {always}",
            command,
            always
        ),
    );
    if !reply.types.has(Types::FALSE) {
        let finding = finding.label("it always is a value");
        return Some(finding.help("remove the comparison"));
    }
    let (instead, what) = if always {
        (name.to_owned(), "present")
    } else {
        (fill!("not {name}", name), "missing")
    };
    Some(
    finding
        .label("a null reply is `false` in Lua")
        .note(fill!("if the value is missing, {command} returns `false`, and the script takes the wrong branch", command))
        .help(fill!("to ask whether it is {what}, write `{instead}`", what, instead))
        .replace(span, instead),
    )
}
