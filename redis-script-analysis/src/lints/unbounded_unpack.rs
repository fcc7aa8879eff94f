//! Finds `unpack` of a list that can be longer than Lua's stack.
//!
//! # Why is this bad?
//! `unpack` gives 7,999 values at most; from 8,000 on it raises `too many results to unpack`. A list that grows with the
//! data works in tests, and fails in production.
//!
//! # Example
//! ```lua
//! local expired = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1])
//! if #expired > 0 then redis.call('DEL', unpack(expired)) end
//! ```
//! Use instead: a bound on the list (`'LIMIT', 0, 1000`), or steps.
//! ```lua
//! for i = 1, #expired, 1000 do
//!   redis.call('DEL', unpack(expired, i, math.min(i + 999, #expired)))
//! end
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::{CommandCall, LibraryCall, TableKind};
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "unbounded_unpack",
    topic: Topic::Cost,
    by_default: ByDefault::Warning,
    check,
};

/// Commands whose replies grow with what is stored.
const GROWING: [&str; 16] = [
    "SMEMBERS",
    "SINTER",
    "SUNION",
    "SDIFF",
    "HGETALL",
    "HKEYS",
    "HVALS",
    "KEYS",
    "LRANGE",
    "ZRANGE",
    "ZREVRANGE",
    "ZRANGEBYSCORE",
    "ZREVRANGEBYSCORE",
    "ZRANGEBYLEX",
    "XRANGE",
    "XREVRANGE",
];

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let mut unbounded = GROWING.to_vec();
    for call in &context.facts.commands {
        // Which of several calls gave the list is not known: one with a bound makes it doubtful.
        let name = call.name();
        if name.is_some_and(|name| unbounded.contains(&&*name) && is_limited(call, &name)) {
            unbounded.retain(|known| call.name().as_deref() != Some(known));
        }
    }
    for call in &context.facts.library_calls {
        diagnostics.extend(report(context, &unbounded, call));
    }
}

fn report(context: &Context, unbounded: &[&str], call: &LibraryCall) -> Option<Diagnostic> {
    let [list] = call.arguments.fixed.as_slice() else {
        return None;
    };
    let command = list.reply_of.as_deref()?;
    let grows = matches!(list.table, TableKind::Array | TableKind::Flat);
    if &*call.name != "unpack" || !grows || !unbounded.contains(&command) {
        return None;
    }
    let name = context.text(list.span);
    Some(
        Diagnostic::warning(
            LINT.name,
            call.span,
            format!("{command} may reply more than `unpack` can give"),
        )
        .label("fails from 8,000 values on")
        .note("Redis then raises `too many results to unpack`, and what was written before stays")
        .help(format!(
            "go through `{name}` in steps: `unpack({name}, i, math.min(i + 999, #{name}))`"
        )),
    )
}

/// Whether a call reads no more than it asks for.
fn is_limited(call: &CommandCall, name: &str) -> bool {
    let constants = call.constants();
    let end = constants.get(2).and_then(Option::as_deref);
    let by_rank = matches!(name, "LRANGE" | "ZRANGE" | "ZREVRANGE");
    call.has_option(b"LIMIT") || call.has_option(b"COUNT") || by_rank && end != Some(b"-1")
}
