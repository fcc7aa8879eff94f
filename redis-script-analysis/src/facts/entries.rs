//! What a script reads of KEYS or ARGV, in one figure.

use super::{EntryTable, Facts, Index, Read};

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
        let mut required = 0;
        for read in self.reads_of(table) {
            if let (false, true, Some(entry)) = (
                read.optional,
                read.conditions.is_empty(),
                read.index.highest(),
            ) {
                required = entry.max(required);
            }
        }
        Entries {
            count: self.highest(table).max(0),
            variadic: self.variable_read(table).is_some(),
            required,
            group: self.group(table),
        }
    }

    /// The step of the loops over the entries, if all have the same, and the script reads them in no other way.
    fn group(&self, table: EntryTable) -> Option<i64> {
        let mut group = None;
        for read in self.reads_of(table) {
            if read.index.highest().is_none() {
                let step = self.step_around(read)?;
                if *group.get_or_insert(step) != step {
                    return None;
                }
            }
        }
        group
    }

    /// The step of the loop over all entries in which a read stands.
    fn step_around(&self, read: &Read) -> Option<i64> {
        let Index::Range { last: None, .. } = read.index else {
            return None;
        };
        for looped in &self.loops {
            let is_around = looped.exprs.contains(read.id);
            match looped.over {
                Some((over, step)) if is_around && over == read.table => {
                    return (step > 1).then_some(step);
                }
                _ => {}
            }
        }
        None
    }
}
