//! Finds a reply that is used as if it were always there.
//!
//! # Why is this bad?
//! Where the key or the field is missing, GET, HGET, ZSCORE, LPOP and the like give `false`. Arithmetic, `..`, an index,
//! a comparison with `<` or a function of a library then raises an error such as `attempt to perform arithmetic on a
//! boolean value`; what the script wrote before stays written. The same goes for `tonumber(reply)`, which is nil, and for the
//! first element of a list that may be empty, as those of LRANGE, ZRANGE, ZPOPMIN and `SPOP key count` are.
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
use crate::context::{HelpName, Use, UsedBy};
use crate::facts::{Operand, Types};
use crate::redis::builtins::Operator;
use crate::report::diagnostic::{Diagnostic, Severity};
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "unchecked_reply",
    topic: Topic::Values,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let mut operator = None;
    for misuse in context.misuses() {
        let Some(finding) = report(context, misuse) else {
            continue;
        };
        // One of several misuses raises the error, which names its value.
        let is_like_last = operator == misuse.operator();
        operator = misuse.operator();
        match diagnostics.last_mut() {
            Some(first) if is_like_last && is_same(context, first, &finding) => {
                first.secondary.push(finding.primary);
            }
            _ => diagnostics.push(finding),
        }
    }
}

/// Whether a line says the same about several values, as a chain of `..` does: one finding marks them all.
fn is_same(context: &Context, first: &Diagnostic, next: &Diagnostic) -> bool {
    let line = |finding: &Diagnostic| context.source.line_of(finding.span().start);
    first.lint == next.lint
        && first.severity == next.severity
        && first.message == next.message
        && line(first) == line(next)
}

/// A finding, if the value is a reply, and that it is one is what matters.
fn report(context: &Context, misuse: &Use) -> Option<Diagnostic> {
    let operand = misuse.operand;
    let command = operand.reply_of?;
    let verb = verb(misuse)?;
    let mut wrong = misuse.wrong;
    let mut fits = misuse.expected;
    if operand.caught.is_some() {
        // That it may be an error is another lint's finding.
        wrong = wrong.without(Types::TABLE);
    }
    if misuse.operator() == Some(Operator::Order) {
        // That it is a string, and the other side a number, too.
        wrong = wrong.without(Types::NUMERIC);
        fits = fits.or(Types::NUMERIC);
    }
    if operand.doubtful && operand.types.has(fits) || wrong.is_empty() || is_unknown(operand) {
        return None;
    }
    let name = context.text(operand.span);
    let kind = wrong.lua_name();
    let certain = !operand.types.has(fits);
    let message = match (certain, kind) {
        (true, "table" | "number") => {
            fill!(
                "{command} replies a {kind} here, which Lua cannot {verb}",
                command,
                kind,
                verb
            )
        }
        (true, _) => fill!("the reply of {command} is missing here", command),
        (false, "nil") => fill!("this is nil if {command} finds nothing", command),
        (false, "boolean") => fill!("{command} replies `false` if it finds nothing", command),
        (false, "number") if operand.caught.is_some() => {
            fill!("{command} replies a number here, unless it fails", command)
        }
        (false, _) => fill!("{command} may reply a {kind} here", command, kind),
    };
    let raised = context.raised(misuse, wrong);
    let severity = if certain && misuse.ends_run() {
        Severity::Error
    } else {
        Severity::Warning
    };
    let finding = Diagnostic::error(LINT.name, misuse.span, message)
        .label(fill!(
            "`{name}` can be {}",
            name,
            if kind == "boolean" { "false" } else { kind }
        ))
        .note(fill!(
            "Redis then raises `{raised}`, and what was written before stays",
            raised
        ))
        .help(remedy(context, misuse, kind));
    // A local may be used again, where it needs the default too.
    let is_here = !context.help_name(operand).keep.is_empty();
    let finding = match default(context, misuse) {
        Some(default) if is_here && !matches!(kind, "table" | "number") => {
            finding.replace_if(Context::written(operand), default)
        }
        _ => finding,
    };
    let finding = finding.with_severity(severity);
    // One reply that nobody looks at is one mistake, wherever it is used.
    Some(match (severity, operand.calls.as_slice()) {
        (Severity::Warning, [call]) => finding.caused_by(call.0),
        _ => finding,
    })
}

/// What Lua cannot do with it; `None` if another lint tells of that.
fn verb(misuse: &Use) -> Option<String> {
    Some(match misuse.by {
        UsedBy::Command(..) => return None,
        UsedBy::Function(call, ..) => {
            // A value of another kind, whether it is there or not, is the wrong one.
            let is_other_kind = !misuse.operand.types.without(Types::FALSY).is_empty();
            if misuse.is_certain() && is_other_kind {
                return None;
            }
            fill!("pass to {}", call.function)
        }
        // A field of something else is nil more often than a mistake.
        UsedBy::Index(access) if access.index.types == Types::ANY => return None,
        UsedBy::Index(_) if !misuse.wrong.has(Types::FALSY.or(Types::NUMBER)) => return None,
        _ => match misuse.operator()? {
            Operator::Equal | Operator::Call | Operator::Iterate => return None,
            operator => operator.row().attempt.to_owned(),
        },
    })
}

/// No reply is a function: where one is possible, nothing is known.
fn is_unknown(operand: &Operand) -> bool {
    operand.types.has(Types::FUNCTION.or(Types::OTHER))
}

fn remedy(context: &Context, misuse: &Use, kind: &str) -> String {
    let HelpName { keep, name } = context.help_name(misuse.operand);
    match kind {
        "table" => "take an element of it, or the `.ok` of a status".to_owned(),
        "number" => fill!(
            "{keep}ask for its type first: `type({name}) == 'table' and ...`",
            keep,
            name
        ),
        _ => {
            let test = fill!(
                "{keep}test it first (`if not {name} then ... end`)",
                keep,
                name
            );
            match default(context, misuse) {
                Some(default) => fill!("{test}, or give a default: `{default}`", test, default),
                None => test,
            }
        }
    }
}

/// The value with a default that is taken where it is used; `None` if that depends on what the script means.
fn default(context: &Context, misuse: &Use) -> Option<String> {
    let operand = misuse.operand;
    let name = context.text(operand.span);
    let present = operand.types.without(Types::FALSY);
    let is_string = present.only(Types::STRING);
    let default = match misuse.by {
        // A string is not compared with a number, nor by its letters if it is one.
        UsedBy::Comparison(_, other) if is_string && other.types.has(Types::NUMBER) => {
            return Some(fill!("(tonumber({name}) or 0)", name));
        }
        UsedBy::Comparison(_, other) if other.types.has(Types::STRING) || is_string => return None,
        UsedBy::Function(call, ..) if call.function.library.name == "string" => "''",
        UsedBy::Function(..) | UsedBy::Index(_) | UsedBy::Command(..) => return None,
        UsedBy::Comparison(..) => "0",
        UsedBy::Binary(_) | UsedBy::Unary(_) => match misuse.operator()? {
            Operator::Arithmetic => "0",
            Operator::Concat => "''",
            Operator::Length if is_string => "''",
            Operator::Length if present.only(Types::TABLE) => "{}",
            _ => return None,
        },
    };
    Some(fill!("({name} or {default})", name, default))
}
