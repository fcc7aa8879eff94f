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

use crate::collections::Map;

use super::{ByDefault, Context, Lint, Topic};
use crate::context::{Use, UsedBy};
use crate::facts::{CommandCall, LibraryCall, More, Types};
use crate::lua::pattern;
use crate::lua::syntax::ExprId;
use crate::redis::builtins::Role;
use crate::report::diagnostic::{Diagnostic, Severity};
use crate::report::plural;

pub(super) const LINT: Lint = Lint {
    name: "invalid_library_call",
    topic: Topic::Sandbox,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let kinds = wrong_kinds(context);
    for call in &context.facts.library_calls {
        let found = wrong_number(context, call)
            .or_else(|| {
                let kind = kinds.get(call.id)?;
                Some(wrong_kind(context, call, kind))
            })
            .or_else(|| wrong_format(call))
            .or_else(|| wrong_pattern(call))
            .or_else(|| wrong_level(call));
        let severity = if call.is_certain() {
            Severity::Error
        } else {
            Severity::Warning
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
    let severity = if call.is_certain() {
        Severity::Error
    } else {
        Severity::Warning
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
    if call.function.row.role != Role::Format {
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
    let (taken, passed) = (taken.len(), values.len());
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
    let role = call.function.row.role;
    let takes_pattern = matches!(
        role,
        Role::Find | Role::Match | Role::IterateMatches | Role::Substitute
    );
    let is_plain =
        role == Role::Find && (call.arguments.fixed.len() > 3 || call.arguments.more != More::None);
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
    if role == Role::Find && !is_special {
        return None;
    }
    let always = found.always && role != Role::IterateMatches;
    let when = if always {
        "when this runs"
    } else {
        "if the string matches the part before it"
    };
    let finding = Diagnostic::error(LINT.name, operand.span, "this pattern is malformed")
        .label("malformed")
        .note(format!("Redis raises `{}` {when}", found.raised))
        .help("write `%` before a character that is meant literally, as in `%[` or `%%`");
    Some(if always {
        finding
    } else {
        finding.with_severity(Severity::Warning)
    })
}

fn wrong_number(context: &Context, call: &LibraryCall) -> Option<Diagnostic> {
    let (least, most) = (call.function.row.least, call.function.row.most);
    let passed = call.arguments.fixed.len();
    let too_few = passed < least && call.arguments.more == More::None;
    let too_many = most.is_some_and(|most| passed > most);
    if !too_few && !too_many {
        return None;
    }
    let wanted = match most {
        Some(most) if most == least => plural(least, "argument"),
        Some(most) if least == 0 => format!("at most {}", plural(most, "argument")),
        Some(most) => format!("{least} to {}", plural(most, "argument")),
        None => format!("at least {}", plural(least, "argument")),
    };
    let gets = plural(passed, "argument");
    Some(
        Diagnostic::error(
            LINT.name,
            call.span,
            format!("`{}` takes {wanted}, and gets {gets}", call.function),
        )
        .label(gets)
        .note(raised(context, call))
        .help(
            example(call.function.row.role).map_or_else(|| format!("pass {wanted}"), str::to_owned),
        ),
    )
}

fn raised(context: &Context, call: &LibraryCall) -> String {
    let passed = call.arguments.fixed.len();
    let row = call.function.row;
    let raised = row.refusal_of_number(&context.called(call), passed);
    match row.role {
        Role::ErrorReply | Role::StatusReply => format!("the caller gets the error `{raised}`"),
        _ => format!("Redis raises `{raised}` when this runs"),
    }
}

/// Of each call the first argument of a type that is not taken, if it has no other.
fn wrong_kinds<'a>(context: &'a Context) -> Map<ExprId, &'a Use<'a>> {
    let mut kinds = Map::default();
    for misuse in context.misuses() {
        if let UsedBy::Function(call, ..) = misuse.by {
            // That an entry may be absent is no way out, if nil is not taken either.
            let operand = misuse.operand;
            let is_absent = operand.may_be_absent && operand.types.only(Types::NIL);
            let is_missing = operand.reply_of.is_some() && operand.types.only(Types::FALSY);
            if misuse.is_certain() && !is_absent && !is_missing {
                kinds.or_insert(call.id, misuse);
            }
        }
    }
    kinds
}

fn wrong_kind(context: &Context, call: &LibraryCall, misuse: &Use) -> Diagnostic {
    let operand = misuse.operand;
    let given = match operand.types.without(Types::NIL) {
        some if operand.may_be_absent && !some.is_empty() => some,
        _ => operand.types,
    };
    let (expected, got) = (name_of(misuse.expected), name_of(given));
    let name = context.text(operand.span);
    let verb = match call.function.row.role {
        Role::ErrorReply | Role::StatusReply => "the caller gets the error",
        _ => "Redis raises",
    };
    let raised = context.raised(misuse, given);
    Diagnostic::error(
        LINT.name,
        operand.span,
        format!("`{}` takes {expected} here, not {got}", call.function),
    )
    .label(format!("`{name}` is {got}"))
    .note(format!("{verb} `{raised}` when this runs"))
    .help(example(call.function.row.role).map_or_else(|| format!("pass {expected}"), str::to_owned))
}

fn name_of(types: Types) -> &'static str {
    match () {
        () if types.has(Types::STRING) && types.has(Types::NUMBER) => "a string or a number",
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
    let (fits, message, help) = match call.function.row.role {
        Role::Log => (
            (0.0..=3.0).contains(&number),
            "unknown log level",
            "the levels are `redis.LOG_DEBUG` to `redis.LOG_WARNING`",
        ),
        Role::SetResp => (
            (2.0..=3.0).contains(&number) && number.fract() == 0.0,
            "unknown version of RESP",
            "pass 2 or 3",
        ),
        Role::SetRepl => (
            (0.0..=3.0).contains(&number),
            "unknown kind of replication",
            "pass `redis.REPL_ALL` or the like",
        ),
        _ => return None,
    };
    let found = Diagnostic::error(LINT.name, first.span, message)
        .label("unknown")
        .note(format!(
            "Redis raises an error when `{}` runs",
            call.function
        ));
    (!fits).then(|| found.help(help))
}

fn example(function: Role) -> Option<&'static str> {
    Some(match function {
        Role::Log => "pass a level and a string: `redis.log(redis.LOG_NOTICE, 'message')`",
        Role::ErrorReply => "pass one string: `redis.error_reply('CODE message')`",
        Role::StatusReply => "pass one string: `redis.status_reply('OK')`",
        Role::Insert => "write `table.insert(t, value)` or `table.insert(t, place, value)`",
        _ => return None,
    })
}
