//! Finds keys that are not in KEYS: the script builds them, has them as literals, takes them from ARGV, or reads their names from the
//! data.
//!
//! # Why is this bad?
//! Clients find the node of a call by its KEYS. In a cluster, a key that is not among them may live on another node: `Script attempted
//! to access a non local key in a cluster node`. On Valkey 9 a command with several such keys makes every later script of that node
//! fail. A script without any KEYS goes to any node: of 200 calls that write, on three masters and a replica, 136 ended with that
//! error and 4 with READONLY. Dragonfly and Tair refuse undeclared keys everywhere, Upstash locks all keys for them, `ElastiCache`
//! Serverless refuses scripts without KEYS, and an ACL for keys is not checked ahead.
//!
//! What a key is made of matters:
//!
//! - `KEYS[1] .. ':seq'` is another key than `KEYS[1]`. It is on the same node only if both have the same hash tag, as in `{user:1}`
//!   and `{user:1}:seq`, which the caller knows.
//!   A script can also make a key the hash tag itself: `'{' .. KEYS[1] .. '}:seq'` is in the slot of `KEYS[1]`, if that has no braces
//!   of its own. This lint takes such keys for declared, but under profiles of services that refuse them.
//! - A literal, or a key from ARGV, can be passed as a key.
//! - A key whose name is read from the data cannot, nor those that SORT makes of its elements (`BY weight_*`). Keep such data in one hash that is passed as a key (`HDEL KEYS[2] job`), or
//!   fetch the names first, and pass the keys to a second script.
//!
//! If nobody says whether the script runs in a cluster, this is one warning for all its keys. With `cluster = true`, or a profile of
//! Dragonfly or Tair, it is an error, but for keys that a hash tag may put into the right slot. With `cluster = false` it is silent.
//!
//! # Example
//! ```lua
//! local id = redis.call('INCR', KEYS[1] .. ':seq')
//! redis.call('HSET', 'jobs', id, ARGV[1])
//! ```
//! Use instead: a parameter for each key. The caller gives their names one hash tag (`{user:1}`, `{user:1}:seq`).
//! ```lua
//! local id = redis.call('INCR', KEYS[1])
//! redis.call('HSET', KEYS[2], id, ARGV[1])
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::collections::{Interner, lists};
use crate::facts::{Count, EntryTable, KeyOrigin, KeyUse};
use crate::redis::target::Profile;
use crate::report::diagnostic::{Diagnostic, MessageText, Severity, Subject};
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "undeclared_key",
    topic: Topic::Keys,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let is_keyless = is_keyless(context);
    if is_keyless && let Some(found) = refused_without_keys(context) {
        diagnostics.push(found);
    }
    if context.takes_undeclared() {
        return;
    }
    let uses = context.facts.key_uses();
    let undeclared = undeclared(context, &uses);
    let writing = if is_keyless { first_write(&uses) } else { None };
    for &severity in &[Severity::Error, Severity::Warning] {
        let mut keys = Vec::new();
        for used in &undeclared {
            if self::severity(context, used) == severity {
                keys.push(*used);
            }
        }
        if let Some(found) = report(context, &keys, writing.is_some()) {
            diagnostics.push(found.with_severity(severity));
        }
    }
    if let (Some(used), true) = (writing, undeclared.is_empty()) {
        diagnostics.push(of_unknown_key(context, used));
    }
}

/// Whether neither callers pass keys nor the script reads any.
fn is_keyless(context: &Context) -> bool {
    let passed = matches!(context.layout, Some(layout) if layout.keys.passed() != Count::NONE);
    !passed && context.facts.reads_of(EntryTable::Keys).next().is_none()
}

/// Services that refuse a call without keys, whatever it does.
fn refused_without_keys(context: &Context) -> Option<Diagnostic> {
    let service = match context.profile() {
        Some(Profile::ElastiCacheServerless) => "ElastiCache Serverless",
        Some(Profile::Tair) => "Tair",
        _ => return None,
    };
    let call = context.facts.commands.first()?;
    let message = fill!("{service} refuses a script without keys", service);
    Some(keyless(Diagnostic::error(LINT.name, call.span, message)))
}

fn keyless(found: Diagnostic) -> Diagnostic {
    found
        .label("no KEYS entry is declared")
        .note("in a cluster, the call goes to any node, and mostly fails there")
        .help("pass each key that the script touches in KEYS")
        .about(Subject::Keys)
}

/// Each key that is not in KEYS once, in the order of the text.
fn undeclared<'a>(context: &Context, uses: &[KeyUse<'a>]) -> Vec<KeyUse<'a>> {
    let mut told: Interner<&str> = Interner::default();
    let mut undeclared = Vec::new();
    for used in uses {
        let known = match used.origin {
            KeyOrigin::Declared | KeyOrigin::Unknown => false,
            KeyOrigin::Tagged => context.refuses_undeclared(),
            // A cluster refuses the call: that is another lint's finding.
            KeyOrigin::Pattern => context.cluster() != Some(true),
            _ => true,
        };
        if known && told.insert(context.text(used.operand.span)) {
            undeclared.push(*used);
        }
    }
    undeclared
}

