//! Which arguments of a command are keys, and what becomes of them.

mod sort;
mod spec;

pub(super) use self::spec::Spec;
use super::Command;

/// The arguments behind a command's name as far as they are constant.
pub(super) type ConstantArguments<'a> = [Option<&'a [u8]>];

/// The keys of a call.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    /// Those that certainly are keys, in the order of the key specs.
    pub known: Vec<KeyArgument>,
    /// Whether these are all. If not, the rest depends on what is not constant, or on keys that patterns name.
    pub complete: bool,
}

/// An argument that is a key.
#[derive(Clone, Copy, Debug)]
pub struct KeyArgument {
    /// Its place among the arguments behind the command's name, from 0.
    pub argument: usize,
    /// What the command does to it.
    pub access: Access,
}

/// What a command does to a key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Access {
    /// Reads it.
    Read,
    /// Changes a part of it, or reads it and writes it.
    Change,
    /// Gives it a new value, the old one unread.
    Overwrite,
    /// Removes it unread.
    Remove,
}

impl Access {
    /// Whether the key is another one afterwards.
    #[must_use]
    pub fn is_write(self) -> bool {
        self != Self::Read
    }
}

impl Command {
    /// The keys among the arguments behind the command's name (a subcommand's name is one of them; `None`: not constant).
    ///
    /// `open` says that more arguments may follow. Known servers agree on the places. The channel of SPUBLISH has a
    /// slot of its cluster, but is no key.
    #[must_use]
    pub fn keys(self, arguments: &[Option<&[u8]>], open: bool) -> Keys {
        let mut keys = match &self.entry.details().keys {
            Some(specs) => spec::find(specs, arguments, open),
            None => Keys {
                known: Vec::new(),
                complete: self.has_no_keys(),
            },
        };
        match self.name() {
            "sort" | "sort_ro" => sort::add(&mut keys, arguments, open),
            "set" if !open && !may_contain(arguments, &READING_SET) => {
                set_all(&mut keys, Access::Overwrite);
            }
            "bitfield" if !open && !may_contain(arguments, &["SET", "INCRBY"]) => {
                set_all(&mut keys, Access::Read);
            }
            // The first key is empty where KEYS follows.
            "migrate" => keys.known = without_empty(&keys.known, arguments),
            _ => {}
        }
        keys
    }

    fn has_no_keys(self) -> bool {
        !self.is_container() && self.having_flag("movablekeys").is_empty()
    }
}

/// The options with which SET looks at the old value.
const READING_SET: [&str; 5] = ["GET", "IFEQ", "IFNE", "IFDEQ", "IFDNE"];

fn may_contain(arguments: &ConstantArguments, words: &[&str]) -> bool {
    // The key and the value of SET, or BITFIELD's first operation, can be anything.
    for argument in arguments.get(1..).unwrap_or_default() {
        for word in words {
            if is_maybe(*argument, word) {
                return true;
            }
        }
    }
    false
}

fn is_maybe(argument: Option<&[u8]>, word: &str) -> bool {
    match argument {
        Some(text) => text.eq_ignore_ascii_case(word.as_bytes()),
        None => true,
    }
}

fn without_empty(keys: &[KeyArgument], arguments: &ConstantArguments) -> Vec<KeyArgument> {
    let mut kept = Vec::with_capacity(keys.len());
    for key in keys {
        if !matches!(arguments.get(key.argument), Some(Some(b""))) {
            kept.push(*key);
        }
    }
    kept
}

