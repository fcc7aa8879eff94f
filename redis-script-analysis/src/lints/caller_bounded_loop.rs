//! Finds loops whose number of rounds is an entry of ARGV.
//!
//! # Why is this bad?
//! The caller decides how long the server serves nobody else: one call with a million stops it for a second or so. Where the
//! callers are known to pass small numbers that is fine: this lint is off unless `redis-script.toml`, the attribute or a
//! comment turns it on.
//!
//! # Example
//! ```lua
//! for i = 1, tonumber(ARGV[1]) do redis.call('RPUSH', KEYS[1], i) end
//! ```
//! Use instead:
//! ```lua
//! for i = 1, math.min(tonumber(ARGV[1]), 1000) do redis.call('RPUSH', KEYS[1], i) end
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::{Loop, Sources};
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "caller_bounded_loop",
    topic: Topic::Cost,
    by_default: ByDefault::Silent,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for found in &context.facts.loops {
        diagnostics.extend(report(context, found));
    }
}

fn report(context: &Context, found: &Loop) -> Option<Diagnostic> {
    let limit = found.limit.as_ref()?;
    // A number that was computed, as by `math.min`, may have a bound.
    let passed = [Sources::ARGUMENT, Sources::ARGUMENT.or(Sources::LITERAL)];
    if !passed.contains(&limit.sources) {
        return None;
    }
    let name = context.text(limit.span);
    Some(
        Diagnostic::warning(
            LINT.name,
            limit.span,
            "the caller decides how long this loop runs",
        )
        .label("any number that is passed")
        .note("the server serves no other client meanwhile")
        .help(fill!("bound it: `math.min({name}, 1000)`", name))
        .replace(limit.span, fill!("math.min({name}, 1000)", name))
        .guess(),
    )
}
