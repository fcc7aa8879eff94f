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

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::{KeyName, TypedKey};
use crate::redis::commands::KeyType;
use crate::report::diagnostic::{Diagnostic, Subject};
use crate::text::{Span, fill};

pub(super) const LINT: Lint = Lint {
    name: "mixed_key_types",
    topic: Topic::Keys,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for (name, key) in &context.facts.typed_keys {
        if !key.is_asked {
            diagnostics.extend(report(name, key));
        }
    }
}

/// The uses that ask for one type.
struct Side {
    /// How many there are.
    count: usize,
    /// The first of them.
    first: Span,
    kind: KeyType,
}

impl Side {
    fn of(key: &TypedKey, kind: KeyType) -> Option<Self> {
        let (mut count, mut first) = (0, None);
        for (other, span) in &key.uses {
            if *other == kind {
                count += 1;
                first = match first {
                    Some(first) if first <= *span => Some(first),
                    _ => Some(*span),
                };
            }
        }
        Some(Self {
            count,
            first: first?,
            kind,
        })
    }

    /// Whether more uses ask for it than for another, or it comes first.
    fn stands_before(&self, other: &Self) -> bool {
        if self.count != other.count {
            return self.count > other.count;
        }
        if self.first != other.first {
            return self.first < other.first;
        }
        self.kind < other.kind
    }
}

/// The type that fewer uses ask for is taken for the wrong one; among equals the one that comes last.
fn report(name: &KeyName, key: &TypedKey) -> Option<Diagnostic> {
    let mut worst: Option<(Side, Side)> = None;
    for (one, other) in &key.conflicts {
        let (mut most, mut least) = (Side::of(key, *one)?, Side::of(key, *other)?);
        if least.stands_before(&most) {
            (most, least) = (least, most);
        }
        let is_worst = match &worst {
            Some((known, _)) if known.stands_before(&most) => false,
            Some((known, other)) => most.stands_before(known) || other.stands_before(&least),
            None => true,
        };
        if is_worst {
            worst = Some((most, least));
        }
    }
    let (most, least) = worst?;
    let (name, subject, help) = match name {
        KeyName::Entry(entry) => (
            fill!("KEYS[{entry}]", entry),
            Subject::Keys,
            "one of the two is another key: look at the numbers of KEYS",
        ),
        KeyName::Literal(text) => (
            fill!("'{}'", String::from_utf8_lossy(text)),
            Subject::Script,
            "give the second one a name of its own",
        ),
    };
    let (most_text, least_text) = (most.kind.describe(), least.kind.describe());
    Some(
        Diagnostic::warning(
            LINT.name,
            least.first,
            fill!(
                "`{name}` is used as {most_text} and as {least_text}",
                name,
                most_text,
                least_text
            ),
        )
        .label(fill!("{least_text} here", least_text))
        .also(most.first, fill!("{most_text} here", most_text))
        .note(
            "on a key of another type Redis raises `WRONGTYPE`, and what was written before stays",
        )
        .help(help)
        .about(subject),
    )
}
