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
use crate::collections::{Map, Set};
use crate::context::HelpName;
use crate::facts::{Operand, Types};
use crate::lua::syntax::ExprId;
use crate::redis::builtins::Operator;
use crate::report::diagnostic::Diagnostic;
use crate::text::{Span, fill};

pub(super) const LINT: Lint = Lint {
    name: "unchecked_error",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let facts = context.facts;
    let mut places: Map<ExprId, Span> = Map::default();
    for call in &facts.commands {
        places.insert(call.id, call.span);
    }
    let mut done = Set::default();
    for call in &facts.examined {
        done.insert(*call);
    }
    for misuse in context.misuses() {
        let operand = misuse.operand;
        let Some(call) = operand.caught else {
            continue;
        };
        // If the command itself replies a table, that it is one is another lint's finding.
        let works = operand.types.has(Types::NUMERIC) && !operand.types.has(Types::FUNCTION);
        let is_asked = misuse.operator() == Some(Operator::Equal);
        if works && !is_asked && misuse.wrong.has(Types::TABLE) && done.insert(call) {
            diagnostics.push(report(context, operand, places.get(call).copied()));
        }
    }
}

fn report(context: &Context, operand: &Operand, call: Option<Span>) -> Diagnostic {
    let name = context.text(operand.span);
    let HelpName { keep, name: kept } = context.help_name(operand);
    let finding = Diagnostic::warning(
        LINT.name,
        operand.span,
        "this is a table if the command fails",
    )
    .label(fill!("`{name}` may be an error", name));
    let finding = match call {
        Some(call) => finding.also(call, "the script does not check whether this failed"),
        None => finding,
    };
    finding
    .note("Redis then raises an error about a table, and the command's own error is lost")
    .help(fill!("use `redis.call`, or {keep}test it first: `if type({kept}) == 'table' then return {kept} end`", keep, kept, kept))
}
