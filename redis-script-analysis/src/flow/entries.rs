//! Reads of KEYS and ARGV, and what becomes of them.

use super::Interpreter;
use super::value::{Bound, Interval, Kind, ReadId, Value};
use crate::facts::{EntryTable, Index, Read};
use crate::lua::source::Span;

/// A read in the making: later uses of its value decide whether the script provides for its absence.
pub(super) struct ReadSite {
    table: EntryTable,
    index: Index,
    span: Span,
    fate: Fate,
}

/// What the script does with the value of a read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    /// Nothing that tells.
    Open,
    /// It is tested, or has a default.
    Tolerated,
    /// Its absence raises an error.
    Needed,
}

impl ReadSite {
    pub(super) fn into_read(self) -> Read {
        let Self {
            table,
            index,
            span,
            fate,
        } = self;
        Read {
            table,
            index,
            span,
            optional: fate == Fate::Tolerated,
        }
    }
}

impl Interpreter<'_> {
    /// `table[index]`
    pub(super) fn read_entry(&mut self, table: EntryTable, index: &Value, span: Span) -> Value {
        if let Kind::String(_) = index.kind
            && index.origins.is_empty()
        {
            // `KEYS.x`: not an entry.
            return Value::unknown();
        }
        let index = self.resolve(table, index.interval());
        if let Index::At(at) = index
            && self.state.entries(table).overwritten.contains(&at)
        {
            return Value::unknown();
        }
        self.record_read(table, index, span)
    }

    /// Notes a read of entries as the caller counts them, and gives the value of one of them.
    pub(super) fn record_read(&mut self, table: EntryTable, index: Index, span: Span) -> Value {
        let id = self.site(table, index, span);
        let known = match index {
            Index::At(at) => self.state.entries(table).is_present(at),
            Index::Range {
                last: Some(last), ..
            } => self.state.entries(table).is_present(last),
            Index::Range { last: None, .. } | Index::FromEnd(_) | Index::Any => true,
        };
        if known {
            self.tolerate_read(id);
        }
        if known || self.state.is_present(id) {
            return Value::new(Kind::String(None));
        }
        Value::from_read(Kind::String(None), id)
    }

    /// The same place read again, in another round or call, is the same read.
    fn site(&mut self, table: EntryTable, index: Index, span: Span) -> ReadId {
        let same =
            |site: &ReadSite| site.span == span && site.table == table && site.index == index;
        // Repeated reads are near the end of the list; a miss only splits a read in two.
        let recent = self.sites.len().saturating_sub(64);
        if let Some(at) = self.sites.iter().skip(recent).position(same) {
            return ReadId(recent + at);
        }
        self.sites.push(ReadSite {
            table,
            index,
            span,
            fate: Fate::Open,
        });
        ReadId(self.sites.len() - 1)
    }

    /// The whole table is handed on: any entry may be read.
    pub(super) fn read_all(&mut self, table: EntryTable, span: Span) {
        let first = self
            .state
            .entries(table)
            .removed_front
            .map_or(1, |removed| removed + 1);
        self.record_read(table, Index::Range { first, last: None }, span);
    }

    /// From the script's view of the table, which may have lost entries, to the caller's.
    fn resolve(&self, table: EntryTable, index: Interval) -> Index {
        let Some(removed) = self.state.entries(table).removed_front else {
            return Index::Any;
        };
        let index = index.shift(removed);
        match (index.low, index.high) {
            (Bound::Constant(low), Bound::Constant(high)) if low == high => Index::At(low),
            (Bound::Constant(first), Bound::Constant(last)) => Index::Range {
                first,
                last: Some(last),
            },
            (Bound::Constant(first), _) => Index::Range {
                first: first.max(1),
                last: None,
            },
            (Bound::Count(of, low), Bound::Count(_, high)) if of == table && low == high => {
                Index::FromEnd(low)
            }
            _ => Index::Any,
        }
    }

    /// `#table`: what was passed, less what the script took off.
    pub(super) fn entry_count(&self, table: EntryTable) -> Value {
        let entries = self.state.entries(table);
        let removed = entries
            .removed_front
            .zip(entries.removed_back)
            .map(|(front, back)| front + back);
        let bound = removed.map_or(Bound::Unknown, |removed| Bound::Count(table, -removed));
        Value::new(Kind::Number(Interval::exactly(bound)))
    }

    /// A use that raises an error on nil.
    pub(super) fn need(&mut self, value: &Value) {
        self.decide(value, Fate::Needed);
    }

    /// A use that is made for nil too.
    pub(super) fn tolerate(&mut self, value: &Value) {
        self.decide(value, Fate::Tolerated);
    }

    fn tolerate_read(&mut self, id: ReadId) {
        self.set_fate(id, Fate::Tolerated);
    }

    fn decide(&mut self, value: &Value, fate: Fate) {
        for id in &value.origins {
            if !self.state.is_present(*id) {
                self.set_fate(*id, fate);
            }
        }
    }

    fn set_fate(&mut self, id: ReadId, fate: Fate) {
        if let Some(site) = self.sites.get_mut(id.0) {
            site.fate = site.fate.max(fate);
        }
    }

    /// Takes over what a condition tells, for the entry as well as for the read.
    pub(super) fn learn(&mut self, known: &[super::value::Known]) {
        for known in known {
            self.state.learn(*known);
            if let super::value::Known::Present(read) = known
                && let Some(ReadSite {
                    table,
                    index: Index::At(at),
                    ..
                }) = self.sites.get(read.0)
            {
                self.state.entries_mut(*table).set_present(*at);
            }
        }
    }
}
