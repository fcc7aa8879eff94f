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

use super::{ByDefault, Context, Lint, Topic};
use crate::collections::Set;
use crate::facts::{Operand, Operation, Types, Unary};
use crate::lua::number;
use crate::lua::syntax::BinaryOperator;
use crate::report::diagnostic::Diagnostic;
use crate::text::Span;

pub(super) const LINT: Lint = Lint {
    name: "impossible_operation",
    topic: Topic::Values,
    by_default: ByDefault::Error,
    check,
};

/// What arithmetic raises.
const ARITHMETIC: &str = "attempt to perform arithmetic on";
/// What raises an error where a loop calls its iterator.
const ITERATED: &str = "attempt to call the iterator";

/// What can be ordered.
const ORDERED: Types = Types::NUMERIC.or(Types::OTHER);
fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    // What a library does not have is another lint's finding.
    let mut missing = Set::default();
    for member in &context.facts.members {
        if !member.exists {
            missing.insert(member.span);
        }
    }
    let mut told = Set::default();
    for (operand, span, fits, raised) in operations(context) {
        let is_word = raised == ARITHMETIC && is_no_number(operand);
        let fails = !operand.types.is_empty()
            && (!operand.types.has(fits) || is_word)
            && (operand.reply_of.is_none() || raised == ITERATED)
            && !(operand.may_be_absent && operand.types.only(Types::NIL));
        if fails && !missing.contains(operand.span) && told.insert(span) {
            diagnostics.push(report(context, operand, span, raised));
        }
    }
}

/// All operands, with what is marked, what would fit, and what Lua says of others.
fn operations<'a>(context: &'a Context) -> Vec<(&'a Operand, Span, Types, &'static str)> {
    let facts = context.facts;
    let mut all = Vec::new();
    for operation in &facts.operations {
        if let Some((fits, raised)) = taken(operation) {
            for operand in [&operation.left, &operation.right] {
                all.push((operand, operand.span, fits, raised));
            }
        }
    }
    for operation in &facts.unary_operations {
        let (fits, raised) = match operation.operator {
            Unary::Length => (Types::TABLE.or(Types::STRING), "attempt to get length of"),
            Unary::Negate => (Types::NUMERIC, ARITHMETIC),
            Unary::Call => (Types::FUNCTION.or(Types::TABLE), "attempt to call"),
            Unary::Iterate => (Types::FUNCTION, ITERATED),
        };
        all.push((&operation.operand, operation.operand.span, fits, raised));
    }
    for access in &facts.accesses {
        let raised = "attempt to index";
        all.push((&access.object, access.span, Types::INDEXABLE, raised));
    }
    all
}

fn taken(operation: &Operation) -> Option<(Types, &'static str)> {
    Some(match operation.operator {
        BinaryOperator::Concat => (Types::NUMERIC, "attempt to concatenate"),
        BinaryOperator::Less
        | BinaryOperator::LessEqual
        | BinaryOperator::Greater
        | BinaryOperator::GreaterEqual => (ORDERED, "attempt to compare"),
        BinaryOperator::Equal
        | BinaryOperator::NotEqual
        | BinaryOperator::And
        | BinaryOperator::Or => return None,
        _ => (Types::NUMERIC, ARITHMETIC),
    })
}

/// Whether it is a string in which arithmetic finds no number.
fn is_no_number(operand: &Operand) -> bool {
    let text = operand.text.as_deref();
    text.is_some_and(|text| number::of_text(text).is_none())
}

fn report(context: &Context, operand: &Operand, span: Span, raised: &str) -> Diagnostic {
    let kind = kind(operand.types);
    let name = context.text(operand.span);
    let message = match raised {
        "attempt to call" => format!("{kind} is called here"),
        ITERATED => format!("`for ... in` takes a function here, not {kind}"),
        "attempt to index" => format!("{kind} is indexed here"),
        "attempt to compare" => format!("{kind} cannot be compared by size"),
        "attempt to concatenate" => format!("`..` does not take {kind}"),
        "attempt to get length of" => format!("{kind} has no length"),
        _ => format!("arithmetic does not take {kind}"),
    };
    let label = match raised {
        "attempt to index" => format!("what stands before the index is {kind}"),
        _ if name == "nil" => "nil".to_owned(),
        _ => format!("`{name}` is {kind} here"),
    };
    let help = match () {
        () if raised == ITERATED && operand.types.only(Types::TABLE) => {
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
            "Redis raises `{} {} value` when this runs, and what was written before stays",
            if raised == ITERATED {
                "attempt to call"
            } else {
                raised
            },
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
