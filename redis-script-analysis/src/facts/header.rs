//! The comments at the top of a script, such as `-- KEYS[1] = rate limit key` and `-- keys = 1, args = 1..3`.

mod read;

use super::{Count, EntryTable};
use crate::text::Span;

pub(crate) use read::read;

/// The highest entry that a header can describe: what is higher is no index.
const HIGHEST: usize = 1_000;

/// What the header says.
#[derive(Clone, Default)]
pub struct Header {
    /// Described KEYS.
    pub keys: EntryDocs,
    /// Described ARGV.
    pub args: EntryDocs,
    /// Whether the first line asks Dragonfly to let the script touch any key: `--!df flags=allow-undeclared-keys`.
    pub allows_undeclared_keys: bool,
}

/// The descriptions of one table.
#[derive(Clone, Default)]
pub struct EntryDocs {
    /// In the order of the text.
    pub entries: Vec<EntryDoc>,
    /// Whether the header speaks of a range without an end, such as `ARGV[2..]` or `ARGV[n]`.
    pub open: bool,
    /// How many entries of such a range belong together: `ARGV[2..], in pairs`.
    pub group: Option<usize>,
    /// The number that the header says beside, and where: `args = 1..3`.
    pub number: Option<(Count, Span)>,
}

/// A described KEYS or ARGV entry, or several: `ARGV[2..4]`.
#[derive(Clone)]
pub struct EntryDoc {
    /// From 1; of several, the first.
    pub index: usize,
    /// Of several, the last; else the same.
    pub last: usize,
    /// Whether a call need not pass it: `ARGV[3] = ttl (optional)`.
    pub optional: bool,
    /// The description; may be empty.
    pub text: String,
    /// Where `KEYS[1]` stands in the comment.
    pub span: Span,
}

impl Header {
    /// The descriptions of a table.
    #[must_use]
    pub fn of(&self, table: EntryTable) -> &EntryDocs {
        match table {
            EntryTable::Keys => &self.keys,
            EntryTable::Argv => &self.args,
        }
    }

    fn of_mut(&mut self, table: EntryTable) -> &mut EntryDocs {
        match table {
            EntryTable::Keys => &mut self.keys,
            EntryTable::Argv => &mut self.args,
        }
    }
}

impl EntryDocs {
    /// The description of an entry.
    #[must_use]
    pub fn entry(&self, index: usize) -> Option<&EntryDoc> {
        let mut entries = self.entries.iter();
        entries.find(|entry| entry.index <= index && index <= entry.last)
    }

    /// The entry with the highest index.
    #[must_use]
    pub fn last(&self) -> Option<&EntryDoc> {
        let mut highest: Option<&EntryDoc> = None;
        for entry in &self.entries {
            match highest {
                Some(highest) if entry.last < highest.last => {}
                _ => highest = Some(entry),
            }
        }
        highest
    }

    /// How many entries a call passes by the header, which may say it in one line; `None` if it does not say it.
    #[must_use]
    pub fn count(&self) -> Option<Count> {
        match self.number {
            Some((number, _)) => Some(number),
            None => self.described(),
        }
    }

    /// How many entries are described; `None` if none is.
    #[must_use]
    pub fn described(&self) -> Option<Count> {
        let highest = match self.last() {
            Some(entry) => entry.last,
            None => 0,
        };
        let said = highest > 0 || self.open;
        let mut least = 0;
        for entry in &self.entries {
            if !entry.optional {
                least = entry.last.max(least);
            }
        }
        let most = (!self.open).then_some(highest);
        (said && highest <= HIGHEST).then_some(Count {
            most,
            ..Count::at_least(least)
        })
    }
}
