//! Finds a flat reply that is read by the name of a field.
//!
//! # Why is this bad?
//! HGETALL, CONFIG GET and the like reply fields and values one behind the other: `{'name', 'Ann', 'age', '7'}`. So
//! `reply.name` is nil, whatever the hash holds.
//!
//! # Example
//! ```lua
//! local user = redis.call('HGETALL', KEYS[1])
//! return user.name
//! ```
//! Use instead:
//! ```lua
//! return redis.call('HGET', KEYS[1], 'name')
//! ```
//! or go through the pairs with `for i = 1, #user, 2 do local field, value = user[i], user[i + 1] ... end`.

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::{FieldAccess, TableKind, Types};
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "flat_reply_field",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for access in &context.facts.accesses {
        diagnostics.extend(report(context, access));
    }
}

fn report(context: &Context, access: &FieldAccess) -> Option<Diagnostic> {
    let command = access.object.reply_of?;
    let list = matches!(access.object.table, TableKind::Flat | TableKind::Array);
    if !list
        || access.object.types != Types::TABLE
        || !access.index.types.without(Types::NIL).only(Types::STRING)
    {
        return None;
    }
    let field = context.text(access.span);
    let finding = Diagnostic::warning(
        LINT.name,
        access.span,
        format!("{command} replies a list: `{field}` is nil"),
    );
    let (label, help) = match access.object.table {
        TableKind::Flat => (
            "fields and values alternate, at 1, 2, 3, ...",
            "read the one field with its own command (HGET), or go through the list in steps of 2",
        ),
        _ => ("its elements are at 1, 2, 3, ...", "index it with a number"),
    };
    Some(finding.label(label).help(help))
}
