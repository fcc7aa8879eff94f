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
use crate::collections::{Map, sort_by_key};
use crate::context::UsedBy;
use crate::facts::{Facts, Operand, Operation, Types};
use crate::lua::syntax::BinaryOperator;
use crate::report::diagnostic::Diagnostic;
use crate::text::Span;

pub(super) const LINT: Lint = Lint {
    name: "nil_comparison",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

/// A test for `false` no farther than this stands beside the comparison.
const NEAR: u32 = 120;

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let tested = tests_for_false(context.facts);
    for misuse in context.misuses() {
        let UsedBy::Comparison(operation, nil) = misuse.by else {
            continue;
        };
        let reply = misuse.operand;
        let in_vain = operation.operator.if_equal().is_some()
            && nil.types == Types::NIL
            && reply.reply_of.is_some();
        if in_vain && !tested_for_false(&tested, reply) {
            diagnostics.push(report(context, operation, reply, nil));
        }
    }
}

/// Where each value is tested for `false`, by its number, in the order of the script.
fn tests_for_false(facts: &Facts) -> Map<u32, Vec<Span>> {
    let mut all = Vec::new();
    for operation in &facts.operations {
        let (left, right) = (&operation.left, &operation.right);
        for (operand, other) in &[(left, right), (right, left)] {
            if other.types == Types::FALSE {
                all.push(*operand);
            }
        }
    }
    for test in &facts.tests {
        all.push(&test.operand);
    }
    sort_by_key(&mut all, |operand| operand.span);
    let mut tested: Map<u32, Vec<Span>> = Map::default();
    for operand in &all {
        if let Some(number) = operand.number_of_value()
            && let Some(spans) = tested.or_insert(number, Vec::new())
        {
            spans.push(operand.span);
        }
    }
    tested
}

fn tested_for_false(tested: &Map<u32, Vec<Span>>, reply: &Operand) -> bool {
    let Some(spans) = reply
        .number_of_value()
        .and_then(|number| tested.get(number))
    else {
        return false;
    };
    let start = reply.span.start;
    let first = spans.partition_point(|span| span.start.saturating_add(NEAR) <= start);
    for span in spans.iter().skip(first) {
        if span.start >= start.saturating_add(NEAR) {
            break;
        }
        if *span != reply.span {
            return true;
        }
    }
    false
}

fn report(context: &Context, operation: &Operation, reply: &Operand, nil: &Operand) -> Diagnostic {
    let span = reply.span.to(nil.span);
    let command = reply
        .reply_of
        .map_or_else(String::new, |command| command.to_string());
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
        .note(format!("if the value is missing, {command} returns `false`, and the script takes the wrong branch"))
        .help(format!("to ask whether it is {what}, write `{instead}`"))
}
