//! Finds loops that nothing ends.
//!
//! # Why is this bad?
//! While a script runs, the server serves nobody else. After 5 seconds it answers `BUSY`; SCRIPT KILL stops a script that
//! wrote nothing, and one that wrote goes on until the server is killed, with the loss of what was not saved.
//!
//! # Example
//! ```lua
//! local i = 1
//! while i <= #ARGV do
//!   redis.call('RPUSH', KEYS[1], ARGV[i])
//! end
//! ```
//! Use instead:
//! ```lua
//! for i = 1, #ARGV do
//!   redis.call('RPUSH', KEYS[1], ARGV[i])
//! end
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::{Loop, LoopEnd};
use crate::report::diagnostic::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    name: "endless_loop",
    topic: Topic::Cost,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for found in &context.facts.loops {
        diagnostics.extend(report(found));
    }
}

fn report(found: &Loop) -> Option<Diagnostic> {
    let (severity, message, label) = match found.end {
        LoopEnd::Possible => return None,
        LoopEnd::Never => (
            Severity::Error,
            "this loop never ends",
            "no `break` and no `return` leaves it",
        ),
        LoopEnd::Stuck => (
            Severity::Warning,
            "this loop ends at once or never",
            "nothing in the loop changes this",
        ),
    };
    let finding = Diagnostic::error(LINT.name, found.head, message)
        .with_severity(severity)
        .label(label)
        .note("the server serves no other client meanwhile, and after the script has written, not even SCRIPT KILL stops it");
    Some(finding.help(match found.end {
        LoopEnd::Stuck => "change it in the loop, or count with `for i = 1, n do`",
        _ => "leave it with `break` when the work is done, or count with `for i = 1, n do`",
    }))
}
