//! What is known of KEYS or of ARGV at one point of the script.

use super::shared_map::SharedMap;

/// What is known of KEYS or of ARGV.
#[derive(Clone, Debug, Default)]
pub(super) struct EntriesState {
    /// Entries that are known to have been passed, whatever the number of the others.
    present: SharedMap<()>,
    /// So many entries were passed at least.
    at_least: i64,
    /// Entries that the script took off the front by `table.remove(t, 1)`; `None`: it lost count.
    pub(super) removed_front: Option<i64>,
    /// Entries that the script took off the end.
    pub(super) removed_back: Option<i64>,
    /// Entries that the script itself has set.
    overwritten: SharedMap<()>,
}

impl EntriesState {
    /// Before the first statement.
    pub(super) fn untouched() -> Self {
        Self {
            removed_front: Some(0),
            removed_back: Some(0),
            ..Self::default()
        }
    }

    pub(super) fn set_at_least(&mut self, count: i64) {
        self.at_least = self.at_least.max(count);
    }

    /// Whether an entry (as the caller counts) is known to have been passed.
    pub(super) fn is_present(&self, entry: i64) -> bool {
        (1..=self.at_least).contains(&entry) || self.present.contains(entry.cast_unsigned())
    }

    /// How many entries from one on are known to have been passed.
    pub(super) fn present_from(&self, first: i64) -> usize {
        let counted = self.at_least.saturating_sub(first).saturating_add(1);
        usize::try_from(counted)
            .unwrap_or(0)
            .max(usize::from(self.is_present(first)))
    }

    pub(super) fn set_present(&mut self, entry: i64) {
        self.present.insert(entry.cast_unsigned(), ());
    }

    /// Whether the script itself has set an entry.
    pub(super) fn is_overwritten(&self, entry: i64) -> bool {
        self.overwritten.contains(entry.cast_unsigned())
    }

    pub(super) fn set_overwritten(&mut self, entry: i64) {
        self.overwritten.insert(entry.cast_unsigned(), ());
    }

    pub(super) fn moved_since(&self, start: &Self) -> bool {
        (self.removed_front, self.removed_back) != (start.removed_front, start.removed_back)
    }

    pub(super) fn join(&self, other: &Self) -> Self {
        let agree = |left: Option<i64>, right: Option<i64>| if left == right { left } else { None };
        Self {
            present: self.present.intersect(&other.present, |(), ()| ()),
            at_least: self.at_least.min(other.at_least),
            removed_front: agree(self.removed_front, other.removed_front),
            removed_back: agree(self.removed_back, other.removed_back),
            overwritten: self.overwritten.intersect(&other.overwritten, |(), ()| ()),
        }
    }
}
