//! Finds a status reply that is compared with a string.
//!
//! # Why is this bad?
//! `OK` and other status replies are tables in Lua: `{ok = 'OK'}`. Such a table never equals a string, so
//! `redis.call('SET', key, value) == 'OK'` is always false.
//!
//! # Example
//! ```lua
//! if redis.call('TYPE', KEYS[1]) == 'list' then return 1 end
//! ```
//! Use instead:
//! ```lua
//! if redis.call('TYPE', KEYS[1]).ok == 'list' then return 1 end
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::{Operand, Operation, TableKind, Types};
use crate::lua::syntax::BinaryOperator;
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "status_comparison",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for operation in &context.facts.operations {
        if let Some(reply) = compared(operation) {
            diagnostics.push(report(context, operation, reply));
        }
    }
}

/// The reply that is a table and is compared with a string.
fn compared(operation: &Operation) -> Option<&Operand> {
    operation.operator.if_equal()?;
    let (left, right) = (&operation.left, &operation.right);
    let in_vain = |reply: &Operand, text: &Operand| {
        text.types == Types::STRING
            && reply.reply_of.is_some()
            && reply.types.has(Types::TABLE)
            && reply.types.only(Types::TABLE.or(Types::FALSE))
    };
    match () {
        () if in_vain(left, right) => Some(left),
        () if in_vain(right, left) => Some(right),
        () => None,
    }
}

fn report(context: &Context, operation: &Operation, reply: &Operand) -> Diagnostic {
    let span = operation.left.span.to(operation.right.span);
    let always = operation.operator == BinaryOperator::NotEqual;
    let command = reply.reply_of.as_deref().unwrap_or_default();
    let finding = Diagnostic::warning(
        LINT.name,
        span,
        format!("a table never equals a string: this is always {always}"),
    );
    if reply.table != TableKind::Status {
        return finding
            .label(format!("{command} replies a table"))
            .help("compare an element of it");
    }
    let name = context.text(reply.span);
    let field = if reply.types.has(Types::FALSE) {
        format!("{name} and {name}.ok")
    } else {
        format!("{name}.ok")
    };
    finding
        .label(format!(
            "{command} replies a status, which is the table `{{ok = ...}}`"
        ))
        .help(format!("compare its text: `{field}`"))
}
