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
use crate::collections::{Map, Set};
use crate::context::HelpName;
use crate::facts::{Facts, LibraryCall, Operand, Operation};
use crate::redis::builtins::{Operator, Role};
use crate::report::diagnostic::Diagnostic;
use crate::text::{Span, fill};

pub(super) const LINT: Lint = Lint {
    name: "empty_list",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    if context.facts.empty_lists.is_empty() {
        return;
    }
    let asked = first_asked(context.facts);
    let begun = begun(context.facts);
    let calls = encoding(context.facts);
    for list in &context.facts.empty_lists {
        let is_tested = asked.is_some_and(|asked| asked < list.span);
        let is_begun = list
            .number_of_value()
            .is_some_and(|list| begun.contains(list));
        // Something is in it if the script has put it there.
        if !is_tested && !is_begun && !list.doubtful {
            diagnostics.push(report(context, list, calls.get(list.span.start).copied()));
        }
    }
}

/// Where the script first may ask whether there is any element.
fn first_asked(facts: &Facts) -> Option<Span> {
    let mut first: Option<Span> = None;
    let mut add = |span: Span| {
        if first.is_none_or(|first| span < first) {
            first = Some(span);
        }
    };
    for operation in &facts.operations {
        if asks_for_none(operation) {
            add(operation.left.span);
        }
    }
    for call in &facts.library_calls {
        if call.function.row.role == Role::Next {
            add(call.span);
        }
    }
    first
}

/// The values of which the script reads the first element, by their numbers.
fn begun(facts: &Facts) -> Set<u32> {
    let mut begun = Set::default();
    for access in &facts.accesses {
        if let (Some(1.0), Some(list)) = (access.index.number, access.object.number_of_value()) {
            begun.insert(list);
        }
    }
    begun
}

fn asks_for_none(operation: &Operation) -> bool {
    let is_few = |operand: &Operand| matches!(operand.number, Some(0.0 | 1.0));
    let compares = matches!(
        Operator::of(operation.operator),
        Some(Operator::Equal | Operator::Order)
    );
    compares && (is_few(&operation.left) || is_few(&operation.right))
}

/// The calls that encode, by where their arguments begin.
fn encoding(facts: &Facts) -> Map<u32, &LibraryCall> {
    let mut calls = Map::default();
    for call in &facts.library_calls {
        if let (Role::EncodeJson, [value]) =
            (call.function.row.role, call.arguments.fixed.as_slice())
        {
            calls.insert(value.span.start, call);
        }
    }
    calls
}

fn report(context: &Context, list: &Operand, call: Option<&LibraryCall>) -> Diagnostic {
    let what = match list.reply_of {
        Some(command) => fill!("{command} may reply nothing", command),
        None => "this may hold an empty list".to_owned(),
    };
    let found = Diagnostic::warning(
        LINT.name,
        list.span,
        "an empty list is encoded as `{}`, not as `[]`",
    )
    .label(what)
    .note("cjson takes a table without elements for an object");
    let value = call.and_then(|call| call.arguments.fixed.first());
    // It may be a part of what is encoded.
    let (Some(call), Some(value)) = (call, value.filter(|value| value.is_one(list))) else {
        return found.help("ask for its length: `#list > 0 and cjson.encode(list) or '[]'`");
    };
    let HelpName { keep, name } = context.help_name(value);
    let instead = fill!("#{name} > 0 and cjson.encode({name}) or '[]'", name, name);
    let is_name = keep.is_empty() && !call.discarded;
    found
        .help(fill!(
            "{keep}ask for its length: `{instead}`",
            keep,
            instead
        ))
        .replace_if(is_name.then_some(call.span), fill!("({instead})", instead))
}
