//! Finds a list that `cjson.encode` gets and that may be empty.
//!
//! # Why is this bad?
//! Lua has one kind of table, and an empty one is an object for cjson: `cjson.encode({})` gives `{}`, not `[]`. A client that expects a
//! list gets an object, once there is nothing to list.
//!
//! # Example
//! ```lua
//! return cjson.encode(redis.call('SMEMBERS', KEYS[1]))
//! ```
//! Use instead:
//! ```lua
//! local members = redis.call('SMEMBERS', KEYS[1])
//! if #members == 0 then return '[]' end
//! return cjson.encode(members)
//! ```
//! or reply the list itself. Scripts that compare some number with 0 or 1 before, or call `next`, are left alone: that may be the test.

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::{Facts, Operand, Operation};
use crate::redis::builtins::{Operator, Role};
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "empty_list",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for list in &context.facts.empty_lists {
        if !is_tested(context.facts, list) {
            diagnostics.push(report(list));
        }
    }
}

/// Whether something before it may ask whether there is any element.
fn is_tested(facts: &Facts, list: &Operand) -> bool {
    for operation in &facts.operations {
        if operation.left.span < list.span && asks_for_none(operation) {
            return true;
        }
    }
    for call in &facts.library_calls {
        if call.span < list.span && call.function.row.role == Role::Next {
            return true;
        }
    }
    for access in &facts.accesses {
        if access.object.is_one(list) && access.index.number == Some(1.0) {
            return true;
        }
    }
    false
}

fn asks_for_none(operation: &Operation) -> bool {
    let is_few = |operand: &Operand| matches!(operand.number, Some(0.0 | 1.0));
    let compares = matches!(
        Operator::of(operation.operator),
        Some(Operator::Equal | Operator::Order)
    );
    compares && (is_few(&operation.left) || is_few(&operation.right))
}

fn report(list: &Operand) -> Diagnostic {
    let what = match list.reply_of {
        Some(command) => format!("{command} may reply nothing"),
        None => "this may hold an empty list".to_owned(),
    };
    Diagnostic::warning(
        LINT.name,
        list.span,
        "an empty list is encoded as `{}`, not as `[]`",
    )
    .label(what)
    .note("cjson takes a table without elements for an object")
    .help("ask for its length: `#list > 0 and cjson.encode(list) or '[]'`")
}
