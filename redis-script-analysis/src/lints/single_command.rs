//! Finds scripts that only call one command.
//!
//! # Why is this bad?
//! A single command is atomic as it is. As a script it costs the server a start of Lua more (3 to 4 microseconds), and the
//! server must know the script. It is a matter of taste: this lint is off unless `redis-script.toml`, the attribute or a
//! comment turns it on.
//!
//! # Example
//! ```lua
//! return redis.call('INCRBY', KEYS[1], ARGV[1])
//! ```
//! Use instead: the command itself, `con.incr(key, amount)`.

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::Facts;
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "single_command",
    topic: Topic::Cost,
    by_default: ByDefault::Silent,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let facts = context.facts;
    let [call] = facts.commands.as_slice() else {
        return;
    };
    if call.loops > 0 || call.is_open() || computes(facts) {
        return;
    }
    let name = call.name().unwrap_or_else(|| "the command".to_owned());
    diagnostics.push(
        Diagnostic::warning(
            LINT.name,
            call.span,
            format!("this script only calls {name}"),
        )
        .label("atomic as it is")
        .help("send the command itself"),
    );
}

/// Whether the script does anything beside calling commands.
pub(super) fn computes(facts: &Facts) -> bool {
    !facts.tests.is_empty()
        || !facts.operations.is_empty()
        || !facts.library_calls.is_empty()
        || !facts.constructed.is_empty()
}
