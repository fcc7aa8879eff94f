//! Finds elements that are taken out of a key, and lost on some way to the end of the script.
//!
//! # Why is this bad?
//! LPOP, SPOP, ZPOPMIN and the like take an element out for good. A script that takes one, and then returns for another reason
//! before it has used it, loses it: a job that nobody ever sees. Ask first whether the script can go on, and take then.
//!
//! # Example
//! ```lua
//! -- keys = 2
//! local job = redis.call('LPOP', KEYS[1])
//! if redis.call('EXISTS', KEYS[2]) == 1 then return '' end
//! return job
//! ```
//! Use instead:
//! ```lua
//! -- keys = 2
//! if redis.call('EXISTS', KEYS[2]) == 1 then return '' end
//! return redis.call('LPOP', KEYS[1])
//! ```
//! An element that nothing after that way out uses is left alone: it is dropped on purpose.

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::CommandCall;
use crate::report::diagnostic::Diagnostic;
use crate::text::{Span, fill};

pub(super) const LINT: Lint = Lint {
    name: "lost_element",
    topic: Topic::Commands,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let calls = &context.facts.commands;
    if !calls.iter().any(|call| call.lost_at.is_some()) {
        return;
    }
    let taken = context.facts.last_taken();
    for call in calls {
        if let (Some(end), Some(last)) = (call.lost_at, taken.get(call.id))
            && *last >= end.end
        {
            diagnostics.extend(report(call, end));
        }
    }
}

fn report(call: &CommandCall, end: Span) -> Option<Diagnostic> {
    let command = call.command()?;
    let found = Diagnostic::warning(
        LINT.name,
        end,
        fill!(
            "what {command} took out is lost if the script ends here",
            command
        ),
    )
    .label("nothing has used it on this way")
    .also(call.span, "taken out here")
    .help(fill!(
        "call {command} after this, or put the element back first",
        command
    ));
    Some(found)
}
