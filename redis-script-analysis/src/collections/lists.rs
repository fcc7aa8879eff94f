//! What lists of all types need, with as little as can be for each type.

use std::cmp::Ordering;

/// How many of the first items are before something. What is before must stand in front of what is not.
pub(crate) fn count_before<T>(items: &[T], is_before: impl Fn(&T) -> bool) -> usize {
    let mut halves = Halves::of(items.len());
    while let Some(item) = items.get(halves.middle()) {
        halves.go(if is_before(item) {
            Ordering::Less
        } else {
            Ordering::Greater
        });
    }
    halves.start
}

/// The place of an item in an ordered list, or the place where it belongs.
pub(crate) fn find<T>(items: &[T], order: impl Fn(&T) -> Ordering) -> Result<usize, usize> {
    let mut halves = Halves::of(items.len());
    while let Some(item) = items.get(halves.middle()) {
        halves.go(order(item));
    }
    halves.found()
}

/// A search in an ordered list, which halves what is left of it in each step.
struct Halves {
    start: usize,
    end: usize,
    found: Option<usize>,
}

impl Halves {
    fn of(count: usize) -> Self {
        Self {
            start: 0,
            end: count,
            found: None,
        }
    }

    /// The place to look at next; after all items if there is none.
    fn middle(&self) -> usize {
        if self.start < self.end && self.found.is_none() {
            self.start + (self.end - self.start) / 2
        } else {
            usize::MAX
        }
    }

    /// Goes on on one side of the middle, as the item there is before or after what is sought.
    fn go(&mut self, order: Ordering) {
        let middle = self.middle();
        match order {
            Ordering::Less => self.start = middle + 1,
            Ordering::Equal => self.found = Some(middle),
            Ordering::Greater => self.end = middle,
        }
    }

    fn found(&self) -> Result<usize, usize> {
        self.found.ok_or(self.start)
    }
}

/// Leaves out the items that are not wanted.
pub(crate) fn keep<T>(items: &mut Vec<T>, mut is_wanted: impl FnMut(&mut T) -> bool) {
    let mut kept = 0;
    for at in 0..items.len() {
        if let Some(item) = items.get_mut(at)
            && is_wanted(item)
        {
            items.swap(kept, at);
            kept += 1;
        }
    }
    items.truncate(kept);
}

/// Adds items at the end.
pub(crate) fn append<T>(items: &mut Vec<T>, more: impl IntoIterator<Item = T>) {
    for item in more {
        items.push(item);
    }
}

/// A list of items.
pub(crate) fn list<T>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut list = Vec::new();
    append(&mut list, items);
    list
}

/// A list of one item.
#[expect(
    clippy::vec_init_then_push,
    reason = "`vec!` is three times as much to compile for each type"
)]
pub(crate) fn one<T>(item: T) -> Vec<T> {
    let mut list = Vec::with_capacity(1);
    list.push(item);
    list
}

/// The texts with something between them.
#[must_use]
pub fn joined<S: AsRef<str>>(texts: &[S], between: &str) -> String {
    let mut all = String::new();
    for (at, text) in texts.iter().enumerate() {
        if at > 0 {
            all.push_str(between);
        }
        all.push_str(text.as_ref());
    }
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn ordered_lists_are_searched(mut items in prop::collection::vec(0..20_u8, 0..30), sought in 0..20_u8) {
            items.sort_unstable();
            let before = items.partition_point(|item| *item < sought);
            prop_assert_eq!(super::count_before(&items, |item| *item < sought), before);
            items.dedup();
            prop_assert_eq!(super::find(&items, |item| item.cmp(&sought)), items.binary_search(&sought));
        }

        #[test]
        fn what_is_wanted_is_kept_in_order(items in prop::collection::vec(0..9_u8, 0..30), least in 0..9_u8) {
            let mut kept = items.clone();
            super::keep(&mut kept, |item| *item >= least);
            let plain: Vec<u8> = items.into_iter().filter(|item| *item >= least).collect();
            prop_assert_eq!(kept, plain);
        }
    }

    #[test]
    fn texts_are_joined() {
        for texts in [&[][..], &["a"], &["a", "", "b"], &["", "a"]] {
            assert_eq!(super::joined(texts, ", "), texts.join(", "));
        }
    }
}
