//! Finds reads of what the script has just deleted.
//!
//! # Why is this bad?
//! After DEL, UNLINK or GETDEL the key holds nothing, and after HDEL, ZREM or SREM the field or member is gone, whether it
//! was there before or not. A later read always finds nothing: the script replies or stores `false` in the place of the value
//! that it meant to give away.
//!
//! # Example
//! ```lua
//! redis.call('HDEL', KEYS[1], ARGV[1])
//! return redis.call('HGET', KEYS[1], ARGV[1])
//! ```
//! Use instead:
//! ```lua
//! local value = redis.call('HGET', KEYS[1], ARGV[1])
//! redis.call('HDEL', KEYS[1], ARGV[1])
//! return value
//! ```
//! Only if all ways to the read delete it, and nothing writes to the key in between.

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::CommandCall;
use crate::redis::commands::Property;
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "read_after_delete",
    topic: Topic::Commands,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.commands {
        if let Some(earlier) = context.facts.settled(call)
            && !call.discarded
            && !call.drops_expiry()
        {
            diagnostics.extend(report(call, earlier));
        }
    }
}

fn report(call: &CommandCall, earlier: &CommandCall) -> Option<Diagnostic> {
    let (command, deleting) = (call.command()?, earlier.command()?);
    let what = match () {
        () if deleting.has(Property::REMOVES) => "the key is gone",
        () if deleting.has(Property::REMOVES_PARTS) => "that part of the key is gone",
        () => return None,
    };
    let found = Diagnostic::warning(
        LINT.name,
        call.span,
        fill!("{command} finds nothing here: {what}", command, what),
    )
    .label(fill!("always empty after {deleting}", deleting))
    .also(earlier.span, "deleted here")
    .help(fill!(
        "call {command} before {deleting}, and keep the reply in a local",
        command,
        deleting
    ));
    Some(found)
}
