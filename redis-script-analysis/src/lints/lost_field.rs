//! Finds fields of a returned table that no client gets.
//!
//! # Why is this bad?
//! Redis replies the elements of a table from 1 up to the first nil, as an array. What stands under names is left out:
//! `return {left = 1, total = 2}` replies an empty array. Only `ok` and `err` mean something, and after `redis.setresp(3)` also `map`,
//! `set`, `double`, `big_number` and `verbatim_string`.
//!
//! # Example
//! ```lua
//! return {left = redis.call('LLEN', KEYS[1]), total = 2}
//! ```
//! Use instead: fields and values one after the other, which become a map or a struct in Rust.
//! ```lua
//! return {'left', redis.call('LLEN', KEYS[1]), 'total', 2}
//! ```
//! or a string: `cjson.encode({left = ...})`.

use super::{ByDefault, Context, Lint, Topic};
use crate::contract::fit::{Fit, fit};
use crate::contract::types::ReplyType;
use crate::facts::{Constructed, Leaves, LeftTable};
use crate::report::diagnostic::{Diagnostic, Severity, Subject};
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "lost_field",
    topic: Topic::Values,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    // What never fits is told of as that.
    let ty = &context.contract.reply;
    for returned in &context.facts.returns {
        if matches!(fit(ty, &returned.surely), Fit::Fails(_)) {
            return;
        }
    }
    for table in &context.facts.constructed {
        if let Some(left) = table.left_by(&[Leaves::Reply]) {
            diagnostics.extend(report(context, table, left));
        }
    }
}

fn report(context: &Context, table: &Constructed, left: &LeftTable) -> Option<Diagnostic> {
    let field = String::from_utf8_lossy(left.field.as_deref()?);
    let (what, label) = if field.is_empty() {
        (
            "what stands under names".to_owned(),
            "a table with names".to_owned(),
        )
    } else {
        (
            fill!("the field `{field}`", field),
            fill!("has `{field}`", field),
        )
    };
    let is_map = matches!(&context.contract.reply, ReplyType::Map(..));
    let severity = if is_map && !left.has_elements {
        Severity::Error
    } else {
        Severity::Warning
    };
    let message = fill!("{what} never reaches the caller", what);
    let note = if left.has_elements {
        "Redis replies the elements from 1 on alone"
    } else {
        "Redis replies an empty array"
    };
    Some(
        Diagnostic::warning(LINT.name, table.span, message)
            .with_severity(severity)
            .label(label)
            .note(note)
            .help("return names and values one after the other: `{'name', value, ...}`; or one string: `cjson.encode(...)`")
            .about(Subject::Reply),
    )
}
