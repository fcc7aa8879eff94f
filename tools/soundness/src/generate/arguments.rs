//! The calls that a script is tried with.

use super::Generator;
use crate::program::{Case, Content};

const ARGUMENTS: &[&str] = &[
    "1",
    "a",
    "get",
    "2",
    "10",
    "len",
    "b",
    "",
    "-1",
    "0.5",
    "[1,2]",
    "{\"n\":1}",
    "x",
    "0",
    "1e3",
    "nan",
];
const TEXTS: &[&str] = &["10", "", "abc", "-1", "0.5", "a", "get", "[1]"];
/// The keys of scripts that name their keys themselves.
const OWN: &[(&str, Content)] = &[
    ("own:string", Content::Text("10")),
    ("own:hash", Content::Hash),
    ("own:list", Content::List),
    ("own:set", Content::Set),
    ("own:zset", Content::SortedSet),
    ("own:stream", Content::Stream),
    ("own:jobs", Content::Jobs),
];

/// Which keys exist, and what they hold.
#[derive(Clone, Copy)]
enum Keyspace {
    /// What the script expects.
    Expected,
    /// None.
    Empty,
    /// Other types and other strings.
    Strange,
}

impl Generator {
    /// As expected; with nothing there; with too many and strange ones; with too few.
    pub(super) fn cases(&mut self) -> Vec<Case> {
        let (keys, arguments) = (self.keys.len(), self.arguments);
        vec![
            self.case(keys, arguments, Keyspace::Expected),
            self.case(
                keys,
                arguments + self.random.clone().below(2),
                Keyspace::Empty,
            ),
            self.case(keys + 2, arguments + 2, Keyspace::Strange),
            self.case(
                keys - usize::from(self.random.clone().chance(50)),
                arguments.saturating_sub(1),
                Keyspace::Expected,
            ),
        ]
    }

    fn case(&mut self, keys: usize, arguments: usize, keyspace: Keyspace) -> Case {
        let keys: Vec<String> = (1..=keys).map(|at| format!("k{at}")).collect();
        let arguments = (0..arguments)
            .map(|_| self.random.pick(ARGUMENTS).to_owned())
            .collect();
        let mut data = Vec::new();
        for (at, key) in keys.iter().enumerate() {
            let expected = self.keys.get(at).copied();
            let content = match (keyspace, expected) {
                (Keyspace::Empty, _) => continue,
                (Keyspace::Expected, Some(expected)) => self.variant(expected),
                (Keyspace::Strange, Some(expected)) if self.random.chance(60) => {
                    self.variant(expected)
                }
                _ => {
                    let content = self.random.pick(&Content::ALL);
                    self.variant(content)
                }
            };
            data.push((key.clone(), content));
        }
        if !matches!(keyspace, Keyspace::Empty) && self.random.chance(75) {
            data.extend(
                OWN.iter()
                    .map(|(key, content)| ((*key).to_owned(), *content)),
            );
        }
        Case {
            keys,
            arguments,
            data,
        }
    }

    fn variant(&mut self, content: Content) -> Content {
        match content {
            Content::Text(_) if self.expiring && self.random.chance(40) => Content::Expiring,
            Content::Text(_) => Content::Text(self.random.pick(TEXTS)),
            content => content,
        }
    }
}
