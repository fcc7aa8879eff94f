//! Finds `math.randomseed`.
//!
//! # Why is this bad?
//! From Redis 7.0 on, all scripts of all clients share one generator: a seed holds for every later script, so that others
//! get numbers that repeat with each call of this one. Up to 6.2 it holds for the one script alone.
//!
//! # Example
//! ```lua
//! math.randomseed(tonumber(ARGV[1]))
//! local index = math.random(10)
//! ```
//! Use instead: a random number that the client makes and passes in ARGV.

use super::{ByDefault, Context, Lint, Topic};
use crate::redis::builtins::Role;
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "seeded_random",
    topic: Topic::Sandbox,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.library_calls {
        if call.function.row.role != Role::Seed {
            continue;
        }
        let message = "the seed holds for all later scripts of all clients";
        let found = Diagnostic::warning(LINT.name, call.span, message)
            .label("changes the server's one generator")
            .help("make the random number in the client, and pass it in ARGV");
        diagnostics.push(found);
    }
}
