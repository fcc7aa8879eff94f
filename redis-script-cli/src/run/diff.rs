//! What a run changed in the keyspace.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::keyspace::{KeyState, Keyspace, PartName};
use super::words::typed;

/// A change of a key, or of a part of its value.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) database: i64,
    pub(crate) key: Vec<u8>,
    /// As a message names it: `cart[apple]`.
    pub(crate) what: String,
    /// `None`: it was not there.
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
}

/// In milliseconds. Reading takes time, so that an unchanged time to live seems to move.
const TOLERANCE: i64 = 100;

/// In the order of the keys.
pub(crate) fn diff(before: &Keyspace, after: &Keyspace) -> Vec<Change> {
    let keys: BTreeSet<&(i64, Vec<u8>)> = before.keys().chain(after.keys()).collect();
    let mut changes = Vec::new();
    for key in keys {
        let (before, after) = (before.get(key), after.get(key));
        changes.extend(
            of_key(&typed(&key.1), before, after)
                .into_iter()
                .map(|changed| Change {
                    database: key.0,
                    key: key.1.clone(),
                    what: changed.what,
                    before: changed.before,
                    after: changed.after,
                }),
        );
    }
    changes
}

struct Changed {
    what: String,
    before: Option<String>,
    after: Option<String>,
}

fn of_key(name: &str, before: Option<&KeyState>, after: Option<&KeyState>) -> Vec<Changed> {
    let none = BTreeMap::new();
    let parts = |state: Option<&KeyState>| -> BTreeMap<PartName, String> {
        state.map_or(&none, |state| &state.parts).clone()
    };
    let mut changed = changed_parts(name, parts(before), parts(after));
    let kind = |state: Option<&KeyState>| state.map(|state| state.kind.clone());
    // The parts of a key that comes or goes say it, unless there are none, as in a new stream.
    if kind(before) != kind(after) && (changed.is_empty() || before.is_some() && after.is_some()) {
        changed.insert(
            0,
            Changed {
                what: format!("type of {name}"),
                before: kind(before),
                after: kind(after),
            },
        );
    }
    let moved = match (expiry(before), expiry(after)) {
        (Some(old), Some(new)) => (old - new).abs() > TOLERANCE,
        (old, new) => old != new,
    };
    // What is gone does not expire.
    if moved && after.is_some() {
        changed.push(Changed {
            what: format!("time to live of {name}"),
            before: time_to_live(before),
            after: time_to_live(after),
        });
    }
    changed
}

fn changed_parts(
    name: &str,
    mut old: BTreeMap<PartName, String>,
    mut new: BTreeMap<PartName, String>,
) -> Vec<Changed> {
    if old
        .keys()
        .chain(new.keys())
        .all(|part| matches!(part, PartName::Index(_)))
    {
        return changed_items(name, &old, &new);
    }
    let same: Vec<PartName> = old
        .iter()
        .filter(|(part, value)| new.get(part) == Some(value))
        .map(|(part, _)| part.clone())
        .collect();
    for part in same {
        old.remove(&part);
        new.remove(&part);
    }
    let parts: BTreeSet<&PartName> = old.keys().chain(new.keys()).collect();
    let changed = parts.into_iter().map(|part| Changed {
        what: match part {
            PartName::Whole => name.to_owned(),
            PartName::Index(at) => format!("{name}[{at}]"),
            PartName::Name(part) => format!("{name}[{part}]"),
        },
        before: old.get(part).cloned(),
        after: new.get(part).cloned(),
    });
    changed.collect()
}

