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
//! Only what is known to be a number is found: a number in quotes, a parameter whose Rust type is one, a reply such as that of
//! ZSCORE, what the script itself stores or computes with as a number, and what has the name of a number, such as `version`, `seq` or
//! `limit`. Dates may well be ordered as texts, and so may digits whose lengths the script compares, and versions like `1.2.3`
//! that are compared with one that is written in the script.

use super::{ByDefault, Context, Lint, Topic};
use crate::context::{UsedBy, each_use};
use crate::facts::{Operand, Operation, Types};
use crate::redis::builtins::Operator;
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "string_order",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

/// Names of numbers.
const NUMBERS: &[&str] = &[
    "amount",
    "balance",
    "count",
    "counter",
    "epoch",
    "generation",
    "limit",
    "offset",
    "price",
    "quantity",
    "revision",
    "score",
    "seq",
    "sequence",
    "total",
    "version",
];

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
    if !is_text(left) || !is_text(right) || are_constant {
        return None;
    }
    let are_numbers = context.is_number(left) || context.is_number(right);
    let are_named = || {
        let is_named = |operand: &Operand| context.is_named(operand, NUMBERS);
        left.text.is_none() && right.text.is_none() && (is_named(left) || is_named(right))
    };
    if !(are_numbers || are_named()) || asks_for_lengths(context, operation) {
        return None;
    }
    let written = |operand: &Operand| match operand.text.as_deref() {
        Some(number) => String::from_utf8_lossy(number).into_owned(),
        // What is absent becomes nil, which has no order.
        None if operand.reply_of.is_some() && operand.types.has(Types::FALSY) => {
            fill!("(tonumber({}) or 0)", context.text(operand.span))
        }
        None => fill!("tonumber({})", context.text(operand.span)),
    };
    let instead = fill!(
        "{} {} {}",
        written(left),
        operation.operator.sign(),
        written(right)
    );
    let has_default = instead.contains(" or 0)");
    let found = Diagnostic::warning(
        LINT.name,
        left.span.to(right.span),
        "two strings are compared letter by letter, not as numbers",
    )
    .label("`'10' < '9'` is true")
    .note("no error is raised: the script takes the wrong branch if the numbers differ in length")
    .help(fill!("compare numbers: `{instead}`", instead))
    .replace(left.span.to(right.span), instead);
    Some(if has_default { found.guess() } else { found })
}

/// Whether the script asks how long both are: two numbers of one length are in the order of their digits.
fn asks_for_lengths(context: &Context, operation: &Operation) -> bool {
    let is_known = |operand: &Operand| operand.text.is_some() || context.is_measured(operand);
    is_known(&operation.left) && is_known(&operation.right)
}
