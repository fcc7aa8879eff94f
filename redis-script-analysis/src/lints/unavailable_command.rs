//! Finds commands that some of the targeted servers do not have.
//!
//! # Why is this bad?
//! On those servers, Redis raises `Unknown Redis command called from script` when the call runs. It is an error where
//! `redis-script.toml` names the servers or none of them has the command, and a warning otherwise.
//!
//! # Example
//! ```lua
//! -- [target] servers = ["redis >= 7.2"]
//! redis.call('HEXPIRE', KEYS[1], 60, 'FIELDS', 1, 'name')
//! ```
//! Use instead: a command that all of them have, or `servers = ["redis >= 7.4"]`.

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::CommandCall;
use crate::redis::servers::Servers;
use crate::report::diagnostic::{Diagnostic, Severity};
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "unavailable_command",
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
    let lacking = Servers::ALL.without(command.servers());
    let severity = context.severity_on(lacking)?;
    let severity = if call.is_certain() {
        severity
    } else {
        Severity::Warning
    };
    let finding = Diagnostic::error(
        LINT.name,
        call.name_span,
        fill!("not every targeted server has {command}", command),
    )
    .with_severity(severity)
    .label(fill!("missing on {}", context.targets_among(lacking)))
    .note("there, Redis raises `Unknown Redis command called from script` when this runs");
    Some(finding.help(if context.is_declared() {
        "use a command that all targets have, or raise `[target] servers` in redis-script.toml"
    } else {
        "if you never run those, say so: `[target] servers = [...]` in redis-script.toml"
    }))
}
