//! Finds numbers with a fraction where a command takes an integer.
//!
//! # Why is this bad?
//! Redis reads integers strictly: `0.5`, `1.0` and `1e3` raise `value is not an integer or out of range`. What was divided
//! or multiplied by a fraction is an integer for some inputs only, so the call fails in production first. A Rust `f64`
//! is always sent with its fraction, `10.0`.
//!
//! # Example
//! ```lua
//! redis.call('PEXPIRE', KEYS[1], tonumber(ARGV[1]) / 2)
//! ```
//! Use instead:
//! ```lua
//! redis.call('PEXPIRE', KEYS[1], math.floor(tonumber(ARGV[1]) / 2))
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::context::RefusedCall;
use crate::contract::types::ArgType;
use crate::facts::CommandCall;
use crate::redis::commands::Property;
use crate::report::diagnostic::{Diagnostic, Subject};
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "fractional_argument",
    topic: Topic::Commands,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for refused in context.refused_calls() {
        diagnostics.extend(report(context, refused));
    }
    for call in &context.facts.commands {
        if call.has(Property::COUNTS) {
            diagnostics.extend(of_stored(context, call));
        }
    }
}

/// What the script stores is read back as an integer.
fn of_stored(context: &Context, call: &CommandCall) -> Option<Diagnostic> {
    let stored = context.stored_for(call, &|value| context.is_fractional(value))?;
    let text = context.text(stored.span);
    let command = call.command()?;
    let message = fill!(
        "{command} takes an integer, and `{text}` is stored there",
        command,
        text
    );
    Some(
        Diagnostic::warning(LINT.name, call.span, message)
            .label("raises an error if that has a fraction")
            .also(stored.span, "this need not be an integer")
            .note("Redis raises `value is not an integer or out of range`")
            .help(fill!(
                "round it before it is stored: `math.floor({text})`",
                text
            ))
            .replace_if(Context::written(stored), fill!("math.floor({text})", text))
            .guess(),
    )
}

fn report(context: &Context, refused: &RefusedCall) -> Option<Diagnostic> {
    let wanted = refused.integer_wanted()?;
    let operand = refused.operand?;
    let text = context.text(operand.span);
    let takes = fill!("{} takes an integer as `{wanted}`", refused.command, wanted);
    let float = match context.parameter(operand) {
        Some((at, ArgType::Float)) => Some(at),
        _ => None,
    };
    let constant = operand.number.is_some() || matches!(refused.constants.last(), Some(Some(_)));
    let (message, label, help) = if constant {
        (
            fill!("{takes}, not `{text}`", takes, text),
            "not an integer",
            "write an integer".to_owned(),
        )
    } else if let Some(at) = float {
        let param = context.passed_by(at);
        (
            fill!("{takes}, and {param} is a float", takes, param),
            if refused.if_fractional {
                "may have a fraction"
            } else {
                "never an integer"
            },
            fill!("declare {param} as an integer, such as `i64`", param),
        )
    } else {
        (
            fill!("{takes}, which this need not be", takes),
            "may have a fraction",
            fill!("round it: `math.floor({text})`", text),
        )
    };
    let finding = Diagnostic::error(LINT.name, operand.span, message)
        .with_severity(refused.severity)
        .label(label)
        .note(if refused.needs_key {
            "Redis raises `value is not an integer or out of range` if the key exists"
        } else {
            "Redis raises `value is not an integer or out of range` when this runs"
        })
        .help(help);
    Some(match float {
        Some(at) => finding.about(Subject::Param(at)),
        None if constant => finding,
        None => finding
            .replace_if(Context::written(operand), fill!("math.floor({text})", text))
            .guess(),
    })
}
