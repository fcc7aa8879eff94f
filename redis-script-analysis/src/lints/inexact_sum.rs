//! Finds sums of numbers with fractions that are stored again.
//!
//! # Why is this bad?
//! Lua computes with doubles: of 0.3 and 0.1, the difference is 0.19999999999999998, and that is what the key holds then. The errors
//! add up, and a balance that should be 0 is not. `INCRBYFLOAT` and `HINCRBYFLOAT` compute with more digits and round to what was
//! meant. Integers, such as amounts in cents, are exact up to 2^53.
//!
//! # Example
//! ```lua
//! -- fn pay(con, account: &str, amount: f64)
//! local balance = tonumber(redis.call('GET', KEYS[1]) or '0')
//! if balance < tonumber(ARGV[1]) then return 0 end
//! redis.call('SET', KEYS[1], balance - tonumber(ARGV[1]))
//! return 1
//! ```
//! Use instead: cents, or a command that adds.
//! ```lua
//! -- fn pay(con, account: &str, amount: f64)
//! local balance = tonumber(redis.call('GET', KEYS[1]) or '0')
//! if balance < tonumber(ARGV[1]) then return 0 end
//! redis.call('INCRBYFLOAT', KEYS[1], '-' .. ARGV[1])
//! return 1
//! ```
//! A number may have a fraction if it is an `f64` of Rust, if the script writes one, or if its Rust type is not known and its name is
//! that of money: `amount`, `balance`, `price`.

use super::{ByDefault, Context, Lint, Topic};
use crate::contract::types::ArgType;
use crate::facts::{Integrality, Operand, Operation, Sources, Types};
use crate::lua::syntax::BinaryOperator;
use crate::redis::commands::Property;
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "inexact_sum",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

/// What money is called.
const MONEY: &[&str] = &["amount", "balance", "money", "price"];

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for operation in &context.facts.operations {
        if matches!(
            operation.operator,
            BinaryOperator::Add | BinaryOperator::Subtract
        ) {
            let (left, right) = (&operation.left, &operation.right);
            let found = report(context, operation, left, right)
                .or_else(|| report(context, operation, right, left));
            diagnostics.extend(found);
        }
    }
}

/// The finding, if a value is what a command read, and the sum with another one is stored in the same place.
fn report(
    context: &Context,
    operation: &Operation,
    read: &Operand,
    added: &Operand,
) -> Option<Diagnostic> {
    let [call] = read.calls.as_slice() else {
        return None;
    };
    let reading = context.facts.call(*call)?;
    if !may_have_fraction(context, read, added) {
        return None;
    }
    let is_sum = |stored: &Operand| {
        // Computed with a reply and what was added.
        let has_added = added.reads.iter().all(|read| stored.reads.contains(read));
        let is_computed = stored.calls.is_empty() && stored.sources.has(Sources::REPLY);
        let is_later = stored.span.start > operation.right.span.start && !added.reads.is_empty();
        let is_it = stored.expr == Some(operation.id) || is_later && is_computed && has_added;
        is_it && stored.types.only(Types::NUMBER) && stored.integrality != Integrality::Integral
    };
    let adding = reading.property(Property::ADDING)?;
    let stored = context.stored_for(reading, &is_sum)?;
    Some(found(context, operation, stored, adding))
}

/// Whether the added number is likely to have a fraction, or the one that was read.
fn may_have_fraction(context: &Context, read: &Operand, added: &Operand) -> bool {
    if let Some(number) = added.number {
        return number.fract() != 0.0;
    }
    if added.integrality == Integrality::Integral || added.reads.is_empty() {
        return false;
    }
    match context.parameter(added) {
        Some((_, ArgType::Float)) => true,
        Some((_, ArgType::Integer(_) | ArgType::Bool | ArgType::Duration)) => false,
        _ => context.is_named(added, MONEY) || context.is_named(read, MONEY),
    }
}

fn found(context: &Context, operation: &Operation, stored: &Operand, adding: &str) -> Diagnostic {
    let span = operation.left.span.to(operation.right.span);
    let found = Diagnostic::warning(
        LINT.name,
        span,
        fill!("`{}` is not exact with fractions", context.text(span)),
    )
    .label("0.3 - 0.1 is 0.19999999999999998");
    let found = if stored.span.start > span.end {
        found.also(stored.span, "stored where it was read")
    } else {
        found
    };
    found.help(fill!(
        "let {adding} add it, or count in integers, such as cents",
        adding
    ))
}
