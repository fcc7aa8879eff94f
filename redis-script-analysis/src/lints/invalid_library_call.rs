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
use crate::text::fill;

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
        let found = match (wrong_number(context, call), kinds.get(call.id)) {
            (Some(found), _) => Some(found),
            (None, Some(kind)) => Some(wrong_kind(context, call, kind)),
            (None, None) => wrong_value(call),
        };
        if let Some(mut found) = found {
            if !call.is_certain() {
                found.severity = Severity::Warning;
            }
            diagnostics.push(found);
        }
    }
    for call in &context.facts.commands {
        diagnostics.extend(without_command(call));
    }
}

/// `redis.call()`
fn without_command(call: &CommandCall) -> Option<Diagnostic> {
    if !call.arguments.fixed.is_empty() || call.arguments.more != More::None {
        return None;
    }
    let severity = if call.is_certain() {
        Severity::Error
    } else {
        Severity::Warning
    };
    Some(
        Diagnostic::error(LINT.name, call.span, "a call of no command")
            .with_severity(severity)
            .label("no arguments")
            .note("Redis raises `Please specify at least one argument` when this runs")
            .help("pass the command's name and its arguments"),
    )
}

fn wrong_value(call: &LibraryCall) -> Option<Diagnostic> {
    match call.function.row.role {
        Role::Format => wrong_format(call),
        Role::Find | Role::Match | Role::IterateMatches | Role::Substitute => wrong_pattern(call),
        _ => wrong_level(call),
    }
}

/// A format that `string.format` does not take, or that takes more arguments than there are.
fn wrong_format(call: &LibraryCall) -> Option<Diagnostic> {
    let [format, values @ ..] = call.arguments.fixed.as_slice() else {
        return None;
    };

    let taken = match pattern::format_arguments(format.text.as_deref()?) {
        Ok(taken) => taken,
        Err(raised) => {
            return Some(
                Diagnostic::error(LINT.name, format.span, "a format that Lua does not know")
                    .label("malformed")
                    .note(fill!("Redis raises `{raised}` when this runs", raised))
                    .help("a percent sign itself is written `%%`"),
            );
        }
    };
    let (taken, passed) = (taken.len(), values.len());
    if taken <= passed || call.arguments.more != More::None {
        return None;
    }
    let (taken, gets) = (plural(taken, "value"), plural(passed, "value"));
    let message = fill!("the format takes {taken}, and gets {gets}", taken, gets);
    Some(
        Diagnostic::error(LINT.name, call.span, message)
            .label(gets)
            .note(fill!(
                "Redis raises `bad argument #{} to 'format' (no value)` when this runs",
                passed + 2
            ))
            .help("pass a value for each `%`"),
    )
}

/// A pattern that is malformed.
fn wrong_pattern(call: &LibraryCall) -> Option<Diagnostic> {
    let role = call.function.row.role;
    let is_plain =
        role == Role::Find && (call.arguments.fixed.len() > 3 || call.arguments.more != More::None);
    let operand = call.arguments.fixed.get(1)?;
    if is_plain {
        return None;
    }
    let text = operand.text.as_deref()?;
    let found = pattern::malformed(text)?;
    // `find` looks for a string as it is where nothing in it is special.
    if role == Role::Find && !is_special(text) {
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
        .note(fill!("Redis raises `{}` {when}", found.raised, when))
        .help("write `%` before a character that is meant literally, as in `%[` or `%%`");
    Some(if always {
        finding
    } else {
        finding.with_severity(Severity::Warning)
    })
}

fn is_special(text: &[u8]) -> bool {
    for byte in text {
        if b"^$*+?.([%-".contains(byte) {
            return true;
        }
    }
    false
}

fn wrong_number(context: &Context, call: &LibraryCall) -> Option<Diagnostic> {
    let (least, most) = (call.function.row.least, call.function.row.most);
    let passed = call.arguments.fixed.len();
    let too_few = passed < least && call.arguments.more == More::None;
    let too_many = matches!(most, Some(most) if passed > most);
    if !too_few && !too_many {
        return None;
    }
    let wanted = match most {
        Some(most) if most == least => plural(least, "argument"),
        Some(most) if least == 0 => fill!("at most {}", plural(most, "argument")),
        Some(most) => fill!("{least} to {}", least, plural(most, "argument")),
        None => fill!("at least {}", plural(least, "argument")),
    };
    let gets = plural(passed, "argument");
    Some(
        Diagnostic::error(
            LINT.name,
            call.span,
            fill!(
                "`{}` takes {wanted}, and gets {gets}",
                call.function,
                wanted,
                gets
            ),
        )
        .label(gets)
        .note(raised(context, call))
        .help(example(call.function.row.role, &wanted)),
    )
}

fn raised(context: &Context, call: &LibraryCall) -> String {
    let passed = call.arguments.fixed.len();
    let row = call.function.row;
    let raised = row.refusal_of_number(&context.called(call), passed);
    match row.role {
        Role::ErrorReply | Role::StatusReply => {
            fill!("the caller gets the error `{raised}`", raised)
        }
        _ => fill!("Redis raises `{raised}` when this runs", raised),
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
        fill!(
            "`{}` takes {expected} here, not {got}",
            call.function,
            expected,
            got
        ),
    )
    .label(fill!("`{name}` is {got}", name, got))
    .note(fill!("{verb} `{raised}` when this runs", verb, raised))
    .help(example(call.function.row.role, expected))
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
    if fits {
        return None;
    }
    let note = fill!("Redis raises an error when `{}` runs", call.function);
    Some(
        Diagnostic::error(LINT.name, first.span, message)
            .label("unknown")
            .note(note)
            .help(help),
    )
}

/// How the call is written; what is wanted has to do for most functions.
fn example(function: Role, wanted: &str) -> String {
    let example = match function {
        Role::Log => "pass a level and a string: `redis.log(redis.LOG_NOTICE, 'message')`",
        Role::ErrorReply => "pass one string: `redis.error_reply('CODE message')`",
        Role::StatusReply => "pass one string: `redis.status_reply('OK')`",
        Role::Insert => "write `table.insert(t, value)` or `table.insert(t, place, value)`",
        _ => return fill!("pass {wanted}", wanted),
    };
    example.to_owned()
}
