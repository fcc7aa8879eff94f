//! Finds SORT that looks at other keys, in a cluster.
//!
//! # Why is this bad?
//! The keys that `BY weight_*` and `GET name_*` name are made of the data, so that a cluster does not know which node has
//! them: it refuses the call with `BY option of SORT denied in Cluster mode`. That is so of `SORT_RO`, too. Newer servers
//! take a pattern whose hash tag has the slot of the key; such a pattern is left alone. If nobody says that the script runs in a
//! cluster, `undeclared_key` names the pattern among the keys that are not in KEYS.
//!
//! # Example
//! ```lua
//! -- [target] cluster = true
//! return redis.call('SORT', KEYS[1], 'BY', 'weight_*')
//! ```
//! Use instead: a sorted set, whose scores are the weights.
//! ```lua
//! -- [target] cluster = true
//! return redis.call('ZRANGE', KEYS[1], 0, -1)
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::{CommandCall, Operand};
use crate::report::diagnostic::{Diagnostic, Severity};
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "sort_pattern",
    topic: Topic::Keys,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    if context.cluster() != Some(true) {
        return;
    }
    for call in &context.facts.commands {
        if let Some(pattern) = call.key_pattern() {
            diagnostics.extend(report(context, call, pattern));
        }
    }
}

fn report(context: &Context, call: &CommandCall, pattern: &Operand) -> Option<Diagnostic> {
    let command = call.command()?;
    let severity = if call.is_certain() {
        Severity::Error
    } else {
        Severity::Warning
    };
    let name = context.text(pattern.span);
    let found = Diagnostic::error(
        LINT.name,
        pattern.span,
        fill!(
            "{command} reads keys by a pattern, which a cluster refuses",
            command
        ),
    )
    .with_severity(severity)
    .label(fill!("the keys of {name} may be on any node", name))
    .note("Redis raises `option of SORT denied in Cluster mode`")
    .help("keep the weights in a sorted set, or read what belongs to the elements from the client");
    Some(found)
}
