//! Finds a nil in the middle of a table that is returned or encoded.
//!
//! # Why is this bad?
//! Redis reads a returned table up to the first nil: `return {1, nil, 3}` replies `[1]`. cjson writes a nil in the
//! middle as `null`, at the end not at all. `false` stays: it is a null element of the reply. A list that a loop fills by its number
//! has such holes if some round stores nothing, and if it begins at 0 or 2.
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
use crate::facts::{Constructed, Leaves, LeftTable, Operand, Store, Types};
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "table_hole",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for table in &context.facts.constructed {
        if let Some(left) = table.left_by(&Leaves::AS_ARRAY) {
            diagnostics.extend(report(context, table, left));
        }
    }
}

fn report(context: &Context, table: &Constructed, left: &LeftTable) -> Option<Diagnostic> {
    if let Some((_, before_last)) = table.items.split_last() {
        for item in before_last {
            if is_hole(item) {
                return Some(report_hole(context, table, item));
            }
        }
    }
    for store in &context.facts.stores_in(table) {
        if let Some(found) = report_store(context, table, store) {
            return Some(found);
        }
    }
    let at = left.hole?;
    let message = fill!("this table has no element {at}, and one after it", at);
    let mut finding = ends(table, Diagnostic::warning(LINT.name, left.span, message));
    if table.span.start < left.span.start {
        finding = finding.also(table.span, "the table");
    }
    Some(finding.help(
        "begin at 1 and leave no number out: `list[#list + 1] = value`, `table.remove(list, i)`",
    ))
}

/// A store at the number of a loop that leaves numbers out.
fn report_store(context: &Context, table: &Constructed, store: &Store) -> Option<Diagnostic> {
    let value = &store.value;
    let name = context.text(store.span);
    let finding = |message| ends(table, Diagnostic::warning(LINT.name, store.span, message));
    // A nil takes an element out.
    if !store.is_counted || value.types.only(Types::NIL) {
        return None;
    }
    if matches!(store.from, Some(first) if first <= 0.0) && table.leaves_by(&[Leaves::Reply]) {
        let message = fill!("`{name}` begins at 0, and a reply at 1", name);
        return Some(
            Diagnostic::warning(LINT.name, store.span, message)
                .label("the reply does not have this element")
                .help("begin at 1, or add 1 to the index"),
        );
    }
    if is_hole(value) {
        let message = fill!(
            "the value of `{name}` can be nil, in the middle of a table",
            name
        );
        let span = Context::written(value);
        let instead = fill!("{} or false", span.map_or("...", |span| context.text(span)));
        return Some(
            finding(message)
                .help(fill!("store `{instead}` for a null element", instead))
                .replace_if(span, instead)
                .guess(),
        );
    }
    store.is_skipped.then(|| {
        finding(fill!("`{name}` is not set in every round of the loop", name)).help(
            "add to the end instead: `list[#list + 1] = value`; or store `false` in the other rounds",
        )
    })
}

/// What becomes of a table with a hole.
fn ends(table: &Constructed, finding: Diagnostic) -> Diagnostic {
    if table.leaves_by(&[Leaves::Reply]) {
        finding
            .label("the reply ends before the first hole")
            .note("Redis reads a returned table up to the first nil")
    } else {
        finding
            .label("a hole")
            .note("the encoder writes `null` there, or leaves the rest out, or refuses the table")
    }
}

fn report_hole(context: &Context, table: &Constructed, hole: &Operand) -> Diagnostic {
    let name = context.text(hole.span);
    let always = hole.types == Types::NIL;
    let what = if always { "is" } else { "can be" };
    let finding = Diagnostic::warning(
        LINT.name,
        hole.span,
        fill!("`{name}` {what} nil in the middle of a table", name, what),
    );
    let instead = if always {
        "false".to_owned()
    } else {
        fill!("{name} or false", name)
    };
    ends(table, finding)
        .help(fill!("write `{instead}` for a null element", instead))
        .replace_if(Context::written(hole), instead)
        .guess()
}

fn is_hole(item: &Operand) -> bool {
    let reply = item.reply_of.is_some() && !item.doubtful && item.types != Types::ANY;
    item.types == Types::NIL || reply && item.types.has(Types::NIL)
}
