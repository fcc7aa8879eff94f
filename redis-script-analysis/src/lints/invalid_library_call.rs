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
use crate::facts::{CommandCall, LibraryCall, More, Operand, Types};
use crate::lua::pattern;
use crate::redis::signatures::{self, Signature};
use crate::report::diagnostic::{Diagnostic, Severity};
use crate::report::plural;

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
            .or_else(|| wrong_format(call))
            .or_else(|| wrong_pattern(call))
            .or_else(|| wrong_level(call));
        let severity = if !call.is_certain() {
            Severity::Warning
        } else {
            Severity::Error
        };
        if let Some(found) = found {
            diagnostics.push(match severity {
                Severity::Error => found,
                Severity::Warning => found.with_severity(severity),
            });
        }
    }
    for call in &context.facts.commands {
        diagnostics.extend(without_command(call));
    }
}

/// `redis.call()`
fn without_command(call: &CommandCall) -> Option<Diagnostic> {
    let is_empty = call.arguments.fixed.is_empty() && call.arguments.more == More::None;
    let severity = if !call.is_certain() {
        Severity::Warning
    } else {
        Severity::Error
    };
    is_empty.then(|| {
        Diagnostic::error(LINT.name, call.span, "a call of no command")
            .with_severity(severity)
            .label("no arguments")
            .note("Redis raises `Please specify at least one argument` when this runs")
            .help("pass the command's name and its arguments")
    })
}

/// A format that `string.format` does not take, or that takes more arguments than there are.
fn wrong_format(call: &LibraryCall) -> Option<Diagnostic> {
    let [format, values @ ..] = call.arguments.fixed.as_slice() else {
        return None;
    };
    if &*call.name != "string.format" {
        return None;
    }
    let taken = match pattern::format_arguments(format.text.as_deref()?) {
        Ok(taken) => taken,
        Err(raised) => {
            return Some(
                Diagnostic::error(LINT.name, format.span, "a format that Lua does not know")
                    .label("malformed")
                    .note(format!("Redis raises `{raised}` when this runs"))
                    .help("a percent sign itself is written `%%`"),
            );
        }
    };
    let passed = values.len();
    (taken > passed && call.arguments.more == More::None).then(|| {
        let (taken_text, passed_text) = (plural(taken, "value"), plural(passed, "value"));
        Diagnostic::error(
            LINT.name,
            call.span,
            format!("the format takes {taken_text}, and gets {passed_text}"),
        )
        .label(passed_text)
        .note(format!(
            "Redis raises `bad argument #{} to 'format' (no value)` when this runs",
            passed + 2
        ))
        .help("pass a value for each `%`")
    })
}

/// A pattern that is malformed.
fn wrong_pattern(call: &LibraryCall) -> Option<Diagnostic> {
    let takes_pattern = matches!(
        &*call.name,
        "string.find" | "string.match" | "string.gmatch" | "string.gsub"
    );
    let is_plain = call.name.ends_with("find")
        && (call.arguments.fixed.len() > 3 || call.arguments.more != More::None);
    let operand = call
        .arguments
        .fixed
        .get(1)
        .filter(|_| takes_pattern && !is_plain)?;
    let found = pattern::malformed(operand.text.as_deref()?)?;
    let is_special = operand
        .text
        .as_deref()?
        .iter()
        .any(|byte| b"^$*+?.([%-".contains(byte));
    // `find` looks for a string as it is where nothing in it is special.
    if call.name.ends_with("find") && !is_special {
        return None;
    }
    let always = found.always && &*call.name != "string.gmatch";
    let when = if always {
        "when this runs"
    } else {
        "if the string matches what stands before"
    };
    let finding = Diagnostic::error(LINT.name, operand.span, "this pattern is malformed")
        .label("malformed")
        .note(format!("Redis raises `{}` {when}", found.raised))
        .help("write `%` before a character that stands for itself, as in `%[` or `%%`");
    Some(if always {
        finding
    } else {
        finding.with_severity(Severity::Warning)
    })
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
    // That an entry may be absent is no way out, where nil is not taken either.
    let wrong = |operand: &Operand, types: Types| {
        let only_absent = operand.may_be_absent && operand.types.only(Types::NIL);
        !operand.types.has(types) && !only_absent
    };
    let mut arguments = call.arguments.fixed.iter().zip(signature.types).enumerate();
    let (at, (operand, types)) = arguments.find(|(_, (operand, types))| wrong(operand, **types))?;
    let given = match operand.types.without(Types::NIL) {
        some if operand.may_be_absent && !some.is_empty() => some,
        _ => operand.types,
    };
    let (expected, got) = (name_of(*types), name_of(given));
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
        () if types.has(Types::BOOLEAN) => "a boolean",
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