fn set_all(keys: &mut Keys, access: Access) {
    for key in &mut keys.known {
        key.access = access;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, reason = "a failure here is the test's")]

    use super::{Access, Keys};
    use crate::redis::commands::{Lookup, find};

    /// The keys of a call in which `?` is not constant and a last `...` leaves the list open.
    fn keys(call: &str) -> Keys {
        let mut words: Vec<&str> = call.split(' ').collect();
        let open = words.pop_if(|word| *word == "...").is_some();
        let (name, words) = words.split_first().unwrap_or((&"", &[]));
        let words = words
            .iter()
            .map(|word| Some(word.as_bytes()).filter(|word| *word != b"?"));
        let words: Vec<_> = words.collect();
        match find(name.as_bytes(), words.first().copied().flatten()) {
            Lookup::Found(command) => command.keys(&words, open),
            other => panic!("{call}: {other:?}"),
        }
    }

    fn places(call: &str) -> (Vec<usize>, bool) {
        let keys = keys(call);
        (
            keys.known.iter().map(|key| key.argument).collect(),
            keys.complete,
        )
    }

    #[test]
    fn ranges_and_steps() {
        assert_eq!(places("GET k"), (vec![0], true));
        assert_eq!(places("MGET a b ?"), (vec![0, 1, 2], true));
        assert_eq!(places("MGET a ..."), (vec![0], false));
        assert_eq!(places("MSET a 1 b 2"), (vec![0, 2], true));
        assert_eq!(places("BLPOP a b 0"), (vec![0, 1], true));
        assert_eq!(places("BLPOP a b ..."), (vec![0], false));
        assert_eq!(places("BITOP AND d a b"), (vec![1, 2, 3], true));
        assert_eq!(places("LCS a b LEN"), (vec![0, 1], true));
        assert_eq!(places("PING"), (vec![], true));
        assert_eq!(places("GET"), (vec![], true));
        assert_eq!(places("GET ..."), (vec![], false));
    }

    #[test]
    fn subcommands_have_keys() {
        assert_eq!(places("XGROUP CREATE k g $"), (vec![1], true));
        assert_eq!(places("XGROUP ? k g $"), (vec![], false));
        assert_eq!(places("OBJECT HELP"), (vec![], true));
    }

    #[test]
    fn counted_keys() {
        assert_eq!(
            places("ZUNIONSTORE d 2 a b WEIGHTS 1 2"),
            (vec![0, 2, 3], true)
        );
        assert_eq!(places("ZUNIONSTORE d 2 a ..."), (vec![0, 2], false));
        assert_eq!(places("ZUNIONSTORE d ? a b"), (vec![0], false));
        assert_eq!(places("ZUNIONSTORE d x a b"), (vec![0], true));
        assert_eq!(places("LMPOP 1 a LEFT"), (vec![1], true));
        assert_eq!(places("ZUNION 99999999999999 a"), (vec![1], true));
        assert_eq!(places("MSETEX 2 a 1 b 2 EX 5"), (vec![1, 3], true));
        assert_eq!(places("SUNIONCARD 2 a b LIMIT 5"), (vec![1, 2], true));
    }

    #[test]
    fn keys_behind_keywords() {
        assert_eq!(places("XREAD COUNT 5 streams a b 0 0"), (vec![3, 4], true));
        assert_eq!(places("XREAD COUNT ? STREAMS a 0"), (vec![3], true));
        assert_eq!(places("XREAD COUNT ? ? a 0"), (vec![], false));
        assert_eq!(places("XREADGROUP GROUP g c STREAMS a >"), (vec![4], true));
        assert_eq!(places("MIGRATE h 1 k 0 5"), (vec![2], true));
        let moved = "MIGRATE h 1 KEYS 0 5 COPY KEYS a b";
        assert_eq!(places(moved), (vec![2, 7, 8], true));
        assert_eq!(places("GEORADIUS k 1 2 3 m STORE d"), (vec![0, 6], true));
        assert_eq!(places("GEORADIUS k 1 2 3 m COUNT 5"), (vec![0], true));
        assert_eq!(places("GEORADIUS k 1 2 3 m ? d"), (vec![0], false));
    }

    #[test]
    fn sort_reads_keys_of_patterns() {
        assert_eq!(
            places("SORT k LIMIT 0 STORE DESC STORE a STORE b"),
            (vec![0, 8], true)
        );
        assert_eq!(places("SORT k BY nosort GET # ALPHA"), (vec![0], true));
        assert_eq!(places("SORT k BY w_*"), (vec![0], false));
        assert_eq!(places("SORT k BY w_* STORE d"), (vec![0, 4], false));
        assert_eq!(places("SORT k GET ?"), (vec![0], false));
        assert_eq!(places("SORT k ? d"), (vec![0], false));
        assert_eq!(places("SORT k STORE a ..."), (vec![0], false));
    }

    #[test]
    fn keys_are_read_or_written() {
        let access = |call: &'static str| {
            keys(call)
                .known
                .iter()
                .map(|key| key.access)
                .collect::<Vec<_>>()
        };
        assert_eq!(access("GET k"), [Access::Read]);
        assert_eq!(access("INCR k"), [Access::Change]);
        assert_eq!(access("DEL a b"), [Access::Remove, Access::Remove]);
        assert_eq!(access("SET k v EX 10"), [Access::Overwrite]);
        assert_eq!(access("SET k v GET"), [Access::Change]);
        assert_eq!(access("SET k ?"), [Access::Change]);
        assert_eq!(access("SET k v IFEQ x"), [Access::Change]);
        assert_eq!(access("MSETEX 2 a 1 b 2"), [Access::Overwrite; 2]);
        assert_eq!(access("DELEX k IFEQ v"), [Access::Change]);
        assert_eq!(access("ARGET k 0"), [Access::Read]);
        assert_eq!(access("LMOVEM a b LEFT LEFT"), [Access::Change; 2]);
        assert_eq!(access("HIMPORT SET k f v"), [Access::Overwrite]);
        assert_eq!(access("BITFIELD k GET u8 0"), [Access::Read]);
        assert_eq!(access("BITFIELD k SET u8 0 1"), [Access::Change]);
        assert_eq!(access("SUNIONSTORE d s"), [Access::Overwrite, Access::Read]);
        assert_eq!(access("SORT k STORE d"), [Access::Read, Access::Overwrite]);
        assert!(access("PUBLISH c m").is_empty() && access("SPUBLISH c m").is_empty());
    }
}
