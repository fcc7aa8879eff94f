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

use super::{ByDefault, Context, Lint, Topic, status_comparison};
use crate::collections::lists;
use crate::context::{Apart, Why};
use crate::contract::types::ArgType;
use crate::facts::{Asks, Operand, Operation, TableKind, Test, Types};
use crate::report::diagnostic::{Diagnostic, Severity, Subject};
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "constant_condition",
    topic: Topic::Values,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for test in &context.facts.tests {
        if context.is_always_passed(&test.operand, test.in_function) {
            if !test.guards && !context.is_compared_too(test) {
                diagnostics.push(always_passed(context, test));
            }
        } else if test.asks != Asks::Or {
            diagnostics.extend(report(context, test));
        }
    }
    for operation in &context.facts.operations {
        diagnostics.extend(with_itself(operation));
        diagnostics.extend(never_equal(context, operation));
    }
}

/// A test of an entry that each call passes: a string is always true.
fn always_passed(context: &Context, test: &Test) -> Diagnostic {
    let truth = test.asks != Asks::Not;
    let span = test.operand.span;
    let finding = Diagnostic::warning(LINT.name, span, fill!("this is always {truth}", truth));
    match context.parameter(&test.operand) {
        Some((at, ArgType::Bool)) => finding
            .with_severity(Severity::Error)
            .label(fill!("{} is sent as `1` or `0`", context.passed_by(at)))
            .note("each string is true in Lua, `0` too")
            .help(fill!("compare it: `{} == '1'`", context.text(span)))
            .replace_if(
                Context::written(&test.operand),
                fill!("({} == '1')", context.text(span)),
            )
            .about(Subject::Param(at)),
        _ => finding
            .label("each call passes this entry, and a string is true")
            .help("compare the string itself, or leave the test out"),
    }
}

/// `==` of two values that have nothing in common. A reply beside nil, and strings beside numbers or statuses, are other lints'
/// findings.
fn never_equal(context: &Context, operation: &Operation) -> Option<Diagnostic> {
    let apart = context.apart(operation)?;
    let (left, right) = (&operation.left, &operation.right);
    let is_told = apart.is_mixed()
        || status_comparison::is_compared(left, right)
        || status_comparison::is_compared(right, left)
        || of_nil(context, operation, left, right)
        || of_nil(context, operation, right, left);
    if is_told || may_be_meant(&apart, left, right) {
        return None;
    }
    let always = apart.always;
    let span = left.span.to(right.span);
    let finding = |message| Diagnostic::warning(LINT.name, span, message);
    Some(match apart.why {
        Why::Sent(at, ty) => {
            let passed = context.passed_by(at);
            let is_sent = match ty {
                ArgType::Bool => "`1` or `0`",
                ArgType::Float => "a float, as in `1.0`",
                _ => "an integer of its type",
            };
            let finding = finding(fill!(
                "{passed} is sent as {is_sent}: this is always {always}",
                passed,
                is_sent,
                always
            ));
            let finding = as_it_is_sent(context, finding.label("never equal"), operation, ty);
            let finding = finding.about(Subject::Param(at));
            if *ty == ArgType::Bool {
                finding.with_severity(Severity::Error)
            } else {
                finding
            }
        }
        Why::Values if apart.left.only(Types::TABLE) => finding(fill!(
            "a table equals itself alone: this is always {always}",
            always
        ))
        .label("two tables")
        .help("compare what is in them; to ask whether a list is empty, compare its length with 0"),
        Why::Values => finding(fill!("this is always {always}", always))
            .label("nothing that one side can be is on the other")
            .help("compare it with a value that it can be"),
        Why::Types => of_other_types(context, operation, &apart),
    })
}

/// How to compare a value that is sent otherwise.
fn as_it_is_sent(
    context: &Context,
    found: Diagnostic,
    operation: &Operation,
    ty: &ArgType,
) -> Diagnostic {
    let (left, right) = (&operation.left, &operation.right);
    let (value, constant) = if left.text.is_some() {
        (right, left)
    } else {
        (left, right)
    };
    let text = constant.text.as_deref().map(String::from_utf8_lossy);
    let text = text.as_deref().unwrap_or_default();
    match ty {
        ArgType::Bool => {
            let instead = match text {
                "true" => "'1'",
                "false" => "'0'",
                _ => return found.help("compare with `1` or `0`"),
            };
            found
                .help(fill!("compare with `{instead}`", instead))
                .replace_if(Context::written(constant), instead)
        }
        ArgType::Float if text.parse::<f64>().is_ok() => {
            let number = fill!("tonumber({})", context.text(value.span));
            let help = fill!("compare numbers: `{number}` and `{text}`", number, text);
            let found = found.help(help).replace_if(Context::written(value), number);
            found.replace_if(Context::written(constant), text)
        }
        _ => found.help("compare with what it can be"),
    }
}

