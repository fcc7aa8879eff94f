//! Finds bit operations on numbers of more than 32 bits.
//!
//! # Why is this bad?
//! The library `bit` keeps the lowest 32 bits and takes them as a signed number: `bit.band(2^40, -1)` is 0, and
//! `bit.rshift(micros, 10)` of a time in microseconds has nothing to do with the time.
//!
//! # Example
//! ```lua
//! local half = bit.rshift(2^40, 1)
//! ```
//! Use instead:
//! ```lua
//! local half = math.floor(2^40 / 2)
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::LibraryCall;
use crate::redis::builtins::Role;
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "truncated_bits",
    topic: Topic::Sandbox,
    by_default: ByDefault::Warning,
    check,
};

/// 2^32
const LIMIT: f64 = 4_294_967_296.0;

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.library_calls {
        if call.function.row.role == Role::Bits {
            diagnostics.extend(report(context, call));
        }
    }
}

fn report(context: &Context, call: &LibraryCall) -> Option<Diagnostic> {
    for operand in &call.arguments.fixed {
        let is_wide = operand.number.unwrap_or(operand.magnitude).abs() >= LIMIT;
        if !is_wide {
            continue;
        }
        let name = context.text(operand.span);
        return Some(
            Diagnostic::warning(
                LINT.name,
                operand.span,
                fill!("`{}` keeps the lowest 32 bits of this", call.function),
            )
            .label(fill!("`{name}` has more", name))
            .note("the upper bits are lost without an error, and the result may be negative")
            .help("shift by arithmetic: `math.floor(x / 2^n)`, `x * 2^n`, `x % 2^n`"),
        );
    }
    None
}
