//! Did you mean?

use crate::collections::lists;

/// The candidate nearest to a misspelled name, if one is near enough to be meant.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let mut speller = Speller::of(name);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if let Some(distance) = speller.distance(candidate)
            && is_nearer(distance, candidate, best)
        {
            best = Some((distance, *candidate));
        }
    }
    let (_, nearest) = best?;
    Some(nearest)
}

/// Names that a script declares, among which many misspelled ones are looked for.
pub(crate) struct Names<'a> {
    names: Vec<&'a str>,
    /// Names that may still be looked at.
    looks: usize,
}

impl<'a> Names<'a> {
    /// Names that are looked at for one script. Each of n misspelled names may be meant to be any of n others: a script
    /// that has thousands of both gets remedies for the first ones, and its analysis takes no longer than it is long.
    const LOOKS: usize = 10_000;

    pub(crate) fn new(names: Vec<&'a str>) -> Self {
        Self {
            names,
            looks: Self::LOOKS,
        }
    }

    /// The [`nearest`] name, as long as the time for it lasts.
    pub(crate) fn nearest(&mut self, name: &str) -> Option<&'a str> {
        self.looks = self.looks.checked_sub(self.names.len())?;
        nearest(name, &self.names)
    }
}

/// Whether a name is one edit away from a candidate: a letter inserted, dropped, changed or swapped with its neighbour,
/// or the case of letters.
#[must_use]
pub fn is_misspelled(name: &str, candidates: &[&str]) -> bool {
    let name = name.to_ascii_lowercase();
    let length = name.chars().count();
    let mut speller = Speller::of(&name);
    for candidate in candidates {
        let candidate = candidate.to_ascii_lowercase();
        if candidate == name
            || candidate.chars().count().abs_diff(length) <= 1
                && speller.distance(&candidate) == Some(1)
        {
            return true;
        }
    }
    false
}

/// Measures how far candidates are from one name.
struct Speller {
    name: Vec<char>,
    letters: u32,
    /// The largest distance of a name that may be meant.
    limit: usize,
    candidate: Vec<char>,
    /// The distances of the name's beginnings from the candidate's beginning that was read so far, from the one before
    /// and from the one before that.
    rows: [Vec<usize>; 3],
}

impl Speller {
    fn of(name: &str) -> Self {
        let name: Vec<char> = lists::list(name.chars());
        Self {
            limit: (name.len() / 3).max(1),
            letters: letters(&name),
            name,
            candidate: Vec::new(),
            rows: Default::default(),
        }
    }

    /// The number of letters to insert, drop, change or swap with their neighbour; another case is a change of its own.
    /// `None` if the candidate is the name itself, or cannot be meant.
    fn distance(&mut self, candidate: &str) -> Option<usize> {
        // Each letter more or less is a change. Bytes are counted faster, and a letter has four at most.
        let (least, most) = (
            self.name.len() - self.limit.min(self.name.len()),
            self.name.len() + self.limit,
        );
        if candidate.len() < least || candidate.len() > 4 * most {
            return None;
        }
        self.candidate.clear();
        lists::append(&mut self.candidate, candidate.chars());
        let length = self.candidate.len();
        if length < least || length > most || self.candidate == self.name {
            return None;
        }
        // A change takes one letter out and puts in another at most. So most names need not be measured.
        let others = (letters(&self.candidate) ^ self.letters).count_ones();
        if others as usize > 2 * self.limit {
            return None;
        }
        let distance = self.measure()?;
        (distance <= self.limit && distance < length).then_some(distance)
    }

    /// `None` as soon as it is more than the limit.
    fn measure(&mut self) -> Option<usize> {
        let [row, last, before_last] = &mut self.rows;
        row.clear();
        lists::append(row, 0..=self.name.len());
        let mut previous = None;
        for (i, a) in self.candidate.iter().enumerate() {
            std::mem::swap(before_last, last);
            std::mem::swap(last, row);
            row.clear();
            row.push(i + 1);
            let (mut left, mut previous_b) = (i + 1, None);
            for (j, b) in self.name.iter().enumerate() {
                let (Some(diagonal), Some(above)) = (last.get(j), last.get(j + 1)) else {
                    break;
                };
                let mut cost = (diagonal + usize::from(a != b))
                    .min(above + 1)
                    .min(left + 1);
                if previous == Some(b) && previous_b == Some(a) && a != b {
                    let swapped = before_last.get(j.wrapping_sub(1)).copied();
                    cost = cost.min(swapped.unwrap_or(cost) + 1);
                }
                row.push(cost);
                (left, previous_b) = (cost, Some(b));
            }
            if are_beyond(row, self.limit) && are_beyond(last, self.limit) {
                return None;
            }
            previous = Some(a);
        }
        row.last().copied()
    }
}

/// The letters of a name as a set, in which some are taken for one.
fn letters(name: &[char]) -> u32 {
    let mut letters = 0;
    for letter in name {
        letters |= 1 << (*letter as u32 % 32);
    }
    letters
}

/// Whether a name is nearer than the best one so far; of those that are as near, the first in the alphabet is.
fn is_nearer(distance: usize, name: &str, best: Option<(usize, &str)>) -> bool {
    match best {
        Some((least, _)) if distance != least => distance < least,
        Some((_, best)) => name < best,
        None => true,
    }
}

fn are_beyond(costs: &[usize], limit: usize) -> bool {
    for cost in costs {
        if *cost <= limit {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{Names, Speller, is_misspelled, nearest};

    #[test]
    fn finds_the_name_that_was_meant() {
        assert_eq!(
            nearest("erorr", &["error", "pcall", "xpcall"]),
            Some("error")
        );
        assert_eq!(nearest("reids", &["redis", "rawset"]), Some("redis"));
        assert_eq!(nearest("frobnicate", &["error", "redis"]), None);
        assert_eq!(nearest("x", &["i", "y"]), None);
    }

    #[test]
    fn one_edit_is_a_misspelling() {
        let known = ["HGETALL", "get"];
        for misspelled in ["HGTALL", "hgetalll", "HGEATLL", "HGETALK", "Get", "set"] {
            assert!(is_misspelled(misspelled, &known), "{misspelled}");
        }
        for other in ["HGTAL", "HGETDEL", "geet2", "", "foo"] {
            assert!(!is_misspelled(other, &known), "{other}");
        }
    }

    #[test]
    fn counts_edits() {
        let distance = |name, candidate| Speller::of(name).distance(candidate);
        assert_eq!(distance("kitten", "sitten"), Some(1));
        assert_eq!(distance("kitten", "sittin"), Some(2));
        assert_eq!(distance("kitten", "sitting"), None);
        assert_eq!(distance("abcd", "bacd"), Some(1));
        assert_eq!(distance("abcdef", "badcef"), Some(2));
        assert_eq!(distance("größe", "grösse"), None);
        assert_eq!(distance("größen", "grössen"), Some(2));
        assert_eq!(distance("ab", "b"), None);
        assert_eq!(distance("same", "same"), None);
        assert_eq!(distance("", "a"), None);
    }

    #[test]
    fn thousands_of_names_get_no_more_time_than_some() {
        let many: Vec<String> = (0..1_000).map(|at| format!("variable_{at}")).collect();
        let mut names = Names::new(many.iter().map(String::as_str).collect());
        let remedies = (0..1_000).filter(|_| names.nearest("variabel_7").is_some());
        assert_eq!(remedies.count(), Names::LOOKS / many.len());
    }
}
