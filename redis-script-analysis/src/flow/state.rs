//! What is known at one point of the script.

use std::collections::{BTreeMap, BTreeSet};

use super::value::{Known, ReadId, Value};
use crate::facts::EntryTable;
use crate::lua::syntax::LocalId;

/// The local variables, and what the path so far tells about KEYS and ARGV.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    pub(super) locals: BTreeMap<LocalId, Value>,
    /// Reads whose entry is known to have been passed.
    present: BTreeSet<ReadId>,
    keys: EntriesState,
    argv: EntriesState,
    /// Whether no path reaches this point.
    pub(super) unreachable: bool,
}

/// What is known of KEYS or of ARGV.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct EntriesState {
    /// Entries that are known to have been passed, whatever the number of the others.
    present: BTreeSet<i64>,
    /// So many entries were passed at least.
    at_least: i64,
    /// Entries that the script took off the front by `table.remove(t, 1)`; `None`: it lost count.
    pub(super) removed_front: Option<i64>,
    /// Entries that the script took off the end.
    pub(super) removed_back: Option<i64>,
    /// Entries that the script itself has set.
    pub(super) overwritten: BTreeSet<i64>,
}

impl State {
    pub(super) fn new() -> Self {
        let entries = EntriesState {
            removed_front: Some(0),
            removed_back: Some(0),
            ..EntriesState::default()
        };
        Self {
            keys: entries.clone(),
            argv: entries,
            ..Self::default()
        }
    }

    pub(super) fn entries(&self, table: EntryTable) -> &EntriesState {
        match table {
            EntryTable::Keys => &self.keys,
            EntryTable::Argv => &self.argv,
        }
    }

    pub(super) fn entries_mut(&mut self, table: EntryTable) -> &mut EntriesState {
        match table {
            EntryTable::Keys => &mut self.keys,
            EntryTable::Argv => &mut self.argv,
        }
    }

    pub(super) fn is_present(&self, read: ReadId) -> bool {
        self.present.contains(&read)
    }

    /// Takes a read's entry for passed: every value that stood or fell with it now stands.
    pub(super) fn set_present(&mut self, read: ReadId) {
        if self.present.insert(read) {
            for value in self.locals.values_mut() {
                value.origins.retain(|origin| *origin != read);
            }
        }
    }

    /// Takes over what a condition tells that concerns a count.
    pub(super) fn learn(&mut self, known: Known) {
        match known {
            Known::Present(read) => self.set_present(read),
            Known::AtLeast(table, count) => {
                let entries = self.entries_mut(table);
                entries.at_least = entries.at_least.max(count);
            }
        }
    }

    /// Whether entries were taken off KEYS or ARGV on the way from `start` to here.
    pub(super) fn moved_since(&self, start: &Self) -> bool {
        self.keys.moved_since(&start.keys) || self.argv.moved_since(&start.argv)
    }

    /// Loses count of the entries of each table that moved on the way from here to `after`.
    pub(super) fn forget_moved(&mut self, after: &Self) {
        for (entries, after) in [(&mut self.keys, &after.keys), (&mut self.argv, &after.argv)] {
            if after.moved_since(entries) {
                (entries.removed_front, entries.removed_back) = (None, None);
            }
        }
    }

    /// The state where two paths meet.
    pub(super) fn join(self, other: Self) -> Self {
        if self.unreachable {
            return other;
        }
        if other.unreachable {
            return self;
        }
        let mut others = other.locals;
        let join =
            |(local, value): (LocalId, Value)| Some((local, value.join(others.remove(&local)?)));
        Self {
            locals: self.locals.into_iter().filter_map(join).collect(),
            present: self.present.intersection(&other.present).copied().collect(),
            keys: self.keys.join(&other.keys),
            argv: self.argv.join(&other.argv),
            unreachable: false,
        }
    }
}

impl EntriesState {
    /// Whether an entry (as the caller counts) is known to have been passed.
    pub(super) fn is_present(&self, entry: i64) -> bool {
        (1..=self.at_least).contains(&entry) || self.present.contains(&entry)
    }

    pub(super) fn set_present(&mut self, entry: i64) {
        self.present.insert(entry);
    }

    fn moved_since(&self, start: &Self) -> bool {
        (self.removed_front, self.removed_back) != (start.removed_front, start.removed_back)
    }

    fn join(&self, other: &Self) -> Self {
        let agree = |left: Option<i64>, right: Option<i64>| if left == right { left } else { None };
        Self {
            present: self.present.intersection(&other.present).copied().collect(),
            at_least: self.at_least.min(other.at_least),
            removed_front: agree(self.removed_front, other.removed_front),
            removed_back: agree(self.removed_back, other.removed_back),
            overwritten: self
                .overwritten
                .intersection(&other.overwritten)
                .copied()
                .collect(),
        }
    }
}
