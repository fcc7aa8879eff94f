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
use crate::context::{Use, UsedBy};
use crate::facts::Types;
use crate::report::diagnostic::Diagnostic;

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
            diagnostics.extend(report(context, misuse));
        }
    }
}

fn report(context: &Context, misuse: &Use) -> Option<Diagnostic> {
    let UsedBy::Comparison(operation, _) = misuse.by else {
        return None;
    };
    let text = misuse.operand;
    let span = operation.left.span.to(operation.right.span);
    let finding = match operation.operator.if_equal() {
        None => {
            let raised = context.raised(misuse, Types::STRING);
            Diagnostic::error(LINT.name, span, "a string is compared with a number")
                .note(format!("Redis raises `{raised}` when this runs"))
        }
        Some(equal) => {
            let always = !equal;
            let message = format!("a string never equals a number: this is always {always}");
            Diagnostic::warning(LINT.name, span, message)
        }
    };
    let name = context.text(text.span);
    let written = text.text.as_deref().map(String::from_utf8_lossy);
    let help = match written {
        Some(number) if number.parse::<f64>().is_ok() => format!("write the number: `{number}`"),
        Some(_) => "the other side is a number, never this string".to_owned(),
        // What is not a number becomes nil, which has no order.
        None if operation.operator.if_equal().is_none() && text.types.has(Types::FALSY) => {
            format!("convert it first, with a default: `(tonumber({name}) or 0)`")
        }
        None => format!("convert it first: `tonumber({name})`"),
    };
    Some(finding.label(format!("`{name}` is a string")).help(help))
}
