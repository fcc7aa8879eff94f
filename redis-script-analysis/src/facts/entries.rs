//! What a script reads of KEYS or ARGV, in one figure.

use super::{EntryTable, Facts, Index, Read};
use crate::text::Span;

/// What a script reads of KEYS or ARGV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entries {
    /// The highest entry with a constant index.
    pub count: i64,
    /// Whether it reads as many as are passed.
    pub variadic: bool,
    /// The highest entry that it reads whatever the entries are, without providing for its absence.
    pub required: i64,
    /// How many entries it takes at a time, in a loop over those that are passed: `for i = 2, #ARGV, 3 do`.
    pub group: Option<i64>,
}

impl Facts {
    /// What is read of a table.
    #[must_use]
    pub fn entries(&self, table: EntryTable) -> Entries {
        let required = self
            .reads_of(table)
            .filter(|read| !read.optional && read.conditions.is_empty())
            .filter_map(|read| read.index.highest());
        Entries {
            count: self.highest(table).max(0),
            variadic: self.variable_read(table).is_some(),
            required: required.max().unwrap_or(0).max(0),
            group: self.group(table),
        }
    }

    /// The step of the loops over the entries, if all have the same, and the script reads them in no other way.
    fn group(&self, table: EntryTable) -> Option<i64> {
        let mut steps = self
            .reads_of(table)
            .filter(|read| read.index.highest().is_none())
            .map(|read| self.step_around(read));
        let step = steps.next()??;
        steps.all(|other| other == Some(step)).then_some(step)
    }

    /// The step of the loop over all entries in which a read stands.
    fn step_around(&self, read: &Read) -> Option<i64> {
        let Index::Range { last: None, .. } = read.index else {
            return None;
        };
        let around = |span: Span| span.start <= read.span.start && read.span.end <= span.end;
        let mut loops = self.loops.iter().filter(|looped| around(looped.span));
        let over = loops.find_map(|looped| {
            let (over, step) = looped.over?;
            (over == read.table).then_some(step)
        });
        over.filter(|step| *step > 1)
    }
}
