//! Finds loops that nothing ends.
//!
//! # Why is this bad?
//! While a script runs, the server serves nobody else. After 5 seconds it answers `BUSY`; SCRIPT KILL stops a script that
//! wrote nothing, and one that wrote goes on until the server is killed, with the loss of what was not saved.
//!
//! That is also so of a loop that only sometimes changes what its condition asks: a cursor that an inner loop over the page
//! sets stays as it was if the page is empty.
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
use crate::facts::{Loop, LoopEnd, LoopKind};
use crate::redis::commands::Property;
use crate::report::diagnostic::{Diagnostic, Severity};
use crate::text::{Span, fill};

pub(super) const LINT: Lint = Lint {
    name: "endless_loop",
    topic: Topic::Cost,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for found in &context.facts.loops {
        diagnostics.extend(match found.end {
            LoopEnd::StuckIfEmpty => Some(stuck(found, "an inner loop")),
            LoopEnd::StuckUnless if scans(context, found) => Some(stuck(found, "a condition")),
            _ => report(found),
        });
    }
}

/// Whether it goes through something in steps, so that a step may have nothing in it.
fn scans(context: &Context, found: &Loop) -> bool {
    for call in &context.facts.commands {
        let scans = call.has(Property::EACH_KEY) || call.has(Property::EACH_ELEMENT);
        if scans && found.exprs.contains(call.id) {
            return true;
        }
    }
    false
}

/// `within`: where alone the condition is changed.
fn stuck(found: &Loop, within: &str) -> Diagnostic {
    let length = match found.kind {
        LoopKind::Repeat => "repeat".len(),
        _ => "while".len(),
    };
    let start = found.span.start;
    let word = Span::new(start, start + length as u32);
    Diagnostic::warning(LINT.name, word, "a round of this loop may change nothing")
        .label("the next round is then the same, and never ends")
        .also(found.head, fill!("changed only within {within}", within))
        .note("SCAN and its like may reply a page without elements, with a cursor that goes on")
        .help("change it in each round, outside of inner loops and conditions")
}

fn report(found: &Loop) -> Option<Diagnostic> {
    let (severity, message, label) = match found.end {
        LoopEnd::Possible | LoopEnd::StuckIfEmpty | LoopEnd::StuckUnless => return None,
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
