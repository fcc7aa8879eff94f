//! The lints: each reads the facts and the contract, and says what is wrong.
//!
//! One lint, one file; its name is its file's name and what `allow(...)` takes. The first paragraph of a lint's module
//! says what it finds; the rest is its page in the manual.

mod fixed_slice;
mod global_assignment;
mod missing_entry;
mod outdated_header;
mod undefined_global;
mod unused_parameter;
mod zero_index;

use crate::contract::{Contract, Layout};
use crate::facts::Facts;
use crate::redis::target::Target;
use crate::report::diagnostic::{Diagnostic, Severity};
use crate::settings::{Level, Settings};

/// A lint: its name and its check. Its findings come as errors or warnings; a level that is set overrules that.
struct Lint {
    name: &'static str,
    /// Whether it is a matter of taste: silent unless someone sets its level.
    taste: bool,
    check: fn(&Context, &mut Vec<Diagnostic>),
}

/// In alphabetic order.
const LINTS: &[Lint] = &[
    fixed_slice::LINT,
    global_assignment::LINT,
    missing_entry::LINT,
    outdated_header::LINT,
    undefined_global::LINT,
    unused_parameter::LINT,
    zero_index::LINT,
];

/// What a lint may read.
struct Context<'a> {
    facts: &'a Facts,
    contract: &'a Contract,
    /// `None` where the parameters cannot be divided into KEYS and ARGV.
    layout: Option<&'a Layout>,
    /// Where the script runs.
    #[allow(
        dead_code,
        reason = "the first lint that depends on it takes this line away"
    )]
    target: &'a Target,
}

/// The names of all lints, in alphabetic order.
pub fn names() -> impl Iterator<Item = &'static str> {
    LINTS.iter().map(|lint| lint.name)
}

/// Runs the lints, and gives their findings the levels that are set.
pub(crate) fn run(
    facts: &Facts,
    contract: &Contract,
    layout: Option<&Layout>,
    settings: &Settings,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let context = Context {
        facts,
        contract,
        layout,
        target: &settings.target,
    };
    for lint in LINTS {
        let level = settings.levels.get(lint.name);
        if level == Some(Level::Allow) || level.is_none() && lint.taste {
            continue;
        }
        let first = diagnostics.len();
        (lint.check)(&context, diagnostics);
        for found in diagnostics.iter_mut().skip(first) {
            settle(found, level);
        }
    }
}

/// Makes a finding the error or the warning that a level asks for.
fn settle(found: &mut Diagnostic, level: Option<Level>) {
    match level {
        Some(Level::Warn) => found.severity = Severity::Warning,
        Some(Level::Deny) => found.severity = Severity::Error,
        Some(Level::Allow) | None => {}
    }
}
