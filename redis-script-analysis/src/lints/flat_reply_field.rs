//! Finds a flat reply that is read by the name of a field, or by a place that no server promises.
//!
//! # Why is this bad?
//! HGETALL, CONFIG GET and the like reply fields and values one behind the other: `{'name', 'Ann', 'age', '7'}`. So
//! `reply.name` is nil, whatever the hash holds. And they come in no order that is promised: `reply[4]` is the value of another field
//! once the hash has grown, or on another server.
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
use crate::collections::Set;
use crate::facts::{FieldAccess, TableKind, Types};
use crate::redis::commands::Property;
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "flat_reply_field",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let mut told = Set::default();
    for access in &context.facts.accesses {
        diagnostics.extend(report(context, access));
        let calls = access.object.calls.as_slice();
        if let ([call], Some(found)) = (calls, by_place(context, access))
            && told.insert(*call)
        {
            diagnostics.push(found);
        }
    }
}

/// A place after the first of what comes in any order. The first may ask whether there is anything.
fn by_place(context: &Context, access: &FieldAccess) -> Option<Diagnostic> {
    let command = access.object.reply_of?;
    // A hash may have one field.
    let first = match access.object.table {
        TableKind::Flat => 2.0,
        TableKind::Array => 1.0,
        _ => return None,
    };
    let is_late = matches!(access.index.number, Some(place) if place > first);
    if !is_late || access.is_store || !command.has(Property::UNORDERED) {
        return None;
    }
    let element = context.text(access.span);
    let help = if access.object.table == TableKind::Flat {
        "ask for the field by its name, with HGET or HMGET"
    } else {
        "look for the value that is meant in a loop"
    };
    Some(
        Diagnostic::warning(
            LINT.name,
            access.span,
            fill!(
                "{command} replies in any order: `{element}` may be another one each time",
                command,
                element
            ),
        )
        .label("read by its place")
        .note("small hashes and sets keep an order for a while, larger ones do not")
        .help(help),
    )
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
        fill!("{command} replies a list: `{field}` is nil", command, field),
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