/// Of lists: what has only moved is the same.
fn changed_items(
    name: &str,
    old: &BTreeMap<PartName, String>,
    new: &BTreeMap<PartName, String>,
) -> Vec<Changed> {
    let (old, new): (Vec<&String>, Vec<&String>) = (old.values().collect(), new.values().collect());
    let steps = capture_diff_slices(Algorithm::Myers, &old, &new);
    let mut changed = Vec::new();
    for step in steps.iter().filter(|step| step.tag() != DiffTag::Equal) {
        let items = |items: &[&String], range: Range<usize>| -> Vec<(String, String)> {
            let parts = range.clone().zip(items.get(range).unwrap_or_default());
            parts
                .map(|(at, item)| (format!("{name}[{at}]"), (*item).clone()))
                .collect()
        };
        changed.extend(
            items(&old, step.old_range())
                .into_iter()
                .map(|(what, item)| Changed {
                    what,
                    before: Some(item),
                    after: None,
                }),
        );
        changed.extend(
            items(&new, step.new_range())
                .into_iter()
                .map(|(what, item)| Changed {
                    what,
                    before: None,
                    after: Some(item),
                }),
        );
    }
    changed
}

fn expiry(state: Option<&KeyState>) -> Option<i64> {
    state.and_then(|state| state.expires_at)
}

/// `9.99 s`
fn time_to_live(state: Option<&KeyState>) -> Option<String> {
    let state = state?;
    let left = state.expires_at? - state.read_at;
    Some(format!("{}.{:03} s", left / 1000, left % 1000))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::diff;
    use crate::run::keyspace::{KeyState, Keyspace, PartName};

    /// Name, type, parts, when it expires.
    type Key<'a> = (&'a str, &'a str, &'a [(PartName, &'a str)], Option<i64>);

    fn keyspace(keys: &[Key]) -> Keyspace {
        let state = |kind: &str, parts: &[(PartName, &str)], expires_at| KeyState {
            kind: kind.to_owned(),
            parts: parts
                .iter()
                .map(|(part, value)| (part.clone(), (*value).to_owned()))
                .collect::<BTreeMap<_, _>>(),
            expires_at,
            read_at: 1000,
        };
        keys.iter()
            .map(|(key, kind, parts, expires_at)| {
                (
                    (0, key.as_bytes().to_vec()),
                    state(kind, parts, *expires_at),
                )
            })
            .collect()
    }

    fn shown(before: &Keyspace, after: &Keyspace) -> Vec<String> {
        let none = || "none".to_owned();
        let changes = diff(before, after).into_iter();
        changes
            .map(|change| {
                format!(
                    "{}: {} -> {}",
                    change.what,
                    change.before.unwrap_or_else(none),
                    change.after.unwrap_or_else(none)
                )
            })
            .collect()
    }

    #[test]
    fn only_what_changed_is_told() {
        let field = |name: &str| PartName::Name(name.to_owned());
        let before = keyspace(&[
            ("gone", "string", &[(PartName::Whole, "1")], Some(5000)),
            (
                "hash",
                "hash",
                &[(field("a"), "1"), (field("b"), "2")],
                Some(9000),
            ),
            (
                "list",
                "list",
                &[(PartName::Index(0), "x"), (PartName::Index(1), "y")],
                None,
            ),
            ("turned", "string", &[(PartName::Whole, "1")], None),
        ]);
        let after = keyspace(&[
            (
                "hash",
                "hash",
                &[(field("b"), "3"), (field("c"), "4")],
                Some(9050),
            ),
            (
                "list",
                "list",
                &[
                    (PartName::Index(0), "new"),
                    (PartName::Index(1), "x"),
                    (PartName::Index(2), "y"),
                ],
                Some(11_000),
            ),
            ("stream", "stream", &[], None),
            ("turned", "set", &[(field("m"), "member")], None),
        ]);
        assert_eq!(
            shown(&before, &after),
            [
                "gone: 1 -> none",
                "hash[a]: 1 -> none",
                "hash[b]: 2 -> 3",
                "hash[c]: none -> 4",
                "list[0]: none -> new",
                "time to live of list: none -> 10.000 s",
                "type of stream: none -> stream",
                "type of turned: string -> set",
                "turned: 1 -> none",
                "turned[m]: none -> member",
            ]
        );
        assert_eq!(shown(&after, &after), [""; 0]);
    }
}
