//! Finds commands whose documentation names a better one.
//!
//! # Why is this bad?
//! They go on working: this lint is off unless `redis-script.toml`, the attribute or a comment turns it on. New scripts
//! are shorter and more uniform with the newer commands, and some servers drop old ones.
//!
//! # Example
//! ```lua
//! redis.call('SETEX', KEYS[1], 60, ARGV[1])
//! ```
//! Use instead:
//! ```lua
//! redis.call('SET', KEYS[1], ARGV[1], 'EX', 60)
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::CommandCall;
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "deprecated_command",
    topic: Topic::Commands,
    by_default: ByDefault::Silent,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.commands {
        diagnostics.extend(report(context, call));
    }
}

fn report(context: &Context, call: &CommandCall) -> Option<Diagnostic> {
    let command = call.command()?;
    let (servers, instead) = command.deprecated()?;
    context.severity_on(servers)?;
    // The oldest of the targets that say so.
    let oldest = context.servers().and(servers).iter().next()?;
    let message = fill!("{command} is deprecated", command);
    Some(
        Diagnostic::warning(LINT.name, call.name_span, message)
            .label(fill!("since {oldest}", oldest))
            .help(fill!("use {instead}", instead)),
    )
}
