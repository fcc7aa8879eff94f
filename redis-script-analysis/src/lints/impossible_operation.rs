//! Finds operations on values that cannot take them: arithmetic on nil, `..` on a boolean, a call of a number.
//!
//! # Why is this bad?
//! Lua raises an error such as `attempt to perform arithmetic on a nil value` whenever this runs, and what the script wrote
//! before stays written. Often a name is misspelled (`config.max` of `{limit = 5}`), a variable was declared and never set,
//! or a function returns nothing. What `pcall` catches is a warning.
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

use super::{ByDefault, Context, Lint, Topic};
use crate::collections::Set;
use crate::context::{Use, UsedBy};
use crate::facts::Types;
use crate::redis::builtins::Operator;
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "impossible_operation",
    topic: Topic::Values,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    // What a library does not have is another lint's finding.
    let mut missing = Set::default();
    for member in &context.facts.members {
        if !member.exists {
            missing.insert(member.id);
        }
    }
    let mut told = Set::default();
    for misuse in context.misuses() {
        let Some(operator) = misuse.operator() else {
            continue;
        };
        let operand = misuse.operand;
        let is_missing = matches!(operand.expr, Some(expr) if missing.contains(expr));
        let fails = operator != Operator::Equal
            && misuse.is_certain()
            && !misuse.is_mixed()
            && (operand.reply_of.is_none() || operator == Operator::Iterate || is_store(misuse))
            && !(operand.may_be_absent && operand.types.only(Types::NIL));
        if fails && !is_missing && told.insert(misuse.span) {
            diagnostics.push(report(context, misuse, operator));
        }
    }
}

fn is_store(misuse: &Use) -> bool {
    matches!(misuse.by, UsedBy::Index(access) if access.is_store)
}

fn report(context: &Context, misuse: &Use, operator: Operator) -> Diagnostic {
    let operand = misuse.operand;
    // That an entry may be missing is another finding.
    let present = operand.types.without(Types::NIL);
    let types = if is_store(misuse) && present.has(Types::STRING) {
        Types::STRING
    } else if operand.may_be_absent && !present.is_empty() {
        present
    } else {
        operand.types
    };
    let kind = kind(types);
    let name = context.text(operand.span);
    let message = match operator {
        Operator::Call => fill!("{kind} is called here", kind),
        Operator::Iterate => fill!("`for ... in` takes a function here, not {kind}", kind),
        Operator::Index if types.only(Types::STRING) => "a string has no fields to set".to_owned(),
        Operator::Index => fill!("{kind} is indexed here", kind),
        Operator::Order => fill!("{kind} cannot be compared by size", kind),
        Operator::Concat => fill!("`..` does not take {kind}", kind),
        Operator::Length => fill!("{kind} has no length", kind),
        Operator::Arithmetic | Operator::Equal => fill!("arithmetic does not take {kind}", kind),
    };
    let label = match operator {
        Operator::Index => fill!("the indexed value is {kind}", kind),
        _ if name == "nil" => "nil".to_owned(),
        _ => fill!("`{name}` is {kind} here", name, kind),
    };
    let help = match () {
        () if operator == Operator::Iterate && types.only(Types::TABLE) => {
            "write `in ipairs(...)` for a list, or `in pairs(...)`"
        }
        () if types.only(Types::NIL) => {
            "look for a misspelled name, or for the place that should have set it"
        }
        () if types.only(Types::BOOLEAN) => {
            "turn it into a string or a number first: `x and 1 or 0`, `tostring(x)`"
        }
        () if types.only(Types::TABLE) => "take an element of it",
        () if operator == Operator::Arithmetic && types.only(Types::STRING) => {
            "strings are put together by `..`"
        }
        () if operator == Operator::Index && types.only(Types::STRING) => {
            "a string is not a table: decode it first, as with `cjson.decode`"
        }
        () => "look for the value that was meant",
    };
    let raised = context.raised(misuse, misuse.wrong.and(types));
    Diagnostic::error(LINT.name, misuse.span, message)
        .with_severity(misuse.severity())
        .label(label)
        .note(fill!(
            "Redis raises `{raised}` when this runs, and what was written before stays",
            raised
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
        () if types.only(Types::OTHER) => "a userdata",
        () => "this value",
    }
}
