//! Finds keys that a script creates without an expiry, beside others that expire.
//!
//! # Why is this bad?
//! A script that lets some of its keys expire often forgets one: that one stays for ever, and memory grows. Counters that
//! must outlive the rest are right without an expiry: this lint is off unless `redis-script.toml`, the attribute or a
//! comment turns it on.
//!
//! # Example
//! ```lua
//! redis.call('SET', KEYS[1], ARGV[1], 'EX', 60)
//! redis.call('HSET', KEYS[2], 'owner', ARGV[1])
//! ```
//! Use instead:
//! ```lua
//! redis.call('SET', KEYS[1], ARGV[1], 'EX', 60)
//! redis.call('HSET', KEYS[2], 'owner', ARGV[1])
//! redis.call('EXPIRE', KEYS[2], 60)
//! ```

use std::collections::HashSet;

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::CommandCall;
use crate::redis::commands::Property;
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "missing_expiry",
    topic: Topic::Cost,
    by_default: ByDefault::Silent,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let calls = &context.facts.commands;
    let expiring: HashSet<&str> = calls
        .iter()
        .filter(|call| expires(call))
        .filter_map(|call| key(context, call))
        .collect();
    if expiring.is_empty() {
        return;
    }
    let mut told: HashSet<&str> = HashSet::new();
    for call in calls {
        let Some(key) = key(context, call).filter(|key| !expiring.contains(key)) else {
            continue;
        };
        if call.has(Property::CREATES) && !call.expires() && told.insert(key) {
            diagnostics.push(report(call, key));
        }
    }
}

/// The key as the script writes it: two ways to write it count as two keys.
fn key<'a>(context: &'a Context, call: &CommandCall) -> Option<&'a str> {
    Some(context.text(call.operands().first()?.span))
}

/// A command that is not known may be one that does.
fn expires(call: &CommandCall) -> bool {
    call.command().is_none() || call.expires()
}

fn report(call: &CommandCall, key: &str) -> Diagnostic {
    Diagnostic::warning(
        LINT.name,
        call.span,
        format!("`{key}` never expires, and other keys of this script do"),
    )
    .label("created without an expiry")
    .note("it stays until someone deletes it")
    .help(format!("add `redis.call('EXPIRE', {key}, ...)`"))
}
