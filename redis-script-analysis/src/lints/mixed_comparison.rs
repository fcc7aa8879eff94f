//! Finds comparisons of a string with a number.
//!
//! # Why is this bad?
//! Everything in KEYS and ARGV and most of what GET and its like reply is a string. Lua does not convert it where it
//! compares: `ARGV[1] > 5` raises `attempt to compare number with string`, and `ARGV[1] == 5` is always false.
//!
//! # Example
//! ```lua
//! if ARGV[1] == 0 then return 1 end
//! ```
//! Use instead:
//! ```lua
//! if tonumber(ARGV[1]) == 0 then return 1 end
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::context::{Apart, Use, UsedBy};
use crate::facts::{Operand, Operation, Types};
use crate::report::diagnostic::Diagnostic;
use crate::text::{Span, fill};

pub(super) const LINT: Lint = Lint {
    name: "mixed_comparison",
    topic: Topic::Values,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for misuse in context.misuses() {
        // The string is told of, not the number.
        if misuse.is_mixed() && misuse.is_certain() && misuse.operand.types.has(Types::STRING) {
            diagnostics.extend(report_order(context, misuse));
        }
    }
    for operation in &context.facts.operations {
        if let Some(apart) = context.apart(operation)
            && apart.is_mixed()
        {
            diagnostics.push(report_equality(context, operation, &apart));
        }
    }
}

fn report_order(context: &Context, misuse: &Use) -> Option<Diagnostic> {
    let UsedBy::Comparison(operation, _) = misuse.by else {
        return None;
    };
    if operation.operator.if_equal().is_some() {
        return None;
    }
    let text = misuse.operand;
    let raised = context.raised(misuse, Types::STRING);
    let finding = Diagnostic::error(
        LINT.name,
        span(operation),
        "a string is compared with a number",
    )
    .with_severity(misuse.severity())
    .note(fill!("Redis raises `{raised}` when this runs", raised));
    let name = context.text(text.span);
    // What is not a number becomes nil, which has no order.
    let instead = if text.types.has(Types::FALSY) {
        fill!("(tonumber({name}) or 0)", name)
    } else {
        fill!("tonumber({name})", name)
    };
    Some(remedied(named(finding, name), text, instead))
}

fn report_equality(context: &Context, operation: &Operation, apart: &Apart) -> Diagnostic {
    let text = if apart.left.has(Types::STRING) {
        &operation.left
    } else {
        &operation.right
    };
    let message = fill!(
        "a string never equals a number: this is always {}",
        apart.always
    );
    let name = context.text(text.span);
    let finding = Diagnostic::warning(LINT.name, span(operation), message);
    remedied(named(finding, name), text, fill!("tonumber({name})", name))
}

fn span(operation: &Operation) -> Span {
    operation.left.span.to(operation.right.span)
}

fn named(finding: Diagnostic, name: &str) -> Diagnostic {
    finding.label(fill!("`{name}` is a string", name))
}

/// What to do with the string: a constant is written as a number, another one is converted.
fn remedied(finding: Diagnostic, text: &Operand, instead: String) -> Diagnostic {
    let constant = text.text.as_deref().map(String::from_utf8_lossy);
    match constant {
        Some(number) if number.parse::<f64>().is_ok() => finding
            .help(fill!("write the number: `{number}`", number))
            .replace(text.span, number.into_owned()),
        Some(_) => finding.help("the other side is a number, never this string"),
        None if instead.contains(" or ") => finding
            .help(fill!(
                "convert it first, with a default: `{instead}`",
                instead
            ))
            .replace(text.span, instead)
            .guess(),
        None => finding
            .help(fill!("convert it first: `{instead}`", instead))
            .replace(text.span, instead),
    }
}
