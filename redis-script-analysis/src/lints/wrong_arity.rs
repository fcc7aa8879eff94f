//! Finds calls of commands with too few or too many arguments.
//!
//! # Why is this bad?
//! Redis looks at the number of arguments before it runs a command, and raises `Wrong number of args calling Redis
//! command from script`. Where `unpack` passes KEYS or ARGV on, the parameters of the Rust function say how many there
//! are; an empty slice counts.
//!
//! # Example
//! ```lua
//! redis.call('SET', KEYS[1])
//! ```
//! Use instead:
//! ```lua
//! redis.call('SET', KEYS[1], ARGV[1])
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::context::Reached;
use crate::facts::{CommandCall, Count, EntryTable, More};
use crate::redis::commands::{Arity, Command};
use crate::redis::servers::Servers;
use crate::report::diagnostic::{Diagnostic, Severity};
use crate::report::plural;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "wrong_arity",
    topic: Topic::Commands,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.commands {
        diagnostics.extend(report(context, call));
    }
}

fn report(context: &Context, call: &CommandCall) -> Option<Diagnostic> {
    let command = call.command()?;
    let passed = passed(context, call)?;
    if command.is_container() && passed.least > 0 {
        call.operands().first()?.text.as_ref()?;
    }
    let reached = match call.arguments.more {
        More::Entries { .. } => context.reached(&call.conditions),
        More::None | More::Unknown => Reached::Always,
    };
    if reached == Reached::Never {
        return None;
    }
    let never = |arity: Arity| {
        let too_many = matches!(arity.most, Some(most) if passed.least > most);
        too_many || matches!(passed.most, Some(most) if most < arity.least)
    };
    if let Some(severity) = context.severity_on(refusing(command, &never)) {
        let severity = if !call.is_certain() || reached == Reached::Sometimes {
            Severity::Warning
        } else {
            severity
        };
        let found = finding(command, call, passed).with_severity(severity);
        return Some(match reached {
            Reached::Sometimes => found.note(fill!(
                "the script calls it only {}",
                context.undecided(&call.conditions)
            )),
            Reached::Always | Reached::Never => found,
        });
    }
    let (table, before) = match call.arguments.more {
        // What the script asked before says that it is not empty.
        More::Entries { present: 1.., .. } | More::None | More::Unknown => return None,
        More::Entries {
            table,
            first,
            excluded,
            ..
        } => {
            let before = usize::try_from(first.saturating_sub(1)).unwrap_or(0);
            let is_excluded = excluded.map(usize::try_from) == Some(Ok(before));
            if is_excluded && context.passed(table)?.least >= before {
                return None;
            }
            (table, before)
        }
    };
    context.passed(table)?;
    let if_empty = refusing(command, &|arity| passed.least < arity.least);
    let severity = context.severity_on(if_empty)?;
    let wanted = command.arities().last()?.1.least;
    let fewer = match before + wanted.saturating_sub(call.operands().len()) {
        0 | 1 => " == 0".to_owned(),
        least => fill!(" < {least}", least),
    };
    let cause = 2 * u32::try_from(before).unwrap_or(0) + u32::from(table == EntryTable::Keys);
    let (slice, option) = (table.name(), context.option(table));
    let is_certain = option.is_some() && call.is_certain() && reached == Reached::Always;
    let when = match option {
        Some(param) => fill!("`{}` is `None`", context.param_name(param)),
        None => "the slice is empty".to_owned(),
    };
    Some(
        Diagnostic::warning(
            LINT.name,
            call.span,
            fill!("{command} has too few arguments if {when}", command, when),
        )
        .with_severity(if is_certain {
            severity
        } else {
            Severity::Warning
        })
        .label(fill!(
            "{}, and what is passed beyond",
            plural(passed.least, "argument")
        ))
        .note("Redis then raises `Wrong number of args calling Redis command from script`")
        .help(fill!(
            "return early if there is nothing to do: `if #{slice}{fewer} then return 0 end`",
            slice,
            fewer
        ))
        // One slice that is empty is one mistake.
        .caused_by(cause),
    )
}

/// The servers that refuse the number of arguments.
fn refusing(command: Command, refuses: &dyn Fn(Arity) -> bool) -> Servers {
    let mut refusing = Servers::NONE;
    for &(servers, arity) in command.arities() {
        if refuses(arity) {
            refusing = refusing.or(servers);
        }
    }
    refusing
}

/// The arguments behind the command's name; `None` if nothing is known of how many there are.
fn passed(context: &Context, call: &CommandCall) -> Option<Count> {
    let known = call.operands().len();
    if call.arguments.fixed.is_empty() {
        return None;
    }
    let (more, most) = match call.arguments.more {
        More::None => (0, Some(0)),
        More::Unknown => (0, None),
        More::Entries {
            table,
            first,
            present,
            ..
        } => {
            let passed = context.passed(table).unwrap_or(Count::at_least(0));
            let before = usize::try_from(first.saturating_sub(1)).unwrap_or(0);
            let left = |count: usize| count.saturating_sub(before).max(present);
            let least = passed.least_from(before.saturating_add(present));
            (left(least), passed.most.map(left))
        }
    };
    Some(Count {
        least: known + more,
        most: most.map(|most| known + most),
        step: 1,
    })
}

fn finding(command: Command, call: &CommandCall, passed: Count) -> Diagnostic {
    let wanted = match command.arities().last() {
        Some((_, arity)) if arity.most == Some(arity.least) => plural(arity.least, "argument"),
        Some((_, arity)) => fill!("at least {}", plural(arity.least, "argument")),
        None => "another number".to_owned(),
    };
    let many = match passed.most {
        Some(_) => passed.of("argument"),
        None => passed.numbers(),
    };
    Diagnostic::error(
        LINT.name,
        call.span,
        fill!(
            "{command} takes {wanted}, and gets {many}",
            command,
            wanted,
            many
        ),
    )
    .label(fill!("{many} after the name", many))
    .note("Redis raises `Wrong number of args calling Redis command from script` when this runs")
    .help(fill!("pass {wanted} to {command}", wanted, command))
}
