//! Finds a nil in the middle of a table that is returned or encoded.
//!
//! # Why is this bad?
//! Redis reads a returned table up to the first nil: `return {1, nil, 3}` replies `[1]`. cjson writes a nil in the
//! middle as `null`, at the end not at all. `false` stays: it is a null element of the reply.
//!
//! # Example
//! ```lua
//! return {1, tonumber(redis.call('GET', KEYS[1])), 3}
//! ```
//! Use instead:
//! ```lua
//! return {1, tonumber(redis.call('GET', KEYS[1])) or false, 3}
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::{Constructed, Operand, Types};
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "table_hole",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for table in &context.facts.constructed {
        if table.returned || table.encoded {
            diagnostics.extend(report(context, table));
        }
    }
}

fn report(context: &Context, table: &Constructed) -> Option<Diagnostic> {
    let (_, before_last) = table.items.split_last()?;
    for item in before_last {
        if is_hole(item) {
            return Some(report_hole(context, table, item));
        }
    }
    None
}

fn report_hole(context: &Context, table: &Constructed, hole: &Operand) -> Diagnostic {
    let name = context.text(hole.span);
    let always = hole.types == Types::NIL;
    let what = if always { "is" } else { "can be" };
    let finding = Diagnostic::warning(
        LINT.name,
        hole.span,
        format!("`{name}` {what} nil in the middle of a table"),
    );
    let (label, note) = if table.returned {
        (
            "the reply ends before it",
            "Redis reads a returned table up to the first nil",
        )
    } else {
        (
            "a hole",
            "the encoder writes `null` here, or leaves the rest out",
        )
    };
    let finding = finding.label(label).note(note);
    finding.help(if always {
        "write `false` for a null element".to_owned()
    } else {
        format!("write `{name} or false` for a null element")
    })
}

fn is_hole(item: &Operand) -> bool {
    let reply = item.reply_of.is_some() && !item.doubtful && item.types != Types::ANY;
    item.types == Types::NIL || reply && item.types.has(Types::NIL)
}
