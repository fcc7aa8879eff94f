//! What a script reads of KEYS or ARGV, in one figure.

use super::{EntryTable, Facts, Index, Loop, Read};
use crate::collections::{Map, lists, sort_by_key};
use crate::lua::syntax::StatementId;
use crate::text::Span;

/// What a script reads of KEYS or ARGV.
#[derive(Clone, Copy)]
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

/// A loop over the entries that are passed, which takes several at a time.
#[derive(Clone, Copy, Debug)]
pub struct EntryLoop {
    /// The table.
    pub table: EntryTable,
    /// How many entries it takes at a time; 2 or more.
    pub step: usize,
    /// The lowest entry that its first round reads, from 1.
    pub first: usize,
    /// The highest.
    pub last: usize,
    /// The loop up to its condition or step; the read if no loop is around it, as in a function that a loop calls.
    pub span: Span,
}

impl Facts {
    /// The loops over the entries of a table that take several at a time.
    #[must_use]
    pub fn entry_loops(&self, table: EntryTable) -> Vec<EntryLoop> {
        let mut found: Vec<EntryLoop> = Vec::new();
        // By the loop and the step; all that are in none are one.
        let mut known: Map<(StatementId, u32), usize> = Map::default();
        self.each_read_in_loop(table, &mut |read, around| {
            let Some((first, step)) = stepping(read) else {
                return;
            };
            let (id, span) = match around {
                Some(around) => (around.id, Span::new(around.span.start, around.head.end)),
                None => (StatementId(u32::MAX), read.span),
            };
            let key = (id, u32::try_from(step).unwrap_or(u32::MAX));
            if let Some(at) = known.get(key)
                && let Some(looped) = found.get_mut(*at)
            {
                looped.first = looped.first.min(first);
                looped.last = looped.last.max(first);
                return;
            }
            known.insert(key, found.len());
            found.push(EntryLoop {
                table,
                step,
                first,
                last: first,
                span,
            });
        });
        found
    }

    /// Visits the reads of a table, each with the innermost loop around it.
    fn each_read_in_loop<'a>(
        &'a self,
        table: EntryTable,
        visit: &mut dyn FnMut(&'a Read, Option<&'a Loop>),
    ) {
        let mut reads: Vec<&Read> = lists::list(self.reads_of(table));
        sort_by_key(&mut reads, |read| read.id);
        let mut loops: Vec<&Loop> = lists::list(&self.loops);
        // An outer loop begins no later than those in it, and ends later.
        sort_by_key(&mut loops, |looped| {
            (looped.exprs.start, u32::MAX - looped.exprs.end.0)
        });
        let mut begun = 0;
        let mut around: Vec<&Loop> = Vec::new();
        for read in &reads {
            while let Some(next) = loops.get(begun)
                && next.exprs.start <= read.id
            {
                around.push(next);
                begun += 1;
            }
            while let Some(last) = around.last()
                && last.exprs.end <= read.id
            {
                around.pop();
            }
            visit(read, around.last().copied());
        }
    }

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

    /// From which entry to which the script goes, if it reads those that vary in one way only.
    fn group(&self, table: EntryTable) -> Option<i64> {
        let mut group = None;
        for read in self.reads_of(table) {
            match read.index {
                Index::Range {
                    last: None, step, ..
                } if step > 1 && *group.get_or_insert(step) == step => {}
                _ if read.index.highest().is_none() => return None,
                _ => {}
            }
        }
        group
    }
}

/// The first entry of those that a read finds up to the last, several apart, and how far.
fn stepping(read: &Read) -> Option<(usize, usize)> {
    match read.index {
        Index::Range {
            first: first @ 1..,
            last: None,
            step: step @ 2..,
        } => Some((usize::try_from(first).ok()?, usize::try_from(step).ok()?)),
        _ => None,
    }
}
