//! Finds commands that only read, and whose reply nothing takes.
//!
//! # Why is this bad?
//! Such a call changes nothing: it costs time and does nothing. Often its writing namesake was meant: with ZRANGEBYSCORE
//! in the place of ZREMRANGEBYSCORE, a sliding window never slides. Or a `return` is missing, and the script replies nil.
//!
//! # Example
//! ```lua
//! redis.call('ZRANGEBYSCORE', KEYS[1], 0, ARGV[1])
//! return redis.call('ZCARD', KEYS[1])
//! ```
//! Use instead:
//! ```lua
//! redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, ARGV[1])
//! return redis.call('ZCARD', KEYS[1])
//! ```
//! TOUCH is left alone: it notes when its keys were used. So is a read of a key that the script used before, unless it has such a
//! namesake: a client that caches what it reads is told of changes to keys that were read for it.

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::CommandCall;
use crate::redis::commands::{Command, Property};
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "unused_reply",
    topic: Topic::Commands,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.commands {
        if let Some(command) = call.command()
            && call.discarded
            && !call.is_alternative
            && !call.is_impossible
            && command.only_reads()
            && (!call.is_touched || command.has(Property::WRITING))
        {
            diagnostics.push(report(call, command));
        }
    }
}

fn report(call: &CommandCall, command: Command) -> Diagnostic {
    let help = match command.property(Property::WRITING) {
        Some(writing) => fill!(
            "is {writing} meant? If not, return the reply or remove the call",
            writing
        ),
        None => "return the reply, keep it in a local, or remove the call".to_owned(),
    };
    Diagnostic::warning(
        LINT.name,
        call.span,
        fill!("nothing takes the reply of {command}", command),
    )
    .label(fill!("{command} only reads", command))
    .note("without its reply, the call does nothing")
    .help(help)
}
