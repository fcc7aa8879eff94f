//! Finds calls of Lua's and Redis's functions with a wrong number or kind of arguments.
//!
//! # Why is this bad?
//! The function raises an error such as `bad argument #1 to 'pairs' (table expected, got nil)`. `redis.error_reply` and
//! `redis.status_reply` do not even raise: they give another error. Numbers and text stand for one another, as in Lua.
//!
//! # Example
//! ```lua
//! redis.log('starting')
//! ```
//! Use instead:
//! ```lua
//! redis.log(redis.LOG_NOTICE, 'starting')
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::contract::plural;
use crate::facts::{LibraryCall, More, Operand, Types};
use crate::redis::signatures::{self, Signature};
use crate::report::diagnostic::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    name: "invalid_library_call",
    topic: Topic::Sandbox,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.library_calls {
        let found = wrong_number(call)
            .or_else(|| wrong_kind(context, call))
            .or_else(|| wrong_level(call));
        let severity = if call.protected {
            Severity::Warning
        } else {
            Severity::Error
        };
        diagnostics.extend(found.map(|found| found.with_severity(severity)));
    }
}

fn wrong_number(call: &LibraryCall) -> Option<Diagnostic> {
    let Signature { least, most, .. } = signatures::of(&call.name)?;
    let passed = call.arguments.fixed.len();
    let too_few = passed < least && call.arguments.more == More::None;
    let too_many = most.is_some_and(|most| passed > most);
    if !too_few && !too_many {
        return None;
    }
    let wanted = match most {
        Some(most) if most == least => plural(least, "argument"),
        Some(most) => format!("{least} to {}", plural(most, "argument")),
        None => format!("at least {}", plural(least, "argument")),
    };
    let gets = plural(passed, "argument");
    Some(
        Diagnostic::error(
            LINT.name,
            call.span,
            format!("`{}` takes {wanted}, and gets {gets}", call.name),
        )
        .label(gets)
        .note(raised(call))
        .help(example(&call.name).map_or_else(|| format!("pass {wanted}"), str::to_owned)),
    )
}

fn raised(call: &LibraryCall) -> &'static str {
    match call.name.rsplit('.').next() {
        Some("error_reply" | "status_reply") => {
            "the caller gets the error `wrong number or type of arguments`"
        }
        _ => "Redis raises `bad argument` or `wrong number of arguments` when this runs",
    }
}

fn wrong_kind(context: &Context, call: &LibraryCall) -> Option<Diagnostic> {
    let signature = signatures::of(&call.name)?;
    let wrong =
        |operand: &Operand, types: Types| !operand.types.has(types) && !operand.may_be_absent;
    let mut arguments = call.arguments.fixed.iter().zip(signature.types).enumerate();
    let (at, (operand, types)) = arguments.find(|(_, (operand, types))| wrong(operand, **types))?;
    let (expected, got) = (name_of(*types), name_of(operand.types));
    let name = context.text(operand.span);
    Some(
        Diagnostic::error(
            LINT.name,
            operand.span,
            format!("`{}` takes {expected} here, not {got}", call.name),
        )
        .label(format!("`{name}` is {got}"))
        .note(format!(
            "Redis raises `bad argument #{}` when this runs",
            at + 1
        ))
        .help(example(&call.name).map_or_else(|| format!("pass {expected}"), str::to_owned)),
    )
}

fn name_of(types: Types) -> &'static str {
    match () {
        () if types.has(Types::STRING) && types.has(Types::NUMBER) => "text or a number",
        () if types.has(Types::STRING) => "a string",
        () if types.has(Types::NUMBER) => "a number",
        () if types.has(Types::TABLE) => "a table",
        () if types.has(Types::FUNCTION) => "a function",
        () if types.has(Types::TRUE.or(Types::FALSE)) => "a boolean",
        () if types.has(Types::NIL) => "nil",
        () => "a userdata",
    }
}

/// Constants that the functions of Redis do not know.
fn wrong_level(call: &LibraryCall) -> Option<Diagnostic> {
    let first = call.arguments.fixed.first()?;
    let number = first.number?;
    let (fits, message, help) = match call.name.rsplit('.').next()? {
        "log" if !call.name.starts_with("math") => (
            (0.0..=3.0).contains(&number),
            "there is no such log level",
            "the levels are `redis.LOG_DEBUG` to `redis.LOG_WARNING`",
        ),
        "setresp" => (
            (2.0..=3.0).contains(&number) && number.fract() == 0.0,
            "there is no such version of RESP",
            "pass 2 or 3",
        ),
        "set_repl" => (
            (0.0..=3.0).contains(&number),
            "there is no such kind of replication",
            "pass `redis.REPL_ALL` or the like",
        ),
        _ => return None,
    };
    let found = Diagnostic::error(LINT.name, first.span, message)
        .label("unknown")
        .note(format!("Redis raises an error when `{}` runs", call.name));
    (!fits).then(|| found.help(help))
}

fn example(function: &str) -> Option<&'static str> {
    Some(match function.rsplit('.').next()? {
        "log" if !function.starts_with("math") => {
            "pass a level and a text: `redis.log(redis.LOG_NOTICE, 'text')`"
        }
        "error_reply" => "pass one text: `redis.error_reply('CODE text')`",
        "status_reply" => "pass one text: `redis.status_reply('OK')`",
        "insert" => "write `table.insert(t, value)` or `table.insert(t, place, value)`",
        _ => return None,
    })
}
