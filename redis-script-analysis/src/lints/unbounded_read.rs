//! Finds commands that read a whole collection, however large it is.
//!
//! # Why is this bad?
//! SMEMBERS, HGETALL, `LRANGE 0 -1`, `ZRANGE 0 -1` and SORT without LIMIT take time and memory in proportion to what is
//! there; while the script runs, no other client is served. On collections that are small by nature that is fine: this
//! lint is off unless `redis-script.toml`, the attribute or a comment turns it on.
//!
//! # Example
//! ```lua
//! local jobs = redis.call('LRANGE', KEYS[1], 0, -1)
//! ```
//! Use instead:
//! ```lua
//! local jobs = redis.call('LRANGE', KEYS[1], 0, 99)
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::CommandCall;
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "unbounded_read",
    topic: Topic::Cost,
    by_default: ByDefault::Silent,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.commands {
        diagnostics.extend(report(call));
    }
}

fn report(call: &CommandCall) -> Option<Diagnostic> {
    let name = call.name()?;
    let instead = match name.as_str() {
        "SMEMBERS" | "SINTER" | "SUNION" | "SDIFF" => {
            "ask for what is needed: SISMEMBER, SRANDMEMBER or SCARD, or let the client SSCAN"
        }
        "HGETALL" | "HKEYS" | "HVALS" => {
            "ask for the fields that are needed with HMGET, or let the client HSCAN"
        }
        "LRANGE" | "ZRANGE" | "ZREVRANGE" if is_everything(call, "0", "-1") => {
            "give the end a number"
        }
        "ZRANGEBYSCORE" if is_everything(call, "-inf", "+inf") && !has_limit(call) => {
            "add `'LIMIT', 0, 100`"
        }
        "ZREVRANGEBYSCORE" if is_everything(call, "+inf", "-inf") && !has_limit(call) => {
            "add `'LIMIT', 0, 100`"
        }
        "SORT" | "SORT_RO" if !has_limit(call) => "add `'LIMIT', 0, 100`",
        _ => return None,
    };
    Some(
        Diagnostic::warning(
            LINT.name,
            call.span,
            format!("{name} reads everything that is there"),
        )
        .label("without a bound")
        .note("the server serves nobody else until it is done")
        .help(instead),
    )
}

/// Whether the range is from the first element to the last.
fn is_everything(call: &CommandCall, first: &str, last: &str) -> bool {
    let constants = call.constants();
    let is = |at: usize, text: &str| {
        let found = constants.get(at).and_then(Option::as_deref);
        found == Some(text.as_bytes())
    };
    is(1, first) && is(2, last)
}

fn has_limit(call: &CommandCall) -> bool {
    call.is_open() || call.has_option(b"LIMIT")
}
