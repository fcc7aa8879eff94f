//! Finds texts that are compared by size although they are numbers.
//!
//! # Why is this bad?
//! Everything in KEYS and ARGV and most replies are texts, and Lua compares two texts letter by letter: `'10' < '9'` is
//! true. No error says so; the limit just does not hold any more once numbers differ in length.
//!
//! # Example
//! ```lua
//! if ARGV[1] > '5' then return 0 end
//! ```
//! Use instead:
//! ```lua
//! if tonumber(ARGV[1]) > 5 then return 0 end
//! ```
//! Only comparisons with a number in quotes, or with a parameter whose Rust type is a number, are found: dates and versions
//! may well be ordered as texts.

use super::{ByDefault, Context, Lint, Topic};
use crate::context::{UsedBy, each_use};
use crate::contract::types::ArgType;
use crate::facts::{Operand, Operation, Types};
use crate::redis::builtins::Operator;
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "string_order",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    each_use(context.facts, &mut |used| {
        if let (Some(Operator::Order), UsedBy::Comparison(operation, _)) =
            (used.operator(), used.by)
            && std::ptr::eq(used.operand, &raw const operation.left)
        {
            diagnostics.extend(report(context, operation));
        }
    });
}

fn report(context: &Context, operation: &Operation) -> Option<Diagnostic> {
    let (left, right) = (&operation.left, &operation.right);
    let is_text = |operand: &Operand| operand.types.without(Types::FALSY).only(Types::STRING);
    let are_constant = left.text.is_some() && right.text.is_some();
    let is_number = |operand| is_number(operand) || is_sent_as_number(context, operand);
    let are_numbers = is_number(left) || is_number(right);
    if !is_text(left) || !is_text(right) || are_constant || !are_numbers {
        return None;
    }
    let written = |operand: &Operand| match operand.text.as_deref() {
        Some(number) => String::from_utf8_lossy(number).into_owned(),
        // What is absent becomes nil, which has no order.
        None if operand.reply_of.is_some() && operand.types.has(Types::FALSY) => {
            format!("(tonumber({}) or 0)", context.text(operand.span))
        }
        None => format!("tonumber({})", context.text(operand.span)),
    };
    Some(
        Diagnostic::warning(
            LINT.name,
            left.span.to(right.span),
            "two strings are compared letter by letter, not as numbers",
        )
        .label("`'10' < '9'` is true")
        .note(
            "no error is raised: the script takes the wrong branch if the numbers differ in length",
        )
        .help(format!(
            "compare numbers: `{} {} {}`",
            written(left),
            operation.operator.sign(),
            written(right)
        )),
    )
}

/// Whether it is a parameter of a number's type, whose digits are sent.
fn is_sent_as_number(context: &Context, operand: &Operand) -> bool {
    let parameter = context.parameter(operand);
    matches!(parameter, Some((_, ArgType::Integer(_) | ArgType::Float)))
}

/// Whether it is a number in quotes.
fn is_number(operand: &Operand) -> bool {
    // Rust's parser takes `inf` and `nan`, too.
    let Some([.., b'0'..=b'9']) = operand.text.as_deref() else {
        return false;
    };
    match operand.text.as_deref().map(std::str::from_utf8) {
        Some(Ok(text)) => text.parse::<f64>().is_ok(),
        _ => false,
    }
}
