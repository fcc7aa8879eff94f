//! Finds `pcall` whose result nothing looks at.
//!
//! # Why is this bad?
//! `redis.pcall` gives an error as a value, and Lua's `pcall` as a second result. If nobody looks, the script goes on as
//! if the command had worked: a write that was refused (OOM, WRONGTYPE, READONLY) is lost, and the caller hears of nothing.
//!
//! # Example
//! ```lua
//! redis.pcall('SET', KEYS[1], ARGV[1])
//! ```
//! Use instead: `redis.call`, which ends the script with the error, or
//! ```lua
//! local reply = redis.pcall('SET', KEYS[1], ARGV[1])
//! if reply.err then return reply end
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::Facts;
use crate::lua::source::Span;
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "ignored_error",
    topic: Topic::Values,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.extend(discarded(context.facts).map(report));
}

/// Calls that catch errors, and are statements.
fn discarded(facts: &Facts) -> impl Iterator<Item = Span> {
    let commands = facts
        .commands
        .iter()
        .filter(|call| call.catches && call.discarded)
        .map(|call| call.span);
    let catches = |name: &str| matches!(name, "pcall" | "xpcall");
    let calls = facts
        .library_calls
        .iter()
        .filter(move |call| call.discarded && catches(&call.name));
    commands.chain(calls.map(|call| call.span))
}

fn report(span: Span) -> Diagnostic {
    Diagnostic::warning(LINT.name, span, "nobody looks whether this failed")
        .label("the error is dropped")
        .note("a write that Redis refuses is lost, and the caller hears of nothing")
        .help("use `redis.call`, or look at the result")
}
