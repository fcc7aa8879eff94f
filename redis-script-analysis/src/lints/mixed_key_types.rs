//! Finds keys that the script uses as two types of values.
//!
//! # Why is this bad?
//! A key holds one type. Once it is a hash, a command of sorted sets on it raises `WRONGTYPE Operation against a key
//! holding the wrong kind of value`; what the script wrote before stays written. Mostly the number of a key is wrong:
//! `KEYS[1]` where `KEYS[2]` was meant.
//!
//! # Example
//! ```lua
//! redis.call('HSET', KEYS[1], 'name', ARGV[1])
//! redis.call('HSET', KEYS[1], 'score', ARGV[2])
//! redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
//! ```
//! Use instead:
//! ```lua
//! redis.call('HSET', KEYS[1], 'name', ARGV[1])
//! redis.call('HSET', KEYS[1], 'score', ARGV[2])
//! redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
//! ```
//! Only a use counts that follows the other on every path to it: branches for keys of one type and of another are fine. A
//! key that is deleted or renamed in between, or whose TYPE the script asks for, is left alone, and so are calls under
//! `pcall`.

use std::cmp::Reverse;

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::{KeyName, TypedKey};
use crate::redis::commands::KeyType;
use crate::report::diagnostic::{Diagnostic, Subject};

pub(super) const LINT: Lint = Lint {
    name: "mixed_key_types",
    topic: Topic::Keys,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let keys = context.facts.typed_keys.iter();
    let keys = keys.filter(|(_, key)| !key.is_asked);
    diagnostics.extend(keys.filter_map(|(name, key)| report(name, key)));
}

/// The type that fewer uses ask for is taken for the wrong one; among equals the one that comes last.
fn report(name: &KeyName, key: &TypedKey) -> Option<Diagnostic> {
    let weight = |kind: KeyType| {
        let spans = key.uses.get(&kind);
        let count = spans.map_or(0, std::collections::BTreeSet::len);
        (
            Reverse(count),
            spans.and_then(|spans| spans.first().copied()),
        )
    };
    let pairs = key.conflicts.iter().copied();
    let (most, least) = pairs
        .map(|(one, other)| {
            if weight(one) <= weight(other) {
                (one, other)
            } else {
                (other, one)
            }
        })
        .min_by_key(|(most, least)| (weight(*most), Reverse(weight(*least))))?;
    let place = |kind| key.uses.get(&kind)?.first().copied();
    let (name, subject, help) = match name {
        KeyName::Entry(entry) => (
            format!("KEYS[{entry}]"),
            Subject::Keys,
            "one of the two is another key: look at the numbers of KEYS",
        ),
        KeyName::Literal(text) => (
            format!("'{}'", String::from_utf8_lossy(text)),
            Subject::Script,
            "give the second one a name of its own",
        ),
    };
    let (most_text, least_text) = (most.describe(), least.describe());
    Some(
        Diagnostic::warning(
            LINT.name,
            place(least)?,
            format!("`{name}` is used as {most_text} and as {least_text}"),
        )
        .label(format!("{least_text} here"))
        .also(place(most)?, format!("{most_text} here"))
        .note(
            "on a key of another type Redis raises `WRONGTYPE`, and what was written before stays",
        )
        .help(help)
        .about(subject),
    )
}
