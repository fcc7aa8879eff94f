//! Reads of KEYS and ARGV.

use super::{Conditions, Facts};
use crate::collections::HalfKey;
use crate::lua::syntax::ExprId;
use crate::text::Span;

/// One of the two tables that Redis fills for a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntryTable {
    /// `KEYS`
    Keys,
    /// `ARGV`
    Argv,
}

impl HalfKey for EntryTable {
    fn half(self) -> u64 {
        (self == Self::Argv).into()
    }
}

impl EntryTable {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Keys, Self::Argv];

    /// The one of a name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        match name {
            "KEYS" => Some(Self::Keys),
            "ARGV" => Some(Self::Argv),
            _ => None,
        }
    }

    /// The name of the global.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Keys => "KEYS",
            Self::Argv => "ARGV",
        }
    }

    /// How messages call one of its entries.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Keys => "key",
            Self::Argv => "argument",
        }
    }
}

/// Which entries a read touches; entries count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Hash)]
pub enum Index {
    /// One fixed entry.
    At(i64),
    /// From `first` to `last`, or to the end of the table.
    Range {
        /// The first entry.
        first: i64,
        /// The last entry; `None`: however many were passed.
        last: Option<i64>,
        /// From one entry to the next; 1 or more.
        step: i64,
    },
    /// Counted from the length: 0 is the last entry, -1 the one before it.
    FromEnd(i64),
    /// An entry that the script computes.
    Any,
}

/// A place where the script reads KEYS or ARGV.
#[derive(Clone)]
pub struct Read {
    /// The table.
    pub table: EntryTable,
    /// The entries.
    pub index: Index,
    /// The expression that reads.
    pub id: ExprId,
    /// Where it stands.
    pub span: Span,
    /// Whether the script provides for the entry's absence: a default, a test, a count.
    pub optional: bool,
    /// So many entries are known to have been passed where the script needs this one; where it is read, if nothing needs it.
    pub known: i64,
    /// For which values of other entries the script comes here.
    pub conditions: Conditions,
    /// Whether a condition on every way to it is never so: then it does not run.
    pub is_impossible: bool,
}

impl Index {
    /// From an entry to the last that is passed.
    #[must_use]
    pub fn from(first: i64) -> Self {
        Self::Range {
            first,
            last: None,
            step: 1,
        }
    }

    /// The highest entry; `None` if it depends on how many were passed.
    #[must_use]
    pub fn highest(self) -> Option<i64> {
        match self {
            Self::At(at) => Some(at),
            Self::Range { last, .. } => last,
            Self::FromEnd(_) | Self::Any => None,
        }
    }

    /// Whether it touches an entry, if so many are passed.
    pub(crate) fn covers(self, entry: i64, count: i64) -> bool {
        match self {
            Self::At(at) => at == entry,
            Self::Range { first, last, step } => {
                let is_beyond = matches!(last, Some(last) if entry > last);
                entry >= first && !is_beyond && entry.saturating_sub(first) % step == 0
            }
            Self::FromEnd(back) => count.saturating_add(back) == entry,
            Self::Any => true,
        }
    }
}

impl Facts {
    /// The reads of one table.
    pub fn reads_of(&self, table: EntryTable) -> impl Iterator<Item = &Read> {
        ReadsOf {
            table,
            rest: &self.reads,
        }
    }

    /// The highest fixed entry that is read; 0 if none is.
    #[must_use]
    pub fn highest(&self, table: EntryTable) -> i64 {
        let mut highest = None;
        for read in self.reads_of(table) {
            highest = highest.max(read.index.highest());
        }
        highest.unwrap_or(0)
    }

    /// The first read that depends on how many entries were passed.
    #[must_use]
    pub fn variable_read(&self, table: EntryTable) -> Option<&Read> {
        let mut reads = self.reads.iter();
        reads.find(|read| read.table == table && read.index.highest().is_none())
    }

    /// Whether an entry is read when `count` entries are passed.
    #[must_use]
    pub fn reads_entry(&self, table: EntryTable, entry: i64, count: i64) -> bool {
        for read in self.reads_of(table) {
            if read.index.covers(entry, count) {
                return true;
            }
        }
        false
    }
}

/// The reads of one table.
struct ReadsOf<'facts> {
    table: EntryTable,
    rest: &'facts [Read],
}

impl<'facts> Iterator for ReadsOf<'facts> {
    type Item = &'facts Read;

    fn next(&mut self) -> Option<&'facts Read> {
        while let [read, rest @ ..] = self.rest {
            self.rest = rest;
            if read.table == self.table {
                return Some(read);
            }
        }
        None
    }
}
