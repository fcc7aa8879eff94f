//! Numbers that a command does not take in some calls, or on some servers.

use super::{Context, LINT, described};
use crate::facts::CommandCall;
use crate::report::diagnostic::{Diagnostic, Severity};
use crate::text::fill;

pub(super) fn check(context: &Context, call: &CommandCall, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.extend(report_fallback(context, call));
    if context.large_integers().exponent {
        diagnostics.extend(report_exponent(context, call));
    }
}

/// A constant that stands for what is missing.
fn report_fallback(context: &Context, call: &CommandCall) -> Option<Diagnostic> {
    let command = call.command()?;
    let (refused, number) = context.refused_fallback(call)?;
    let (value, kind) = refused.wanted;
    let name = context.text(refused.operand.span);
    let message = fill!(
        "{command} takes {} as `{value}`, and `{name}` can be {number}",
        command,
        described(kind),
        value,
        name,
        number
    );
    Some(
        Diagnostic::warning(LINT.name, refused.operand.span, message)
            .label(fill!("{number} if there is no other value", number))
            .note("Redis raises an error then, and what was written before stays")
            .help(fill!(
                "leave it out then, or use a default other than {number}",
                number
            )),
    )
}

/// An integer that is written with an exponent.
fn report_exponent(context: &Context, call: &CommandCall) -> Option<Diagnostic> {
    let command = call.command()?;
    let (refused, written) = context.refused_exponent(call)?;
    let (value, _) = refused.wanted;
    let name = context.text(refused.operand.span);
    let is_certain = call.is_certain()
        && !context.large_integers().digits
        && command.ignores_arguments_without_key().is_empty();
    let severity = if is_certain {
        Severity::Error
    } else {
        Severity::Warning
    };
    let message = fill!(
        "Redis 7.2.0 to 7.2.4 pass `{name}` as `{written}` to {command}",
        name,
        written,
        command
    );
    Some(
        Diagnostic::error(LINT.name, refused.operand.span, message)
            .with_severity(severity)
            .label(fill!("not an integer as `{value}`", value))
            .note("Redis raises `value is not an integer or out of range` there")
            .help("write it as a string, or pass `string.format('%d', ...)`"),
    )
}
