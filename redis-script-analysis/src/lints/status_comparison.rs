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
use crate::context::{Apart, HelpName};
use crate::facts::{Operand, Operation, TableKind, Types};
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "status_comparison",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for operation in &context.facts.operations {
        if let Some(apart) = context.apart(operation) {
            let (left, right) = (&operation.left, &operation.right);
            diagnostics.extend(report(context, operation, &apart, (left, right)));
            diagnostics.extend(report(context, operation, &apart, (right, left)));
        }
    }
}

/// Whether a reply that is a table is compared with a string.
pub(super) fn is_compared(reply: &Operand, other: &Operand) -> bool {
    other.types.without(Types::NIL) == Types::STRING
        && reply.reply_of.is_some()
        && reply.types.has(Types::TABLE)
        && reply.types.only(Types::TABLE.or(Types::FALSE))
}

fn report(
    context: &Context,
    operation: &Operation,
    apart: &Apart,
    (reply, other): (&Operand, &Operand),
) -> Option<Diagnostic> {
    if !is_compared(reply, other) {
        return None;
    }
    let always = apart.always;
    let span = operation.left.span.to(operation.right.span);
    let command = reply.reply_of?;
    let finding = Diagnostic::warning(
        LINT.name,
        span,
        fill!(
            "a table never equals a string: this is always {always}",
            always
        ),
    );
    let is_status = reply.table == TableKind::Status;
    let what = if is_status {
        "a status, which is the table `{ok = ...}`"
    } else {
        "a table"
    };
    let finding = finding.label(fill!("{command} replies {what}", command, what));
    if !is_status {
        return Some(finding.help("compare an element of it"));
    }
    if !reply.types.has(Types::FALSE) {
        let instead = fill!("{}.ok", context.text(reply.span));
        let help = fill!("compare its string: `{instead}`", instead);
        return Some(finding.help(help).replace(reply.span, instead));
    }
    let HelpName { keep, name } = context.help_name(reply);
    let instead = fill!("{name} and {name}.ok", name, name);
    let help = fill!("{keep}compare its string: `{instead}`", keep, instead);
    let place = keep.is_empty().then_some(reply.span);
    Some(
        finding
            .help(help)
            .replace_if(place, fill!("({instead})", instead)),
    )
}
