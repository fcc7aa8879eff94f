//! The contract of a script without a Rust function: what its callers pass, as far as someone says it.

use super::{Contract, KeyCount, Param};
use crate::facts::EntryTable;
use crate::header::{Described, Header};

/// How many entries of KEYS or ARGV a call passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// So many.
    pub least: usize,
    /// Whether there may be more.
    pub more: bool,
}

/// What is known of the callers of a script on its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// KEYS; where it is not known, the script's header says it.
    pub keys: Option<Count>,
    /// ARGV; likewise.
    pub args: Option<Count>,
}

/// Who says what a call passes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DeclaredBy {
    /// The Rust function.
    #[default]
    Function,
    /// A [`Count`].
    Count,
    /// The comments at the top of the script.
    Header,
    /// Nobody: lints that compare the number have nothing to say.
    Nobody,
}

/// The highest entry that a header can describe: what is higher is no index.
const HIGHEST: usize = 1_000;

impl Counts {
    /// The contract of these callers. Its parameters have no names.
    #[must_use]
    pub fn contract(self, header: &Header) -> Contract {
        let (keys, keys_by) = declared(self.keys, header.of(EntryTable::Keys));
        let (args, args_by) = declared(self.args, header.of(EntryTable::Argv));
        let keys = keys.unwrap_or(Count::NONE);
        let args = args.unwrap_or(Count::NONE);
        Contract {
            keys: if keys.more {
                KeyCount::AtLeast(keys.least)
            } else {
                KeyCount::Exactly(keys.least)
            },
            params: keys.params().chain(args.params()).collect(),
            keys_by,
            args_by,
            ..Contract::default()
        }
    }
}

impl Count {
    const NONE: Self = Self {
        least: 0,
        more: false,
    };

    fn params(self) -> impl Iterator<Item = Param> {
        let single = std::iter::repeat_n(Param::default(), self.least);
        let slice = Param {
            slice: true,
            ..Param::default()
        };
        single.chain(self.more.then_some(slice))
    }
}

fn declared(count: Option<Count>, header: &Described) -> (Option<Count>, DeclaredBy) {
    let described = || {
        let last = header.last().map(|last| last.index);
        let said = last.is_some_and(|last| last <= HIGHEST) || last.is_none() && header.open;
        said.then_some(Count {
            least: last.unwrap_or(0),
            more: header.open,
        })
    };
    match (count, described()) {
        (Some(count), _) => (Some(count), DeclaredBy::Count),
        (None, Some(described)) => (Some(described), DeclaredBy::Header),
        (None, None) => (None, DeclaredBy::Nobody),
    }
}
