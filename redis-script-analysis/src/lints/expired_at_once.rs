//! Finds expiries that are over when they are set.
//!
//! # Why is this bad?
//! EXPIRE and PEXPIRE with 0 or less delete the key at once, without an error; so do EXPIREAT and PEXPIREAT with a time in the
//! past. That is not "no expiry", which other tools mean by -1. A default of the script counts, too: `tonumber(ARGV[1] or -1)`.
//!
//! # Example
//! ```lua
//! return redis.call('EXPIRE', KEYS[1], -1)
//! ```
//! Use instead: PERSIST for no expiry, DEL to delete.
//! ```lua
//! return redis.call('PERSIST', KEYS[1])
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::CommandCall;
use crate::redis::commands::Property;
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "expired_at_once",
    topic: Topic::Commands,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.commands {
        diagnostics.extend(report(context, call));
    }
}

fn report(context: &Context, call: &CommandCall) -> Option<Diagnostic> {
    let command = call.command()?;
    let time = call.operands().get(1)?;
    if command.property(Property::TIMES) != Some("") {
        return None;
    }
    let name = context.text(time.span);
    let Some(written) = time.as_argument() else {
        // A reply that is missing may say that there is no key.
        let number = context.fallback(time)?;
        if number > 0 || !time.calls.is_empty() {
            return None;
        }
        let message = fill!(
            "{command} deletes the key at once if `{name}` is the default, {number}",
            command,
            name,
            number
        );
        return Some(
            Diagnostic::warning(LINT.name, time.span, message)
                .label(fill!("{number} if there is no other value", number))
                .help(fill!("do not call {command} then", command)),
        );
    };
    let number: f64 = str::from_utf8(&written).ok()?.parse().ok()?;
    if number > 0.0 {
        return None;
    }
    let found = Diagnostic::warning(
        LINT.name,
        time.span,
        fill!(
            "{command} deletes the key at once: `{name}` is not after now",
            command,
            name
        ),
    )
    .label("over when it is set")
    .help("write DEL if the key is to go, and PERSIST if it is to stay");
    Some(found)
}
