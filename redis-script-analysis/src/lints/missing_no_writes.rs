//! Finds scripts that only read, and whose first line, a shebang, lacks the flag `no-writes`.
//!
//! # Why is this bad?
//! With a shebang line, servers from Redis 7.0 on take a script for one that writes, whatever it does, unless the line says
//! otherwise. They refuse it as a whole on a replica (`READONLY`), out of memory (`OOM`) and while they cannot save
//! (`MISCONF`), and by `EVALSHA_RO`, so that a cluster's replicas never serve it. Without such a line each command counts by
//! itself.
//!
//! # Example
//! ```lua
//! #!lua
//! return redis.call('GET', KEYS[1])
//! ```
//! Use instead:
//! ```lua
//! #!lua flags=no-writes
//! return redis.call('GET', KEYS[1])
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::report::diagnostic::Diagnostic;
use crate::text::Span;

pub(super) const LINT: Lint = Lint {
    name: "missing_no_writes",
    topic: Topic::Commands,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let Some(line) = context.facts.writing_shebang() else {
        return;
    };
    if !context.facts.is_read_only() || may_be_set_to_write(context) {
        return;
    }
    let is_plain = context.text(line.span).trim_end() == "#!lua";
    let message = "this script only reads, and its first line does not say so";
    let found = Diagnostic::warning(LINT.name, line.span, message)
            .label("without the flag `no-writes`")
            .note("servers take it for a script that writes: they refuse it on replicas, out of memory, and while they cannot save")
;
    diagnostics.push(match line.flags.last() {
        Some((_, last)) => found
            .help("add the flag `no-writes`, or remove the line")
            .replace(Span::new(last.end, last.end), ",no-writes"),
        None => found
            .help("write `#!lua flags=no-writes`, or remove the line")
            .replace_if(is_plain.then_some(line.span), "#!lua flags=no-writes"),
    });
}

/// Whether a call that never comes would write: the value of a constant may be what keeps it from coming.
fn may_be_set_to_write(context: &Context) -> bool {
    for call in &context.facts.commands {
        if !call.writes().is_empty() {
            return true;
        }
    }
    false
}
