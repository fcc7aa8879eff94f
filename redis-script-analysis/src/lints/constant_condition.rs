//! Finds conditions that are always true, or never.
//!
//! # Why is this bad?
//! The script takes the same branch in every call: the other one is dead, or the condition does not ask what it seems
//! to. Above all, an empty list is true: `if redis.call('SMEMBERS', key) then` is always taken.
//!
//! # Example
//! ```lua
//! if redis.call('SMEMBERS', KEYS[1]) then return 1 end
//! ```
//! Use instead:
//! ```lua
//! if #redis.call('SMEMBERS', KEYS[1]) > 0 then return 1 end
//! ```
//! Conditions that are literally `true` or `false` are left alone, and so are guards: in `list and #list > 0` the second
//! part asks the question, and the first one does no harm. For numbers, see `zero_is_true`.

use super::{ByDefault, Context, Lint, Topic};
use crate::collections::lists;
use crate::facts::{Asks, Operand, Operation, TableKind, Test, Types};
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "constant_condition",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for test in &context.facts.tests {
        if matches!(test.asks, Asks::Condition | Asks::Not | Asks::And) {
            diagnostics.extend(report(test));
        }
    }
    for operation in &context.facts.operations {
        diagnostics.extend(with_itself(operation));
        diagnostics.extend(never_equal(context, operation));
    }
}

/// `==` of two values that are of no type in common. Nil, and strings beside numbers or tables, are other lints' findings.
fn never_equal(context: &Context, operation: &Operation) -> Option<Diagnostic> {
    let always = !operation.operator.if_equal()?;
    let (left, right) = (&operation.left, &operation.right);
    let is_known = |types: Types| !types.is_empty() && !types.only(Types::NIL);
    let are_known = is_known(left.types) && is_known(right.types);
    if !are_known || left.types.and(right.types) != Types::default() {
        return None;
    }
    // Which of the two it is may be what a constant says, as a configuration.
    if left.types.only(Types::BOOLEAN) && right.types.only(Types::BOOLEAN) {
        return None;
    }
    let text =
        |types: Types| types.has(Types::STRING) && types.only(Types::STRING.or(Types::FALSY));
    let others = |types: Types| types.only(Types::NUMBER.or(Types::TABLE).or(Types::FALSY));
    if text(left.types) && others(right.types) || text(right.types) && others(left.types) {
        return None;
    }
    let named = |types: Types| lists::joined(&types.names(), " or ");
    let (ours, theirs) = (named(left.types), named(right.types));
    let finding = Diagnostic::warning(
        LINT.name,
        left.span.to(right.span),
        format!("{ours} never equals {theirs}: this is always {always}"),
    );
    let label = match left.reply_of.or(right.reply_of) {
        Some(command) if left.reply_of.is_some() => format!("{command} replies {ours}"),
        Some(command) => format!("{command} replies {theirs}"),
        None => format!("`{}` is {ours}", context.text(left.span)),
    };
    let is_list = |operand: &Operand| operand.types.only(Types::TABLE.or(Types::FALSE));
    let help = if is_list(left) && right.types.only(Types::NUMBER) {
        format!("compare its length: `#{}`", context.text(left.span))
    } else {
        "compare it with a value that it can be".to_owned()
    };
    Some(finding.label(label).help(help))
}

/// A string that is compared with itself. A number may be, to tell a NaN.
fn with_itself(operation: &Operation) -> Option<Diagnostic> {
    let truth = operation.operator.if_equal()?;
    let (left, right) = (&operation.left, &operation.right);
    let is_text = |operand: &Operand| operand.types.without(Types::NIL) == Types::STRING;
    if !operation.is_of_one || !is_text(left) || !is_text(right) {
        return None;
    }
    Some(
        Diagnostic::warning(
            LINT.name,
            left.span.to(right.span),
            format!("this is always {truth}"),
        )
        .label("a value is compared with itself")
        .note("the script takes the same branch in every call")
        .help("look for the value that was meant on one of the sides"),
    )
}

fn report(test: &Test) -> Option<Diagnostic> {
    let operand = &test.operand;
    let command = operand.reply_of?;
    if test.guards || operand.types.has(Types::FALSY) || operand.types.has(Types::NUMBER) {
        return None;
    }
    let truth = test.asks != Asks::Not;
    let (replies, help) = if operand.table == TableKind::Status {
        (
            "replies a status, or raises an error",
            "leave the condition out: what follows a failure never runs",
        )
    } else if operand.types == Types::TABLE {
        (
            "replies a table, and a table is true even if it is empty",
            "ask for its length: `#... > 0`",
        )
    } else {
        (
            "replies neither false nor nil here",
            "compare the value itself",
        )
    };
    Some(
        Diagnostic::warning(LINT.name, operand.span, format!("this is always {truth}"))
            .label(format!("{command} {replies}"))
            .help(help),
    )
}
