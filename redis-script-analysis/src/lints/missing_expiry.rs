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
use crate::facts::CommandCall;
use crate::report::diagnostic::Diagnostic;

pub(super) const LINT: Lint = Lint {
    name: "missing_expiry",
    topic: Topic::Cost,
    by_default: ByDefault::Silent,
    check,
};

const EXPIRING: [&str; 4] = ["EXPIRE", "PEXPIRE", "EXPIREAT", "PEXPIREAT"];
const CREATING: [&str; 15] = [
    "APPEND", "HINCRBY", "HMSET", "HSET", "HSETNX", "INCR", "INCRBY", "INCREX", "LPUSH", "RPUSH",
    "SADD", "SET", "SETNX", "XADD", "ZADD",
];
const OPTIONS: [&[u8]; 5] = [b"EX", b"PX", b"EXAT", b"PXAT", b"KEEPTTL"];

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let calls = &context.facts.commands;
    let mut expiring: Interner<&str> = Interner::default();
    for call in calls {
        if let (true, Some(key)) = (expires(call), key(context, call)) {
            expiring.insert(key);
        }
    }
    if expiring.as_slice().is_empty() {
        return;
    }
    let mut told: Interner<&str> = Interner::default();
    for call in calls {
        let Some(key) = key(context, call) else {
            continue;
        };
        if expiring.find(key.as_bytes()).is_none() && creates(call) && told.insert(key) {
            diagnostics.push(report(call, key));
        }
    }
}

/// The key as the script writes it: two ways to write it count as two keys.
fn key<'a>(context: &'a Context, call: &CommandCall) -> Option<&'a str> {
    Some(context.text(call.operands().first()?.span))
}

fn expires(call: &CommandCall) -> bool {
    let name = call.name();
    let Some(name) = name.as_deref() else {
        return true;
    };
    EXPIRING.contains(&name)
        || matches!(name, "SETEX" | "PSETEX" | "GETEX")
        || matches!(name, "SET" | "INCREX") && has_expiry(call)
}

fn has_expiry(call: &CommandCall) -> bool {
    let is_option = |argument: &[u8]| {
        OPTIONS
            .iter()
            .any(|option| argument.eq_ignore_ascii_case(option))
    };
    call.is_open()
        || call
            .constants()
            .iter()
            .any(|argument| argument.as_deref().is_some_and(is_option))
}

fn creates(call: &CommandCall) -> bool {
    call.name()
        .as_deref()
        .is_some_and(|name| CREATING.contains(&name))
        && !expires(call)
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
