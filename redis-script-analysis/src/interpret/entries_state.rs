//! What is known of KEYS or of ARGV at one point of the script.

use crate::collections::Empty;
use crate::domain::persistent_map::PersistentMap;

/// What is known of KEYS or of ARGV.
#[derive(Clone)]
pub(super) struct EntriesState {
    /// Entries that are known to have been passed, whatever the number of the others.
    present: PersistentMap<()>,
    /// So many entries were passed at least.
    at_least: i64,
    /// So many entries were passed at most.
    at_most: Option<i64>,
    /// Another number of entries than this was passed.
    other_than: Option<i64>,
    /// Entries that the script took off the front by `table.remove(t, 1)`; `None`: it lost count.
    pub(super) removed_front: Option<i64>,
    /// Entries that the script took off the end.
    pub(super) removed_back: Option<i64>,
    /// Entries that the script itself has set, on every path.
    overwritten: PersistentMap<()>,
    /// Entries that it has set on some path.
    maybe_overwritten: PersistentMap<()>,
    /// Whether any entry may have been set: by code that is not followed, or at an index that is not known.
    pub(super) is_open: bool,
    /// Whether the script may have added entries, or set one to nil.
    pub(super) is_resized: bool,
    /// Whether it went where it is not followed, on some path.
    pub(super) is_escaped: bool,
}

impl Empty for EntriesState {
    fn empty() -> &'static Self {
        const { &Self::EMPTY }
    }
}

impl EntriesState {
    /// Before the first statement.
    pub(super) const UNTOUCHED: Self = Self::without(Some(0));

    pub(super) const EMPTY: Self = Self::without(None);

    const fn without(removed: Option<i64>) -> Self {
        Self {
            present: PersistentMap::EMPTY,
            at_least: 0,
            at_most: None,
            other_than: None,
            removed_front: removed,
            removed_back: removed,
            overwritten: PersistentMap::EMPTY,
            maybe_overwritten: PersistentMap::EMPTY,
            is_open: false,
            is_resized: false,
            is_escaped: false,
        }
    }

    /// The lowest and the highest number of entries that were passed.
    pub(super) fn count(&self) -> (i64, Option<i64>) {
        (self.at_least, self.at_most)
    }

    pub(super) fn set_count(&mut self, least: i64, most: Option<i64>) {
        self.at_least = self.at_least.max(least);
        self.at_most = match (self.at_most, most) {
            (Some(ours), Some(theirs)) => Some(ours.min(theirs)),
            (ours, theirs) => ours.or(theirs),
        };
    }

    /// A number of entries that surely was not passed.
    pub(super) fn excluded_count(&self) -> Option<i64> {
        self.other_than
    }

    pub(super) fn exclude_count(&mut self, count: i64) {
        self.other_than = Some(count);
    }

    /// Whether an entry (as the caller counts) is known to have been passed.
    pub(super) fn is_present(&self, entry: i64) -> bool {
        (1..=self.at_least).contains(&entry) || self.present.contains(entry.cast_unsigned())
    }

    /// How many entries from one on are known to have been passed.
    pub(super) fn present_from(&self, first: i64) -> usize {
        let counted = self.at_least.saturating_sub(first).saturating_add(1);
        let least = usize::from(self.is_present(first));
        match usize::try_from(counted) {
            Ok(counted) => counted.max(least),
            Err(_) => least,
        }
    }

    /// So many entries are known to have been passed: no call leaves out one before another.
    pub(super) fn known(&self) -> i64 {
        let last = self.present.last_key().map_or(0, u64::cast_signed);
        self.at_least.max(last)
    }

    pub(super) fn set_present(&mut self, entry: i64) {
        self.present.insert(entry.cast_unsigned(), ());
    }

    /// Whether the script itself has set an entry, on every path.
    pub(super) fn is_overwritten(&self, entry: i64) -> bool {
        self.overwritten.contains(entry.cast_unsigned())
    }

    /// Whether it may have set an entry.
    pub(super) fn may_be_overwritten(&self, entry: i64) -> bool {
        self.is_open || self.maybe_overwritten.contains(entry.cast_unsigned())
    }

    /// Whether it has set none.
    pub(super) fn is_as_passed(&self) -> bool {
        !self.is_open && self.maybe_overwritten.is_empty()
    }

    pub(super) fn set_overwritten(&mut self, entry: i64) {
        self.overwritten.insert(entry.cast_unsigned(), ());
        self.maybe_overwritten.insert(entry.cast_unsigned(), ());
    }

    /// The last entry that is there as the script counts, less how many were passed.
    pub(super) fn last_there(&self) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        self.removed_front.map(|removed| -(removed as f64))
    }

    /// Loses count of the entries, as their number or places may have changed.
    pub(super) fn lose_count(&mut self) {
        (self.removed_front, self.removed_back) = (None, None);
    }

    /// Anything may have been done to it.
    pub(super) fn open(&mut self) {
        self.lose_count();
        (self.is_open, self.is_resized) = (true, true);
    }

    /// It goes where it is not followed: anything may be done to it there.
    pub(super) fn escape(&mut self) {
        self.open();
        self.is_escaped = true;
    }

    /// Whether entries were taken off on the way from `start` to here.
    pub(super) fn moved_since(&self, start: &Self) -> bool {
        (self.removed_front, self.removed_back) != (start.removed_front, start.removed_back)
    }

    /// Whether the script took off entries or set some on the way from `start` to here.
    pub(super) fn is_changed_since(&self, start: &Self) -> bool {
        let differs = |ours: Option<&()>, theirs: Option<&()>| ours != theirs;
        self.moved_since(start)
            || self.is_open != start.is_open
            || self
                .maybe_overwritten
                .any_difference(&start.maybe_overwritten, differs)
    }

    /// What both know.
    pub(super) fn join(&self, other: &Self) -> Self {
        let agree = |left: Option<i64>, right: Option<i64>| if left == right { left } else { None };
        let at_most = match (self.at_most, other.at_most) {
            (Some(ours), Some(theirs)) => Some(ours.max(theirs)),
            _ => None,
        };
        Self {
            present: self.present.intersect(&other.present, |(), ()| None),
            at_least: self.at_least.min(other.at_least),
            at_most,
            other_than: agree(self.other_than, other.other_than),
            removed_front: agree(self.removed_front, other.removed_front),
            removed_back: agree(self.removed_back, other.removed_back),
            overwritten: self
                .overwritten
                .intersect(&other.overwritten, |(), ()| None),
            maybe_overwritten: self
                .maybe_overwritten
                .union(&other.maybe_overwritten, |(), ()| None),
            is_open: self.is_open || other.is_open,
            is_resized: self.is_resized || other.is_resized,
            is_escaped: self.is_escaped || other.is_escaped,
        }
    }

    /// Whether both know the same.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let differs = |ours: Option<&()>, theirs: Option<&()>| ours != theirs;
        let known = |state: &Self| {
            (
                state.at_least,
                state.at_most,
                state.other_than,
                state.removed_front,
                state.removed_back,
                state.is_open,
                state.is_resized,
                state.is_escaped,
            )
        };
        known(self) == known(other)
            && !self.present.any_difference(&other.present, differs)
            && !self.overwritten.any_difference(&other.overwritten, differs)
            && !self
                .maybe_overwritten
                .any_difference(&other.maybe_overwritten, differs)
    }
}
