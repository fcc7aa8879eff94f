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

use super::{ByDefault, Context, Lint, Topic};
use crate::collections::Interner;
use crate::facts::{CommandCall, Operand};
use crate::redis::commands::Property;
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "missing_expiry",
    topic: Topic::Cost,
    by_default: ByDefault::Silent,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let calls = &context.facts.commands;
    let mut expiring: Interner<Vec<u8>> = Interner::default();
    for call in calls {
        if let (true, Some(key)) = (expires(call), call.operands().first()) {
            expiring.insert(identity(key));
        }
    }
    if expiring.as_slice().is_empty() {
        return;
    }
    let mut told: Interner<Vec<u8>> = Interner::default();
    for call in calls {
        let Some(key) = call.operands().first() else {
            continue;
        };
        let creates = call.has(Property::CREATES) && !call.expires();
        let identity = identity(key);
        if creates && expiring.find(&identity).is_none() && told.insert(identity) {
            diagnostics.push(report(call, context.text(key.span)));
        }
    }
}

/// What two operands have in common that surely are one key: the name, or the number of the value. Those of which neither
/// is known are taken for one.
fn identity(key: &Operand) -> Vec<u8> {
    match &key.text {
        Some(name) => [b"=", &**name].concat(),
        None => key
            .number_of_value()
            .unwrap_or_default()
            .to_le_bytes()
            .to_vec(),
    }
}

/// A command that is not known may be one that does.
fn expires(call: &CommandCall) -> bool {
    call.command().is_none() || call.expires()
}

fn report(call: &CommandCall, key: &str) -> Diagnostic {
    Diagnostic::warning(
        LINT.name,
        call.span,
        fill!(
            "`{key}` never expires, and other keys of this script do",
            key
        ),
    )
    .label("created without an expiry")
    .note("it stays until someone deletes it")
    .help(fill!("add `redis.call('EXPIRE', {key}, ...)`", key))
}
