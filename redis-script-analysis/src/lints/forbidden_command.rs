//! Finds commands that servers do not let a script call.
//!
//! # Why is this bad?
//! Redis raises `This Redis command is not allowed from script` when the call runs. CONFIG, CLIENT, EVAL, MULTI,
//! SUBSCRIBE, SAVE and others are refused everywhere, BLPOP and WAIT up to Redis 7.0. Under a profile, so is what users report that
//! the service refuses, such as MEMORY USAGE on `ElastiCache` Serverless.
//!
//! # Example
//! ```lua
//! redis.call('CONFIG', 'GET', 'maxmemory')
//! ```
//! Use instead: what the script needs to know, passed in ARGV.

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::CommandCall;
use crate::redis::commands::{Command, Property};
use crate::redis::servers::Servers;
use crate::report::diagnostic::{Diagnostic, Severity};
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "forbidden_command",
    topic: Topic::Commands,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.commands {
        diagnostics.extend(by_service(context, call));
        diagnostics.extend(report(context, call));
    }
}

/// What a service is known to refuse, whether a script calls it or a client.
fn by_service(context: &Context, call: &CommandCall) -> Option<Diagnostic> {
    let command = call.command()?;
    let service = command.property(Property::REFUSED_BY)?;
    if context.profile()?.name() != service {
        return None;
    }
    let found = Diagnostic::warning(
        LINT.name,
        call.name_span,
        fill!(
            "the service of the profile `{service}` refuses {command}",
            service,
            command
        ),
    )
    .label("users report that it is refused")
    .help("do without it: pass what the script needs to know in ARGV");
    Some(found)
}

fn report(context: &Context, call: &CommandCall) -> Option<Diagnostic> {
    let command = call.command()?;
    // Of a container whose subcommand is not constant, some may be allowed.
    if command.is_container() && !call.operands().is_empty() {
        return None;
    }
    let refusing = command.noscript();
    let severity = context.severity_by_asked(refusing, Servers::NONE)?;
    let severity = if call.is_certain() {
        severity
    } else {
        Severity::Warning
    };
    let finding = Diagnostic::error(
        LINT.name,
        call.name_span,
        fill!("scripts are not allowed to call {command}", command),
    )
    .with_severity(severity)
    .label(fill!("refused by {}", context.targets_among(refusing)))
    .note("Redis raises `This Redis command is not allowed from script` when this runs");
    Some(finding.help(remedy(command)))
}

fn remedy(command: Command) -> &'static str {
    match command.container_property(Property::BELONGS_OUTSIDE) {
        Some("transaction") => "a script is atomic as it is: leave it out",
        Some("code") => "put the other script's code into this one as a local function",
        Some("blocking") => "a script cannot wait: use the command without the `B`",
        Some("subscription") => "subscribe on a connection of its own; a script can PUBLISH",
        Some("replicas") => "call it on the connection, after the script",
        _ => "call it outside of the script, and pass what the script needs in ARGV",
    }
}
