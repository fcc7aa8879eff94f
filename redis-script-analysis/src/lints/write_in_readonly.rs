//! Finds commands that write in a script that is declared `readonly`.
//!
//! # Why is this bad?
//! A read-only script may be sent to replicas, where Redis raises `Write commands are not allowed from read-only scripts.`
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
use crate::report::diagnostic::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    name: "write_in_readonly",
    topic: Topic::Signature,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    if context.contract.readonly {
        diagnostics.extend(
            context
                .facts
                .commands
                .iter()
                .filter_map(|call| report(context, call)),
        );
    }
}

fn report(context: &Context, call: &CommandCall) -> Option<Diagnostic> {
    context.severity_on(call.writes())?;
    let (severity, message) = match call.command() {
        Some(command) => (
            Severity::Error,
            format!(
                "{} writes, and the script is `readonly`",
                command.name().to_uppercase()
            ),
        ),
        None => (
            Severity::Warning,
            "this may write, and the script is `readonly`".to_owned(),
        ),
    };
    let finding = Diagnostic::error(LINT.name, call.name_span(), message)
        .with_severity(severity)
        .label("a write")
        .note(
            "Redis raises `Write commands are not allowed from read-only scripts.` when this runs",
        );
    let instead = match call.name().as_deref() {
        Some("SORT") => "use SORT_RO",
        Some("GETEX") => "use GET",
        Some("GEORADIUS") => "use GEORADIUS_RO",
        Some("GEORADIUSBYMEMBER") => "use GEORADIUSBYMEMBER_RO",
        _ => "remove `readonly` from the attribute, or the command from the script",
    };
    Some(finding.help(instead))
}