fn of_other_types(context: &Context, operation: &Operation, apart: &Apart) -> Diagnostic {
    let (left, right) = (&operation.left, &operation.right);
    let named = |types: Types| lists::joined(&types.names(), " or ");
    let (ours, theirs) = (named(apart.left), named(apart.right));
    // The reply is told of, not what it is compared with.
    let is_right = left.reply_of.is_none() && right.reply_of.is_some();
    let (value, types, other) = if is_right {
        (right, apart.right, apart.left)
    } else {
        (left, apart.left, apart.right)
    };
    let label = match value.reply_of {
        Some(command) => fill!("{command} replies {}", command, named(types)),
        None if other.only(Types::NIL) => "each call passes this entry".to_owned(),
        None => fill!("`{}` is {}", context.text(value.span), named(types)),
    };
    let always = apart.always;
    let found = Diagnostic::warning(
        LINT.name,
        left.span.to(right.span),
        fill!(
            "{ours} never equals {theirs}: this is always {always}",
            ours,
            theirs,
            always
        ),
    );
    let compared = if std::ptr::eq(value, left) {
        right
    } else {
        left
    };
    remedied(
        context,
        found.label(label),
        (value, compared),
        types,
        (other, always),
    )
}

/// What to write instead of a comparison of a value with something of other types.
fn remedied(
    context: &Context,
    found: Diagnostic,
    (value, compared): (&Operand, &Operand),
    types: Types,
    (other, always): (Types, bool),
) -> Diagnostic {
    let name = context.text(value.span);
    let is_number = other.only(Types::NUMBER);
    let whole = found.span();
    match value.reply_of {
        Some(_) if other.only(Types::TRUE) && types.only(Types::NUMBER) => found
            .help(fill!("compare the number: `{name} == 1`", name))
            .replace_if(Context::written(compared), "1"),
        Some(_) if other.only(Types::TRUE) || is_number && value.table == TableKind::Status => {
            let no = if always { "not " } else { "" };
            found
                .help(fill!("ask whether it is there: `{no}{name}`", no, name))
                .replace(whole, fill!("{no}{name}", no, name))
        }
        Some(command) if other.only(Types::FALSE) => found.help(fill!("leave it out: {command} raises an error if it fails, which `redis.pcall` gives as a table", command)),
        _ if is_number && types.only(Types::TABLE.or(Types::FALSE)) => found
            .help(fill!("compare its length: `#{name}`", name))
            .replace_if(Context::written(value), fill!("#{name}", name)),
        _ => found.help("compare it with a value that it can be"),
    }
}

/// Whether it is asked whether something is nil that is no entry which each call passes.
fn of_nil(context: &Context, operation: &Operation, nil: &Operand, other: &Operand) -> bool {
    nil.types.only(Types::NIL) && !context.is_always_passed(other, operation.in_function)
}

/// Which of the two it is may be what a constant says, as a configuration.
fn may_be_meant(apart: &Apart, left: &Operand, right: &Operand) -> bool {
    let is_of_script = left.reply_of.is_none() && right.reply_of.is_none();
    match apart.why {
        Why::Types => apart.left.only(Types::BOOLEAN) && apart.right.only(Types::BOOLEAN),
        Why::Values => is_of_script && !apart.left.only(Types::TABLE),
        Why::Sent(..) => false,
    }
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
            fill!("this is always {truth}", truth),
        )
        .label("a value is compared with itself")
        .note("the script takes the same branch in every call")
        .help("look for the value that was meant on one of the sides"),
    )
}

fn report(context: &Context, test: &Test) -> Option<Diagnostic> {
    let operand = &test.operand;
    let command = operand.reply_of?;
    if test.guards || operand.types.has(Types::FALSY) || operand.types.has(Types::NUMBER) {
        return None;
    }
    let truth = test.asks != Asks::Not;
    let found = Diagnostic::warning(
        LINT.name,
        operand.span,
        fill!("this is always {truth}", truth),
    );
    let found = |replies| found.label(fill!("{command} {replies}", command, replies));
    Some(if operand.table == TableKind::Status {
        found("replies a status, or raises an error")
            .help("leave the condition out: what follows a failure never runs")
    } else if operand.types == Types::TABLE {
        let instead = fill!("#{} > 0", context.text(operand.span));
        // The same with and without `not`.
        found("replies a table, and a table is true even if it is empty")
            .help(fill!("ask for its length: `{instead}`", instead))
            .replace_if(Context::written(operand), fill!("({instead})", instead))
    } else {
        found("replies neither false nor nil here").help("compare the value itself")
    })
}
