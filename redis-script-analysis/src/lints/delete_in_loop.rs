//! Finds DEL in a loop.
//!
//! # Why is this bad?
//! DEL frees the memory of a large list, hash or set at once: one with a million elements takes a second or so, and in a
//! loop that adds up while no other client is served. UNLINK frees it in another thread. On small values there is no
//! difference: this lint is off unless `redis-script.toml`, the attribute or a comment turns it on.
//!
//! # Example
//! ```lua
//! for _, key in ipairs(KEYS) do redis.call('DEL', key) end
//! ```
//! Use instead:
//! ```lua
//! for _, key in ipairs(KEYS) do redis.call('UNLINK', key) end
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::redis::commands::Property;
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "delete_in_loop",
    topic: Topic::Cost,
    by_default: ByDefault::Silent,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.commands {
        if call.loops == 0 {
            continue;
        }
        let Some(command) = call.command() else {
            continue;
        };
        let Some(lazy) = command.property(Property::LAZY) else {
            continue;
        };
        let message = fill!("{command} in a loop frees the memory at once", command);
        let found = Diagnostic::warning(LINT.name, call.name_span, message)
            .label("blocks the server for large values")
            .help(fill!("{lazy} frees it in another thread", lazy));
        let found = if lazy.contains(' ') {
            found
        } else {
            found.replace_if(context.quoted(call.name_span), lazy)
        };
        diagnostics.push(found);
    }
}
