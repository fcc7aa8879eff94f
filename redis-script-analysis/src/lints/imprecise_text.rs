//! Finds large numbers that are turned to text with 14 digits, or rounded before that.
//!
//! # Why is this bad?
//! `tostring(n)`, `..` and `cjson.encode` write a number with 14 significant digits: 1795473379123456 becomes
//! `1.7954733791235e+15`. As a key or a member, different numbers collide; as the argument of a command that wants an
//! integer, it is refused. A time in microseconds has 16 digits.
//!
//! # Example
//! ```lua
//! local time = redis.call('TIME')
//! local now_us = time[1] * 1000000 + time[2]
//! redis.call('ZADD', KEYS[1], now_us, now_us .. ':' .. ARGV[1])
//! ```
//! Use instead: `string.format('%d', now_us)` for the text, or `'%.0f'` of a number that may have a fraction. A number that is passed
//! to `redis.call` itself is exact up to 2^53: a priority that is multiplied by 1e15 and added to a time is not. Tables that are
//! encoded or joined are looked into.

use super::{ByDefault, Context, Lint, Topic};
use crate::collections::{Set, lists};
use crate::facts::{Derivation, Facts, Leaves, Operand, TableKind, Types};
use crate::lua::syntax::BinaryOperator;
use crate::redis::builtins::Role;
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "imprecise_text",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

/// The first number with 15 digits.
const DIGITS: f64 = 1e14;
/// 2^53: a double holds all integers up to that.
const EXACT: f64 = 9_007_199_254_740_992.0;

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let mut texts = Vec::new();
    for operation in &context.facts.operations {
        if operation.operator == BinaryOperator::Concat && !operation.is_overloaded {
            texts.push(&operation.left);
            texts.push(&operation.right);
        }
    }
    for call in &context.facts.library_calls {
        if matches!(
            call.function.row.role,
            Role::ToString | Role::EncodeJson | Role::Concat
        ) {
            lists::append(&mut texts, call.arguments.fixed.first());
        }
    }
    add_stored(context.facts, &mut texts);
    for operand in &texts {
        if is_long(operand) {
            diagnostics.push(report(context, operand));
        }
    }
    for call in &context.facts.commands {
        for operand in call.operands() {
            if is_beyond(operand) {
                diagnostics.push(report_beyond(context, operand));
            }
        }
    }
}

/// Whether a double does not hold all digits of it. A constant is meant as it is.
fn is_beyond(operand: &Operand) -> bool {
    operand.types.without(Types::NIL) == Types::NUMBER
        && operand.number.is_none()
        && (operand.made == Derivation::Crowded || operand.magnitude > EXACT)
}

fn report_beyond(context: &Context, operand: &Operand) -> Diagnostic {
    let name = context.text(operand.span);
    Diagnostic::warning(
        LINT.name,
        operand.span,
        fill!("`{name}` can have more digits than a double holds", name),
    )
    .label("rounded beyond 2^53, which has 16 digits")
    .note("different numbers become equal: of two jobs, the order is lost")
    .help("scale the parts down, such as seconds instead of milliseconds, or keep them apart")
}

/// Adds what is in tables that become text.
fn add_stored<'a>(facts: &'a Facts, texts: &mut Vec<&'a Operand>) {
    for table in &facts.constructed {
        if table.leaves_by(&[Leaves::Json, Leaves::Joined]) {
            lists::append(texts, &table.items);
            for store in &facts.stores_in(table) {
                texts.push(&store.value);
            }
        }
    }
    // What is decoded, changed, and encoded again.
    let mut encoded: Set<u32> = Set::default();
    for call in &facts.library_calls {
        if let (Role::EncodeJson, [value, ..]) =
            (call.function.row.role, call.arguments.fixed.as_slice())
            && let Some(value) = value.number_of_value()
        {
            encoded.insert(value);
        }
    }
    for store in &facts.stores {
        let object = store.object.number_of_value();
        let is_encoded = object.is_some_and(|object| encoded.contains(object));
        if is_encoded && store.object.table == TableKind::Any {
            texts.push(&store.value);
        }
    }
}

fn is_long(operand: &Operand) -> bool {
    operand.types.has(Types::NUMBER) && operand.magnitude >= DIGITS
}

fn report(context: &Context, operand: &Operand) -> Diagnostic {
    // What is stored stands elsewhere than the place where it is.
    let name = match operand.expr {
        Some(_) => context.text(operand.span),
        None => "...",
    };
    let letter = if operand.is_int64 { "%d" } else { "%.0f" };
    let written = fill!("string.format('{letter}', {name})", letter, name);
    Diagnostic::warning(LINT.name, operand.span, "this number has more digits than the 14 that Lua writes")
        .label(format!("about {:e}", operand.magnitude))
        .note("as a string it looks like `1.7954733791235e+15`: different numbers become equal, and commands reject it")
        .help(fill!("write all digits: `{written}`", written))
        .replace_if(Context::written(operand), written)
}
