//! Finds operations on values that cannot take them: arithmetic on nil, `..` on a boolean, a call of a number.
//!
//! # Why is this bad?
//! Lua raises an error such as `attempt to perform arithmetic on a nil value` whenever this runs, and what the script wrote
//! before stays written. Often a name is misspelled (`config.max` of `{limit = 5}`), a variable was declared and never set,
//! or a function returns nothing.
//!
//! # Example
//! ```lua
//! local config = {limit = 5}
//! if redis.call('INCR', KEYS[1]) > config.max then return 0 end
//! ```
//! Use instead:
//! ```lua
//! local config = {limit = 5}
//! if redis.call('INCR', KEYS[1]) > config.limit then return 0 end
//! ```
//! A reply that may be missing is the finding of `unchecked_reply`, an entry of ARGV that is not passed that of
//! `missing_entry`.

use std::collections::HashSet;

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::{Operand, Types};
use crate::lua::number;
use crate::lua::source::Span;
use crate::redis::builtins::Operator;
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "impossible_operation",
    topic: Topic::Values,
    by_default: ByDefault::Error,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    // What a library does not have is another lint's finding.
    let members = context.facts.members.iter();
    let missing = members.filter(|member| !member.exists);
    let missing: HashSet<Span> = missing.map(|member| member.span).collect();
    let mut told = HashSet::new();
    for (operand, span, operator) in operations(context) {
        let is_word = operator == Operator::Arithmetic && is_no_number(operand);
        let fails = !operand.types.is_empty()
            && (!operand.types.has(operator.takes()) || is_word)
            && (operand.reply_of.is_none() || operator == Operator::Iterate)
            && !(operand.may_be_absent && operand.types.only(Types::NIL));
        if fails && !missing.contains(&operand.span) && told.insert(span) {
            diagnostics.push(report(context, operand, span, operator));
        }
    }
}

/// All operands, with what is marked and what is done with them.
fn operations<'a>(context: &'a Context) -> impl Iterator<Item = (&'a Operand, Span, Operator)> {
    let facts = context.facts;
    let binary = facts.operations.iter().filter_map(|operation| {
        let operator = Operator::of(operation.operator)?;
        let operands = [&operation.left, &operation.right];
        Some(operands.map(|operand| (operand, operand.span, operator)))
    });
    let unary = facts.unary_operations.iter().map(|operation| {
        let operand = &operation.operand;
        (operand, operand.span, operation.operator)
    });
    let indexed = facts.accesses.iter();
    let indexed = indexed.map(|access| (&access.object, access.span, Operator::Index));
    binary.flatten().chain(unary).chain(indexed)
}

/// Whether it is a string in which arithmetic finds no number.
fn is_no_number(operand: &Operand) -> bool {
    let text = operand.text.as_deref();
    text.is_some_and(|text| number::of_text(text).is_none())
}

fn report(context: &Context, operand: &Operand, span: Span, operator: Operator) -> Diagnostic {
    let kind = kind(operand.types);
    let name = context.text(operand.span);
    let message = match operator {
        Operator::Call => format!("{kind} is called here"),
        Operator::Iterate => format!("`for ... in` takes a function here, not {kind}"),
        Operator::Index => format!("{kind} is indexed here"),
        Operator::Order => format!("{kind} cannot be compared by size"),
        Operator::Concat => format!("`..` does not take {kind}"),
        Operator::Length => format!("{kind} has no length"),
        _ => format!("arithmetic does not take {kind}"),
    };
    let label = match operator {
        Operator::Index => format!("what stands before the index is {kind}"),
        _ if name == "nil" => "nil".to_owned(),
        _ => format!("`{name}` is {kind} here"),
    };
    let help = match () {
        () if operator == Operator::Iterate && operand.types.only(Types::TABLE) => {
            "write `in ipairs(...)` for a list, or `in pairs(...)`"
        }
        () if operand.types.only(Types::NIL) => {
            "look for a misspelled name, or for the place that should have set it"
        }
        () if operand.types.only(Types::BOOLEAN) => {
            "turn it into text or a number first: `x and 1 or 0`, `tostring(x)`"
        }
        () if operand.types.only(Types::TABLE) => "take an element of it",
        () if is_no_number(operand) => "strings are put together by `..`",
        () => "look for the value that was meant",
    };
    Diagnostic::error(LINT.name, span, message)
        .label(label)
        .note(format!(
            "Redis raises `attempt to {} {} value` when this runs, and what was written before stays",
            operator.row().attempt,
            lua_type(operand.types)
        ))
        .help(help)
}

fn kind(types: Types) -> &'static str {
    match () {
        () if types.only(Types::NIL) => "nil",
        () if types.only(Types::FALSE) => "`false`",
        () if types.only(Types::BOOLEAN) => "a boolean",
        () if types.only(Types::FALSY) => "nil or `false`",
        () if types.only(Types::TABLE) => "a table",
        () if types.only(Types::NUMBER) => "a number",
        () if types.only(Types::STRING) => "a string",
        () if types.only(Types::FUNCTION) => "a function",
        () => "this value",
    }
}

/// As Lua's message has it.
fn lua_type(types: Types) -> &'static str {
    match () {
        () if types.only(Types::NIL) => "a nil",
        () if types.only(Types::BOOLEAN) => "a boolean",
        () if types.only(Types::TABLE) => "a table",
        () if types.only(Types::NUMBER) => "a number",
        () if types.only(Types::STRING) => "a string",
        () if types.only(Types::FUNCTION) => "a function",
        () => "a nil or boolean",
    }
}
