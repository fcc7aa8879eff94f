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

use std::collections::HashMap;

use super::{ByDefault, Context, Lint, Topic};
use crate::context::By;
use crate::facts::{Asks, Facts, Operand, Operation, Types};
use crate::lua::syntax::BinaryOperator;
use crate::report::diagnostic::Diagnostic;
use crate::text::Span;

pub(super) const LINT: Lint = Lint {
    name: "nil_comparison",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

/// A test for `false` no farther than this is about the same reply.
const NEAR: u32 = 120;

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let tested = tests_for_false(context.facts);
    for misuse in context.misuses() {
        let By::Comparison(operation, nil) = misuse.by else {
            continue;
        };
        let reply = misuse.operand;
        let in_vain = operation.operator.if_equal().is_some()
            && nil.types == Types::NIL
            && reply.reply_of.is_some();
        if in_vain && !tested_for_false(context, &tested, reply.span) {
            diagnostics.push(report(context, operation, reply, nil));
        }
    }
}

/// The expressions that are tested for `false`, by the length of their text, in the order of the script.
fn tests_for_false(facts: &Facts) -> HashMap<u32, Vec<Span>> {
    let compared = facts.operations.iter().flat_map(|operation| {
        let (left, right) = (&operation.left, &operation.right);
        let with_false = |operand: &Operand, other: &Operand| {
            (other.types == Types::FALSE).then_some(operand.span)
        };
        [with_false(left, right), with_false(right, left)]
    });
    let asked = |asks| matches!(asks, Asks::Not | Asks::And | Asks::Or | Asks::Condition);
    let tests = facts.tests.iter();
    let asked = tests.map(|test| asked(test.asks).then_some(test.operand.span));
    let mut tested: HashMap<u32, Vec<Span>> = HashMap::new();
    for span in compared.chain(asked).flatten() {
        tested.entry(length(span)).or_default().push(span);
    }
    for spans in tested.values_mut() {
        spans.sort_unstable();
        spans.dedup();
    }
    tested
}

fn tested_for_false(context: &Context, tested: &HashMap<u32, Vec<Span>>, reply: Span) -> bool {
    let spans = tested.get(&length(reply)).map_or(&[][..], Vec::as_slice);
    let first = spans.partition_point(|span| span.start.saturating_add(NEAR) <= reply.start);
    let near = spans.iter().skip(first);
    near.take_while(|span| span.start < reply.start.saturating_add(NEAR))
        .any(|span| *span != reply && context.text(*span) == context.text(reply))
}

fn length(span: Span) -> u32 {
    span.end - span.start
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
