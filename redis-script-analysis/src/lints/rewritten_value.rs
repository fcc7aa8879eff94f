//! Finds `SET` of the string that the key holds already, with a new time to live.
//!
//! # Why is this bad?
//! PEXPIRE and EXPIRE give the key the time to live and leave its value alone. SET makes the value anew, which takes twice as long
//! on the server: 1.5 microseconds against 0.7. It also sends the value to the replicas and to the append-only file once more, as
//! [What habits cost](habits.md) says.
//!
//! # Example
//! ```lua
//! if redis.call('GET', KEYS[1]) == ARGV[1] then
//!   redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
//!   return 1
//! end
//! return 0
//! ```
//! Use instead:
//! ```lua
//! if redis.call('GET', KEYS[1]) == ARGV[1] then
//!   redis.call('PEXPIRE', KEYS[1], ARGV[2])
//!   return 1
//! end
//! return 0
//! ```
//! It finds SET with EX, PX, EXAT or PXAT, SETEX and PSETEX, if GET read the value on every path to them and nothing wrote to the key
//! since. PEXPIRE replies 1, and SET replies OK. If the time is 0 or less, PEXPIRE deletes the key, and SET raises an error.

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::CommandCall;
use crate::redis::commands::Property;
use crate::redis::habits;
use crate::report::diagnostic::Diagnostic;
use crate::text::{Span, fill};

pub(super) const LINT: Lint = Lint {
    name: "rewritten_value",
    topic: Topic::Cost,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.commands {
        if let Some(earlier) = context.facts.settled(call)
            && earlier.has(Property::REPLIES_HELD)
            && let Some(keeping) = keeping(call)
        {
            diagnostics.push(report(context, call, earlier, &keeping));
        }
    }
}

/// The command that does without the value.
struct Keeping {
    command: &'static str,
    /// What it does not take, with the comma beside it.
    without: Span,
}

fn keeping(call: &CommandCall) -> Option<Keeping> {
    let commands = call.property(Property::KEEPING)?;
    if call.is_open() {
        return None;
    }
    match call.operands() {
        [_, value, option, time] => {
            let option = option.text.as_deref()?;
            for pair in commands.split(',') {
                if let Some((unit, command)) = pair.split_once('/')
                    && option.eq_ignore_ascii_case(unit.as_bytes())
                {
                    return Some(Keeping {
                        command,
                        without: Span::new(value.span.start, time.span.start),
                    });
                }
            }
            None
        }
        [_, time, value] if !commands.contains('/') => Some(Keeping {
            command: commands,
            without: Span::new(time.span.end, value.span.end),
        }),
        _ => None,
    }
}

fn report(
    context: &Context,
    call: &CommandCall,
    earlier: &CommandCall,
    keeping: &Keeping,
) -> Diagnostic {
    let key = call.operands().first().map(|key| context.text(key.span));
    let found = Diagnostic::warning(
        LINT.name,
        call.span,
        fill!(
            "`{}` holds this value already: {} keeps it",
            key.unwrap_or_default(),
            keeping.command
        ),
    )
    .label(habits::REWRITTEN_VALUE)
    .also(earlier.span, "reads the value")
    .help(fill!("call {} instead, without the value", keeping.command));
    match context.quoted(call.name_span) {
        // Its reply is another one.
        _ if !call.discarded => found.note(fill!("{} replies 1, and not OK", keeping.command)),
        Some(name) if is_written_there(call) => found
            .replace(name, keeping.command)
            .replace(keeping.without, "")
            // A time that is over deletes the key, and is an error of SET.
            .guess(),
        _ => found,
    }
}

/// Whether the name and all arguments stand in the call, one by one.
fn is_written_there(call: &CommandCall) -> bool {
    for operand in call.operands() {
        if operand.expr.is_none() {
            return false;
        }
    }
    call.span.to(call.name_span) == call.span
}
