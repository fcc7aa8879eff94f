//! Finds a reply that is used as if it were always there.
//!
//! # Why is this bad?
//! Where the key or the field is missing, GET, HGET, ZSCORE, LPOP and the like give `false`. Arithmetic, `..`, an index,
//! a comparison with `<` or a function of a library then raises an error such as `attempt to perform arithmetic on a
//! boolean value`; what the script wrote before stays written. The same goes for `tonumber(reply)`, which is nil.
//!
//! # Example
//! ```lua
//! local count = redis.call('GET', KEYS[1])
//! return count + 1
//! ```
//! Use instead:
//! ```lua
//! local count = redis.call('GET', KEYS[1]) or 0
//! return count + 1
//! ```
//! A reply is left alone where an earlier command had the same key: that may have made sure that it exists.

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::{Operand, Operation, Types, Unary};
use crate::lua::syntax::BinaryOperator;
use crate::report::diagnostic::{Diagnostic, Severity};
use crate::text::Span;

pub(super) const LINT: Lint = Lint {
    name: "unchecked_reply",
    topic: Topic::Values,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let mut found = Vec::new();
    check_all(context, &mut found);
    for finding in found {
        let last = diagnostics.last_mut();
        match last.filter(|last| is_same(context, last, &finding)) {
            Some(first) => first.secondary.push(finding.primary),
            None => diagnostics.push(finding),
        }
    }
}

/// Whether a line says the same about several values, as a chain of `..` does: one finding marks them all.
fn is_same(context: &Context, first: &Diagnostic, next: &Diagnostic) -> bool {
    let line = |finding: &Diagnostic| context.source.line_of(finding.span().start);
    (first.lint, first.severity, &first.message, &first.notes)
        == (next.lint, next.severity, &next.message, &next.notes)
        && line(first) == line(next)
}

fn check_all(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for operation in &context.facts.operations {
        check_operation(context, operation, diagnostics);
    }
    for access in &context.facts.accesses {
        let fits = Types::INDEXABLE;
        let fails = access.object.types.without(fits);
        if access.index.types != Types::ANY && fails.has(Types::FALSY.or(Types::NUMBER)) {
            diagnostics.extend(report(context, &access.object, access.span, "index", fits));
        }
    }
    for operation in &context.facts.unary_operations {
        let operand = &operation.operand;
        let (verb, fits) = match operation.operator {
            Unary::Length => ("get length of", Types::TABLE.or(Types::STRING)),
            Unary::Negate => ("perform arithmetic on", Types::NUMERIC),
            Unary::Call | Unary::Iterate => continue,
        };
        diagnostics.extend(report(context, operand, operand.span, verb, fits));
    }
    for call in &context.facts.library_calls {
        if &*call.name == "string.format" {
            let fits = Types::NUMERIC;
            for value in call.arguments.fixed.iter().skip(1) {
                diagnostics.extend(report(
                    context,
                    value,
                    value.span,
                    "pass to string.format",
                    fits,
                ));
            }
        }
        if let (Some(fits), Some(first)) = (taken(&call.name), call.arguments.fixed.first()) {
            let raised = format!("pass to {}", call.name);
            diagnostics.extend(report(context, first, first.span, &raised, fits));
        }
    }
}

fn check_operation(context: &Context, operation: &Operation, diagnostics: &mut Vec<Diagnostic>) {
    let (verb, fits) = match operation.operator {
        BinaryOperator::Concat => ("concatenate", Types::NUMERIC),
        BinaryOperator::Less
        | BinaryOperator::LessEqual
        | BinaryOperator::Greater
        | BinaryOperator::GreaterEqual => ("compare", Types::NUMERIC),
        BinaryOperator::Equal
        | BinaryOperator::NotEqual
        | BinaryOperator::And
        | BinaryOperator::Or => return,
        _ => ("perform arithmetic on", Types::NUMERIC),
    };
    for operand in [&operation.left, &operation.right] {
        diagnostics.extend(report(context, operand, operand.span, verb, fits));
    }
}

/// What the first argument of a function must be; the others take anything, or are the matter of other lints.
fn taken(function: &str) -> Option<Types> {
    let text = Types::NUMERIC;
    Some(match function {
        "math.floor" | "math.ceil" | "math.abs" | "math.min" | "math.max" | "cjson.decode"
        | "cmsgpack.unpack" | "string.len" | "string.sub" | "string.find" | "string.match"
        | "string.gmatch" | "string.gsub" | "string.lower" | "string.upper" | "string.rep"
        | "string.byte" => text,
        "ipairs" | "pairs" | "unpack" | "table.concat" | "table.sort" | "next" => Types::TABLE,
        _ => return None,
    })
}

/// A finding, if the value is a reply that may be something else than what fits.
fn report(
    context: &Context,
    operand: &Operand,
    span: Span,
    verb: &str,
    fits: Types,
) -> Option<Diagnostic> {
    let command = operand.reply_of.as_deref()?;
    let mut wrong = operand.types.without(fits);
    if operand.caught.is_some() {
        // That it may be an error is another lint's finding.
        wrong = wrong.without(Types::TABLE);
    }
    if operand.doubtful && operand.types.has(fits) || wrong.is_empty() || is_unknown(operand) {
        return None;
    }
    let name = context.text(operand.span);
    let kind = if wrong.has(Types::FALSE) {
        "boolean"
    } else if wrong.has(Types::NIL) {
        "nil"
    } else if wrong.has(Types::NUMBER) {
        "number"
    } else {
        "table"
    };
    let certain = !operand.types.has(fits);
    let message = match (certain, kind) {
        (true, "table" | "number") => {
            format!("{command} replies a {kind} here, which Lua cannot {verb}")
        }
        (true, _) => format!("the reply of {command} is missing here"),
        (false, "nil") => format!("this is nil where {command} finds nothing"),
        (false, "boolean") => format!("{command} replies `false` where it finds nothing"),
        (false, "number") if operand.caught.is_some() => {
            format!("{command} replies a number here, unless it fails")
        }
        (false, _) => format!("{command} may reply a {kind} here"),
    };
    let raised = match verb {
        "compare" => format!("attempt to compare {kind} with number"),
        verb if verb.starts_with("pass") => format!("bad argument #1 ({kind})"),
        verb => format!("attempt to {verb} a {kind} value"),
    };
    let severity = if certain {
        Severity::Error
    } else {
        Severity::Warning
    };
    let finding = Diagnostic::error(LINT.name, span, message)
        .label(format!(
            "`{name}` can be {}",
            if kind == "boolean" { "false" } else { kind }
        ))
        .note(format!(
            "Redis then raises `{raised}`, and what was written before stays"
        ))
        .help(remedy(name, kind));
    Some(Diagnostic {
        severity,
        ..finding
    })
}

/// No reply is a function: where one is possible, nothing is known.
fn is_unknown(operand: &Operand) -> bool {
    operand.types.has(Types::FUNCTION.or(Types::OTHER))
}

fn remedy(name: &str, kind: &str) -> String {
    match kind {
        "table" => "take an element of it, or the `.ok` of a status".to_owned(),
        "number" => format!("ask for its type first: `type({name}) == 'table' and ...`"),
        _ => format!(
            "test it first (`if not {name} then ... end`), or give a default: `{name} or 0`"
        ),
    }
}
