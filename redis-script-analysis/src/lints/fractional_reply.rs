//! Finds a number with a fraction that is returned.
//!
//! # Why is this bad?
//! Redis replies a Lua number as an integer and cuts the fraction off: `return 1 / 3` replies 0, `return 0.7` too.
//! Quotients by 2, 4, 8 and so on are left alone: a list of pairs is halved without a rest, and a number that was shifted has
//! something else in its low bits.
//!
//! # Example
//! ```lua
//! return redis.call('PTTL', KEYS[1]) / 1000
//! ```
//! Use instead: a rounded number where whole ones are meant, or text.
//! ```lua
//! return tostring(redis.call('PTTL', KEYS[1]) / 1000)
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::collections::lists;
use crate::facts::{Integrality, Leaves, Operand, Types};
use crate::report::diagnostic::{Diagnostic, Subject};
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "fractional_reply",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let mut replied = Vec::new();
    for returned in &context.facts.returns {
        lists::append(&mut replied, &returned.operand);
    }
    for table in &context.facts.constructed {
        if table.leaves_by(&[Leaves::Reply]) {
            lists::append(&mut replied, &table.items);
        }
    }
    for operand in &replied {
        if is_fractional(operand) {
            diagnostics.push(report(context, operand));
        }
    }
}

fn is_fractional(operand: &Operand) -> bool {
    operand.types.has(Types::NUMBER)
        && (operand.integrality == Integrality::Fractional
            || matches!(operand.number, Some(number) if number.fract() != 0.0))
}

fn report(context: &Context, operand: &Operand) -> Diagnostic {
    let text = context.text(operand.span);
    let expression = text.strip_prefix("return").unwrap_or(text).trim();
    let message = match operand.number {
        Some(number) => fill!(
            "the reply is {}: Redis cuts the fraction off",
            number.trunc()
        ),
        None => "Redis cuts the fraction of this number off".to_owned(),
    };
    let found = Diagnostic::warning(LINT.name, operand.span, message)
        .label("a number in a reply is an integer")
        .help(fill!("round it on purpose (`math.floor({expression})`), or return a string: `tostring({expression})`", expression, expression))
        .about(Subject::Reply)
        .caused_by(u32::from(operand.number.is_some()));
    if expression == text {
        found
            .replace_if(Context::written(operand), fill!("math.floor({text})", text))
            .guess()
    } else {
        found
    }
}
