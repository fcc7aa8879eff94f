//! Finds the command KEYS.
//!
//! # Why is this bad?
//! KEYS goes through all keys of the database, and no other client is served until it is done: with millions of keys,
//! that takes seconds. In a cluster it sees the keys of one node alone.
//!
//! # Example
//! ```lua
//! for _, key in ipairs(redis.call('KEYS', 'session:*')) do redis.call('DEL', key) end
//! ```
//! Use instead: a set or sorted set that holds the names, kept along with the data; or SCAN, called by the client in
//! steps, outside of a script.

use super::{ByDefault, Context, Lint, Topic};
use crate::redis::commands::Property;
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "keys_command",
    topic: Topic::Cost,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.commands {
        if !call.has(Property::ALL_KEYS) {
            continue;
        }
        let message = "KEYS goes through the whole database";
        let found = Diagnostic::warning(LINT.name, call.name_span, message)
            .label("blocks the server")
            .note("no other client is served until it is done; in a cluster it sees one node alone")
            .help("keep the names in a set, or let the client SCAN in steps");
        diagnostics.push(found);
    }
}
