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
use crate::facts::{Operand, Operation, Types};
use crate::lua::syntax::BinaryOperator;
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "mixed_comparison",
    topic: Topic::Values,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for operation in &context.facts.operations {
        if let Some(text) = text_beside_number(operation) {
            diagnostics.extend(report(context, operation, text));
        }
    }
}

/// The operand that is a string, where the other one is a number.
fn text_beside_number(operation: &Operation) -> Option<&Operand> {
    let (left, right) = (&operation.left, &operation.right);
    // Where one of them may be nil or false as well, that is no other way for the two to be equal, or to be ordered.
    let is = |operand: &Operand, types: Types| {
        operand.types.has(types) && operand.types.only(types.or(Types::FALSY))
    };
    let meet =
        left.types.and(right.types).has(Types::FALSY) && operation.operator.if_equal().is_some();
    match () {
        () if meet => None,
        () if is(left, Types::STRING) && is(right, Types::NUMBER) => Some(left),
        () if is(right, Types::STRING) && is(left, Types::NUMBER) => Some(right),
        () => None,
    }
}

fn report(context: &Context, operation: &Operation, text: &Operand) -> Option<Diagnostic> {
    let span = operation.left.span.to(operation.right.span);
    let finding = match operation.operator {
        BinaryOperator::Less
        | BinaryOperator::LessEqual
        | BinaryOperator::Greater
        | BinaryOperator::GreaterEqual => {
            Diagnostic::error(LINT.name, span, "a string is compared with a number")
                .note("Redis raises `attempt to compare number with string` when this runs")
        }
        equality => {
            let always = !equality.if_equal()?;
            let message = format!("a string never equals a number: this is always {always}");
            Diagnostic::warning(LINT.name, span, message)
        }
    };
    let name = context.text(text.span);
    let written = text.text.as_deref().map(String::from_utf8_lossy);
    let help = match written {
        Some(number) if number.parse::<f64>().is_ok() => format!("write the number: `{number}`"),
        Some(_) => "the other side is a number, and never this text".to_owned(),
        None => format!("convert it first: `tonumber({name})`"),
    };
    Some(finding.label(format!("`{name}` is a string")).help(help))
}
