//! Finds commands that write in a script that is declared to read alone: by `readonly` in the attribute, or by the flag
//! `no-writes` in its first line.
//!
//! # Why is this bad?
//! Servers raise `Write commands are not allowed from read-only scripts.`: a script that is declared `readonly` is sent by
//! `EVALSHA_RO`, and one with the flag may not write however it is sent.
//! What counts as a write is the server's rule: PUBLISH, PFCOUNT, SORT and GETEX do, `SORT_RO` does not. A command whose
//! name is not constant may be one.
//!
//! # Example
//! ```lua
//! -- #[redis_script("top.lua", readonly)]
//! return redis.call('SORT', KEYS[1], 'LIMIT', 0, 10)
//! ```
//! Use instead:
//! ```lua
//! return redis.call('SORT_RO', KEYS[1], 'LIMIT', 0, 10)
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::CommandCall;
use crate::redis::commands::Property;
use crate::redis::servers::Servers;
use crate::report::diagnostic::{Diagnostic, Severity};
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "write_in_readonly",
    topic: Topic::Signature,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let (declared, remove) = match () {
        () if context.contract.readonly => ("`readonly`", "remove `readonly` from the attribute"),
        () if context.facts.flag("no-writes").is_some() => {
            ("`no-writes`", "remove `no-writes` from the first line")
        }
        () => return,
    };
    for call in &context.facts.commands {
        diagnostics.extend(report(context, call, declared, remove));
    }
}

fn report(
    context: &Context,
    call: &CommandCall,
    declared: &str,
    remove: &str,
) -> Option<Diagnostic> {
    context.severity_on(call.writes())?;
    let asked = context.servers().and(Servers::ASKED);
    let (severity, message) = match call.command() {
        Some(command) => (
            if call.writes().and(asked).is_empty() {
                Severity::Warning
            } else {
                Severity::Error
            },
            fill!(
                "{command} writes, and the script is {declared}",
                command,
                declared
            ),
        ),
        None => (
            Severity::Warning,
            fill!("this may write, and the script is {declared}", declared),
        ),
    };
    let finding = Diagnostic::error(LINT.name, call.name_span, message)
        .with_severity(severity)
        .label("a write")
        .note(
            "Redis raises `Write commands are not allowed from read-only scripts.` when this runs",
        );
    let reading = match call.command() {
        Some(command) => command.property(Property::READING),
        None => None,
    };
    let instead = match reading {
        Some(reading) => fill!("use {reading}", reading),
        None => fill!("{remove}, or the command from the script", remove),
    };
    Some(finding.help(instead))
}
