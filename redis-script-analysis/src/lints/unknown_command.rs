//! Finds commands and subcommands that no known server has.
//!
//! # Why is this bad?
//! Redis raises `Unknown Redis command called from script` when the call runs; what was written before stays. It is an
//! error if all targets are known servers, or if the name is one edit away from a known one. Otherwise it is a warning:
//! a newer server may have the command. The name is followed through variables, helper functions, `..` and
//! `string.upper`. Names with a dot belong to modules and are left alone.
//!
//! # Example
//! ```lua
//! redis.call('HGTALL', KEYS[1])
//! ```
//! Use instead:
//! ```lua
//! redis.call('HGETALL', KEYS[1])
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::{CommandCall, Types};
use crate::redis::commands::{self, Lookup};
use crate::redis::servers::Servers;
use crate::report::diagnostic::{Diagnostic, Severity};
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "unknown_command",
    topic: Topic::Commands,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.commands {
        let found = report(context, call).or_else(|| not_constant(call));
        diagnostics.extend(found);
    }
}

/// A name that is put together, or one of several.
fn not_constant(call: &CommandCall) -> Option<Diagnostic> {
    let name = call.arguments.fixed.first()?;
    if name.text.is_some() || !name.types.only(Types::STRING) {
        return None;
    }
    let finding = |message| {
        Diagnostic::error(LINT.name, name.span, message)
            .with_severity(Severity::Warning)
            .label("unknown")
            .note("Redis raises `Unknown Redis command called from script` when this runs")
    };
    let prefix = name.string.prefix();
    if prefix.contains(&b' ') && name.string.constants().is_none() {
        let severity = if call.is_certain() {
            Severity::Error
        } else {
            Severity::Warning
        };
        return Some(
            finding("a command's name has no space".to_owned())
                .with_severity(severity)
                .help("pass its arguments one by one: `redis.call('GET', KEYS[1])`"),
        );
    }
    for text in name.string.constants().unwrap_or_default() {
        if let Lookup::UnknownCommand(meant) = commands::find(text, None) {
            let (none_has, name) = (Servers::none_has(), String::from_utf8_lossy(text));
            let help = match meant {
                Some(meant) => fill!("did you mean `{}`?", meant.to_uppercase()),
                None => "look it up in the list of commands".to_owned(),
            };
            let message = fill!("{none_has} a command {}", none_has, name.to_uppercase());
            return Some(finding(message).help(help));
        }
    }
    None
}

fn report(context: &Context, call: &CommandCall) -> Option<Diagnostic> {
    let (span, message, meant, severity) = match call.lookup()? {
        Lookup::UnknownCommand(meant) => {
            let name = call.name()?;
            (
                call.name_span,
                fill!("{} a command {name}", Servers::none_has(), name),
                meant,
                context.severity_of_unknown(&name, &commands::names()),
            )
        }
        Lookup::UnknownSubcommand(container, meant) => {
            let first = call.operands().first()?;
            let name = String::from_utf8_lossy(first.text.as_deref()?).to_uppercase();
            let known = container.subcommand_names();
            let severity = context.severity_of_unknown(&name, &known);
            let none_has = Servers::none_has();
            (
                first.span,
                fill!(
                    "{none_has} a subcommand {name} of {container}",
                    none_has,
                    name,
                    container
                ),
                meant,
                severity,
            )
        }
        Lookup::Found(_) | Lookup::Module => return None,
    };
    // The last word of a subcommand's full name.
    let meant = match meant {
        Some(meant) => meant.split(' ').next_back(),
        None => None,
    };
    let severity = if call.is_certain() {
        severity
    } else {
        Severity::Warning
    };
    let finding = Diagnostic::error(LINT.name, span, message)
        .with_severity(severity)
        .label("unknown")
        .note("Redis raises `Unknown Redis command called from script` when this runs");
    Some(match meant {
        Some(meant) => {
            let meant = meant.to_uppercase();
            finding
                .help(fill!("did you mean `{meant}`?", meant))
                .replace_if(context.quoted(span), meant)
                .guess()
        }
        None => finding
            .help("look it up in the list of commands; a module's command has a dot in its name"),
    })
}
