//! What commands cost, as the servers' documentation says it: the column `costs.txt`.
//!
//! A cost is a sum of products, as in `log N + reply`. Its words: `N`, the elements that the keys hold; `[1..]`, the arguments after
//! the first one, and `[1../2]`, pairs of them; `count`, the argument after the key; `start`, the same where it is a place;
//! `reply`, the elements that are replied. Each other word is something of the data. A term such as `evicted:MAXLEN,MINID` counts
//! with one of these options only. The source is `complexity` of `commands_core.json` in the repository `redis/docs`.

use super::Command;
use crate::text::split_once;

/// The cost of a command.
#[derive(Clone, Copy)]
pub struct Cost(pub(super) &'static str);

impl Cost {
    /// The word for the argument after the key, a number of elements.
    pub const COUNT: &'static str = "count";
    /// The word for the elements that the keys hold.
    pub const ELEMENTS: &'static str = "N";
    /// The word for the elements that are replied.
    pub const REPLY: &'static str = "reply";
    /// The word for the argument after the key, a place.
    pub const START: &'static str = "start";

    /// The terms of the sum.
    pub fn terms(self) -> impl Iterator<Item = &'static str> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let term;
            (term, rest) = split_once(rest, " + ").unwrap_or((rest, ""));
            Some(term)
        })
    }

    /// Whether a word is part of it.
    #[must_use]
    pub fn has(self, word: &str) -> bool {
        self.0.split(' ').any(|part| part == word)
    }

    /// How many arguments come before those that it counts, and how many of these belong together.
    #[must_use]
    pub fn items(self) -> Option<(usize, usize)> {
        self.0.split(' ').find_map(Self::items_of)
    }

    /// The same of one word.
    #[must_use]
    pub fn items_of(word: &str) -> Option<(usize, usize)> {
        let inner = word.strip_prefix('[')?.strip_suffix(']')?;
        let (skipped, group) = split_once(inner, "..")?;
        let group = group
            .strip_prefix('/')
            .map_or(Some(1), |group| group.parse().ok())?;
        Some((skipped.parse().ok()?, group))
    }
}

impl Command {
    /// What it costs; `None` if that is not known.
    #[must_use]
    pub fn cost(self) -> Option<Cost> {
        let cost = self.entry.cost;
        (!cost.is_empty()).then_some(Cost(cost))
    }
}

#[cfg(test)]
mod tests {
    use super::Cost;
    use crate::redis::commands::{Command, find_name, names};

    #[test]
    fn all_words_are_read() {
        for name in names() {
            let Some(cost) = find_name(name).and_then(Command::cost) else {
                continue;
            };
            for word in cost.terms().flat_map(|term| term.split(' ')) {
                let is_word = word
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"*:,".contains(&byte));
                assert!(is_word || Cost::items_of(word).is_some(), "{name}: {word}");
            }
        }
    }

    #[test]
    fn costs_of_commands() {
        let cost = |name| find_name(name).and_then(Command::cost);
        assert_eq!(cost("HSET").and_then(Cost::items), Some((1, 2)));
        assert!(cost("LRANGE").is_some_and(|cost| cost.has(Cost::REPLY)));
        assert_eq!(cost("ZADD").map(|cost| cost.terms().count()), Some(1));
    }
}
