//! A script with the calls that it is tried with.

use std::collections::BTreeSet;
use std::fmt;

use crate::feature::Feature;
use crate::syntax::Block;

/// A generated script.
#[derive(Clone, Debug)]
pub struct Program {
    /// What it was made from.
    pub seed: u64,
    /// Its text as a tree.
    pub block: Block,
    /// What it uses.
    pub features: BTreeSet<Feature>,
    /// The calls.
    pub cases: Vec<Case>,
}

/// One call: what is passed, and what the keys hold before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// KEYS
    pub keys: Vec<String>,
    /// ARGV
    pub arguments: Vec<String>,
    /// The keys that exist.
    pub data: Vec<(String, Content)>,
}

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Content {
    /// A string.
    Text(&'static str),
    /// A list of two.
    List,
    /// A set of two.
    Set,
    /// A sorted set of two.
    SortedSet,
    /// A hash of two fields.
    Hash,
    /// A stream of one entry.
    Stream,
    /// A list of two elements that nothing else holds.
    Jobs,
    /// A string that expires.
    Expiring,
}

impl Content {
    /// One of each type.
    pub const ALL: [Self; 7] = [
        Self::Text("10"),
        Self::Hash,
        Self::List,
        Self::Set,
        Self::SortedSet,
        Self::Stream,
        Self::Jobs,
    ];

    /// The command that makes a key hold it.
    #[must_use]
    pub fn command(self, key: &str) -> Vec<String> {
        let words: &[&str] = match self {
            Self::Text(text) => &["SET", key, text],
            Self::List => &["RPUSH", key, "a", "2"],
            Self::Set => &["SADD", key, "a", "b"],
            Self::SortedSet => &["ZADD", key, "1", "a", "2.5", "b"],
            Self::Hash => &["HSET", key, "a", "1", "b", "x"],
            Self::Stream => &["XADD", key, "1-1", "a", "1"],
            Self::Jobs => &["RPUSH", key, "job-1", "job-2"],
            Self::Expiring => &["SET", key, "10", "EX", "100000"],
        };
        words.iter().map(|&word| word.to_owned()).collect()
    }
}

/// As a report shows it.
impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "KEYS {:?}, ARGV {:?}, before: ",
            self.keys, self.arguments
        )?;
        if self.data.is_empty() {
            return f.write_str("no key");
        }
        for (at, (key, content)) in self.data.iter().enumerate() {
            let comma = if at > 0 { "; " } else { "" };
            write!(f, "{comma}{}", content.command(key).join(" "))?;
        }
        Ok(())
    }
}
