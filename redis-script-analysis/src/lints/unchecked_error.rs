//! Finds what `redis.pcall` gives, used as if it could not be an error.
//!
//! # Why is this bad?
//! Where the command fails (WRONGTYPE, OOM, a replica that is read-only), `redis.pcall` gives a table with the text in
//! `err`. Arithmetic, `..` or a command that gets it then raises another error, such as `attempt to perform arithmetic on a
//! table value`, which hides the first one.
//!
//! # Example
//! ```lua
//! local count = redis.pcall('INCR', KEYS[1])
//! return count + 1
//! ```
//! Use instead: `redis.call`, which ends the script with the error itself, or
//! ```lua
//! local count = redis.pcall('INCR', KEYS[1])
//! if type(count) == 'table' then return count end
//! return count + 1
//! ```
//! A value whose `type` or `err` the script asks for anywhere is left alone.

use super::{ByDefault, Context, Lint, Topic};
use crate::collections::Set;
use crate::facts::{Operand, Types};
use crate::report::diagnostic::Diagnostic;
use crate::text::Span;

pub(super) const LINT: Lint = Lint {
    name: "unchecked_error",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let facts = context.facts;
    let mut told = Set::default();
    for operand in uses(context) {
        let Some(call) = operand.caught.filter(|call| !facts.examined.contains(call)) else {
            continue;
        };
        // Where the command itself replies a table, that it is one is another lint's finding.
        let works = operand.types.has(Types::NUMERIC);
        if works && !operand.types.has(Types::FUNCTION) && told.insert(call) {
            diagnostics.push(report(context, operand, call));
        }
    }
}

/// Operands that must be text or a number.
fn uses<'a>(context: &'a Context) -> Vec<&'a Operand> {
    let mut uses = Vec::new();
    for operation in &context.facts.operations {
        if operation.operator.if_equal().is_none() {
            uses.push(&operation.left);
            uses.push(&operation.right);
        }
    }
    for call in &context.facts.commands {
        uses.extend(call.operands());
    }
    uses
}

fn report(context: &Context, operand: &Operand, call: Span) -> Diagnostic {
    let name = context.text(operand.span);
    Diagnostic::warning(
        LINT.name,
        operand.span,
        "this is a table where the command fails",
    )
    .label(format!("`{name}` may be an error"))
    .also(call, "nobody asks whether this failed")
    .note("Redis then raises an error about a table, and the command's own error is lost")
    .help(format!(
        "use `redis.call`, or test it first: `if type({name}) == 'table' then return {name} end`"
    ))
}
