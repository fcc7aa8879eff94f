//! Finds large integers that become doubles where each digit matters.
//!
//! # Why is this bad?
//! `tonumber` makes a double, which holds integers exactly up to 2^53. Beyond that, different integers become equal: a token or a version
//! of 64 bits that is random or a time in nanoseconds passes as another one, and one of 128 bits always may. An `u64` that is compared
//! for its size, or is a limit or a count, is left alone. An integer of 128 bits must not be stored or replied after `tonumber`, nor
//! what is computed with it.
//!
//! # Example
//! ```lua
//! -- fn release(con, key: &str, token: u64)
//! if tonumber(redis.call('GET', KEYS[1])) == tonumber(ARGV[1]) then redis.call('DEL', KEYS[1]) end
//! ```
//! Use instead: the strings, which have all digits.
//! ```lua
//! -- fn release(con, key: &str, token: u64)
//! if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::contract::types::ArgType;
use crate::facts::{Operand, Sources, Types};
use crate::redis::commands::Property;
use crate::report::diagnostic::{Diagnostic, Subject};
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "rounded_integer",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for operation in &context.facts.operations {
        let (left, right) = (&operation.left, &operation.right);
        if operation.operator.if_equal().is_some() && is_of_text(left) && is_of_text(right) {
            let found = report(context, left, 64).or_else(|| report(context, right, 64));
            diagnostics.extend(found);
        }
    }
    for returned in &context.facts.returns {
        if let Some(operand) = &returned.operand {
            diagnostics.extend(report_wide(context, operand));
        }
    }
    for call in &context.facts.commands {
        let holds = |at: usize| match call.command() {
            Some(command) => command.property(Property::HOLDS) == Some(&at.to_string()),
            None => false,
        };
        for (at, operand) in call.operands().iter().enumerate() {
            if holds(at) {
                diagnostics.extend(report_wide(context, operand));
            }
        }
    }
}

/// The finding, if it is a number of 128 bits, or computed with one.
fn report_wide(context: &Context, operand: &Operand) -> Option<Diagnostic> {
    if is_of_text(operand) {
        return report(context, operand, 128);
    }
    if !operand.types.only(Types::NUMBER) || operand.number.is_some() {
        return None;
    }
    let of_param = |read: &usize| {
        let read = context.facts.reads.get(*read)?;
        context.wide_param(read.table, read.index)
    };
    let (at, ty) = operand.reads.iter().find_map(of_param)?;
    Some(rounded(context, operand, at, ty))
}

/// Whether it is a number that a string held, as it is.
fn is_of_text(operand: &Operand) -> bool {
    let is_data = operand.sources == Sources::ARGUMENT || operand.sources == Sources::REPLY;
    is_data && operand.types.without(Types::NIL) == Types::NUMBER && operand.number.is_none()
}

/// The finding, if it is a parameter of so many bits or more.
fn report(context: &Context, operand: &Operand, bits: u32) -> Option<Diagnostic> {
    let (at, ArgType::Integer(ty)) = context.parameter(operand)? else {
        return None;
    };
    let has = match ty.name {
        "i128" | "u128" => 128,
        "i64" | "u64" | "isize" | "usize" => 64,
        _ => return None,
    };
    if has < bits {
        return None;
    }
    Some(rounded(context, operand, at, ty.name))
}

fn rounded(context: &Context, operand: &Operand, at: usize, ty: &str) -> Diagnostic {
    let (text, passed) = (context.text(operand.span), context.passed_by(at));
    let name = text.strip_prefix("return").unwrap_or(text).trim();
    let help = if is_of_text(operand) {
        "use the string as it is, without `tonumber`"
    } else {
        "compute it in Rust, and pass the result"
    };
    Diagnostic::warning(
        LINT.name,
        operand.span,
        fill!(
            "{passed} is of the type `{ty}`, and a number of Lua holds 53 bits",
            passed,
            ty
        ),
    )
    .label(fill!("`{name}` is rounded beyond 2^53", name))
    .note("different integers become equal, and what is stored has other digits")
    .help(help)
    .about(Subject::Param(at))
}
