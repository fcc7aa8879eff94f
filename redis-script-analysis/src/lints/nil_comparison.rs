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
//! A comparison beside one with `false` (`value == nil or value == false`) is left alone: it does no harm.

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::{Asks, Operand, Operation, Types};
use crate::lua::syntax::BinaryOperator;
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "nil_comparison",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

/// A test for `false` no farther than this is about the same reply.
const NEAR: u32 = 120;

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for operation in &context.facts.operations {
        let Some((reply, nil)) = compared(operation) else {
            continue;
        };
        if !tested_for_false(context, reply) {
            diagnostics.push(report(context, operation, reply, nil));
        }
    }
}

/// The reply and the nil, where one is compared with the other in vain.
fn compared(operation: &Operation) -> Option<(&Operand, &Operand)> {
    if !matches!(
        operation.operator,
        BinaryOperator::Equal | BinaryOperator::NotEqual
    ) {
        return None;
    }
    let (left, right) = (&operation.left, &operation.right);
    let in_vain = |reply: &Operand, nil: &Operand| {
        nil.types == Types::NIL && reply.reply_of.is_some() && !reply.types.has(Types::NIL)
    };
    match () {
        () if in_vain(left, right) => Some((left, right)),
        () if in_vain(right, left) => Some((right, left)),
        () => None,
    }
}

fn tested_for_false(context: &Context, reply: &Operand) -> bool {
    let same = |operand: &Operand| {
        operand.span != reply.span
            && operand.span.start.abs_diff(reply.span.start) < NEAR
            && context.text(operand.span) == context.text(reply.span)
    };
    let compared = context.facts.operations.iter().any(|operation| {
        (same(&operation.left) && operation.right.types == Types::FALSE)
            || (same(&operation.right) && operation.left.types == Types::FALSE)
    });
    let asked = |asks| matches!(asks, Asks::Not | Asks::And | Asks::Or | Asks::Condition);
    compared
        || context
            .facts
            .tests
            .iter()
            .any(|test| asked(test.asks) && same(&test.operand))
}

fn report(context: &Context, operation: &Operation, reply: &Operand, nil: &Operand) -> Diagnostic {
    let span = reply.span.to(nil.span);
    let command = reply.reply_of.as_deref().unwrap_or_default();
    let name = context.text(reply.span);
    let always = operation.operator == BinaryOperator::NotEqual;
    let finding = Diagnostic::warning(
        LINT.name,
        span,
        format!("the reply of {command} is never nil: this is always {always}"),
    );
    if !reply.types.has(Types::FALSE) {
        return finding
            .label("it always is a value")
            .help("remove the comparison");
    }
    let (instead, what) = if always {
        (name.to_owned(), "present")
    } else {
        (format!("not {name}"), "missing")
    };
    finding
        .label("a null reply is `false` in Lua")
        .note(format!("where the value is missing, {command} gives `false`, and the script takes the wrong branch"))
        .help(format!("to ask whether it is {what}, write `{instead}`"))
}