/// How bad a key is. If it is built from a declared one, the same hash tag puts both into one slot: that is for the caller to know.
fn severity(context: &Context, used: &KeyUse) -> Severity {
    let in_cluster = context.cluster() == Some(true) && used.origin != KeyOrigin::Built;
    let is_refused = (context.refuses_undeclared() || in_cluster) && !used.may_be_declared;
    if is_refused && used.origin != KeyOrigin::Pattern {
        Severity::Error
    } else {
        Severity::Warning
    }
}

/// Keys that are marked beside the first.
const MARKED: usize = 3;

fn report(context: &Context, keys: &[KeyUse], is_keyless: bool) -> Option<Diagnostic> {
    let (first, others) = keys.split_first()?;
    let message = match keys.len() {
        1 if first.may_be_declared => "sometimes, this key is not in KEYS".to_owned(),
        1 => "this key is not in KEYS".to_owned(),
        count => fill!("{count} keys of the script are not in KEYS", count),
    };
    let mut found =
        Diagnostic::warning(LINT.name, first.operand.span, message).label(described(first));
    let (marked, named) = others.split_at(others.len().min(MARKED));
    for used in marked {
        found = found.also(used.operand.span, described(used));
    }
    for origin in ORIGINS {
        found.notes.extend(named_only(context, named, origin));
    }
    found = if first.origin == KeyOrigin::Pattern {
        found.note("a cluster refuses that: `option of SORT denied in Cluster mode`")
    } else {
        found.note(context.what_undeclared_keys_do())
    };
    if is_keyless {
        found = found
            .note("a call without KEYS goes to any node of a cluster")
            .about(Subject::Keys);
    }
    let mut helped = keys;
    if context.cluster().is_none() && context.profile().is_none() {
        found = found.help(
            "if it never runs in a cluster, say so in `redis-script.toml`: `[target] cluster = false`",
        );
        helped = std::slice::from_ref(first);
    }
    for origin in ORIGINS {
        if let Some(used) = of_origin(helped, origin).first() {
            found = found.help(help(used.origin));
        }
    }
    Some(found)
}

/// All that a finding may have.
const ORIGINS: [KeyOrigin; 6] = [
    KeyOrigin::Tagged,
    KeyOrigin::Built,
    KeyOrigin::Hardcoded,
    KeyOrigin::Argument,
    KeyOrigin::Reply,
    KeyOrigin::Pattern,
];

fn of_origin<'a>(keys: &[KeyUse<'a>], origin: KeyOrigin) -> Vec<KeyUse<'a>> {
    let mut found = Vec::new();
    for used in keys {
        if used.origin == origin {
            found.push(*used);
        }
    }
    found
}

/// What to do about keys of an origin.
fn help(origin: KeyOrigin) -> &'static str {
    match origin {
        KeyOrigin::Built => {
            "pass what is built as a key of its own, and give both the same hash tag: `{user:1}`, `{user:1}:seq`"
        }
        KeyOrigin::Hardcoded => "pass what is written into the script in KEYS: `KEYS[...]`",
        KeyOrigin::Argument => "pass what comes from ARGV in KEYS: `KEYS[...]`",
        KeyOrigin::Reply => {
            "keep data whose names come from replies in one hash that is passed as a key, or pass the keys to a second script"
        }
        KeyOrigin::Pattern => {
            "keep what SORT reads beside its elements in a sorted set, or read it from the client"
        }
        _ => "pass what is built as a key of its own",
    }
}

/// Where a key comes from.
fn described(used: &KeyUse) -> String {
    let origin = origin(used.origin);
    if used.may_be_declared {
        fill!("sometimes {origin}", origin)
    } else {
        origin.to_owned()
    }
}

fn origin(origin: KeyOrigin) -> &'static str {
    match origin {
        KeyOrigin::Built | KeyOrigin::Tagged => "built from a declared key",
        KeyOrigin::Hardcoded => "written into the script",
        KeyOrigin::Argument => "from ARGV",
        KeyOrigin::Pattern => "made of each element by a pattern",
        _ => "from the reply of a command",
    }
}

/// Names of one origin that one finding has.
const NAMED: usize = 8;

/// The keys of an origin that are not marked.
fn named_only(context: &Context, keys: &[KeyUse], origin: KeyOrigin) -> Option<MessageText> {
    let keys = of_origin(keys, origin);
    let mut names = Vec::new();
    for used in &keys {
        if names.len() < NAMED {
            let span = used.operand.span;
            let line = context.source.place(span.start).line;
            names.push(fill!("`{}` (line {line})", context.text(span), line));
        }
    }
    if keys.len() > NAMED {
        names.push(fill!("and {} more", keys.len() - NAMED));
    }
    let names = lists::joined(&names, ", ");
    (!keys.is_empty()).then(|| fill!("also {}: {names}", self::origin(origin), names).into())
}

/// The first key that the script changes.
fn first_write<'a>(uses: &[KeyUse<'a>]) -> Option<KeyUse<'a>> {
    for used in uses {
        if used.writes {
            return Some(*used);
        }
    }
    None
}

/// A script without KEYS writes to a key of which nothing else is known.
fn of_unknown_key(context: &Context, used: KeyUse) -> Diagnostic {
    let severity = if context.cluster() == Some(true) {
        Severity::Error
    } else {
        Severity::Warning
    };
    let message = "this script writes but has no keys";
    keyless(Diagnostic::warning(LINT.name, used.call.span, message)).with_severity(severity)
}
