//! Reads of KEYS and ARGV, and what becomes of them.

use std::collections::HashMap;
use std::rc::Rc;

use super::Interpreter;
use super::interval::{Bound, Interval};
use super::knowledge::Known;
use super::value::{Kind, Number, ReadId, Value};
use crate::facts::{Conditions, EntryTable, Facts, Index, Read, Sources};
use crate::lua::source::Span;

/// All reads; they keep their numbers when the script is followed again.
#[derive(Default)]
pub(super) struct Sites {
    list: Vec<ReadSite>,
    places: HashMap<(Span, EntryTable, Index), ReadId>,
}

/// A read in the making: later uses of its value decide whether the script provides for its absence.
struct ReadSite {
    table: EntryTable,
    index: Index,
    span: Span,
    /// Whether this run has come there.
    seen: bool,
    fate: Fate,
    /// Those under which this run has come there.
    conditions: Rc<Conditions>,
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

impl Sites {
    /// The script is followed again.
    pub(super) fn restart(&mut self) {
        for site in &mut self.list {
            (site.seen, site.fate) = (false, Fate::Open);
        }
    }

    /// The same place read again, in another round or call, is the same read.
    fn visit(&mut self, table: EntryTable, index: Index, span: Span) -> ReadId {
        let next = ReadId(self.list.len());
        let id = *self.places.entry((span, table, index)).or_insert(next);
        if id == next {
            self.list.push(ReadSite {
                table,
                index,
                span,
                seen: false,
                fate: Fate::Open,
                conditions: Rc::default(),
            });
        }
        id
    }

    /// The run comes to a read, maybe not for the first time.
    fn see(&mut self, id: ReadId, conditions: &Rc<Conditions>) {
        let Some(site) = self.list.get_mut(id.0) else {
            return;
        };
        if !site.seen {
            site.conditions = conditions.clone();
        } else if !Rc::ptr_eq(&site.conditions, conditions) {
            site.conditions = Rc::new(site.conditions.of_either(conditions));
        }
        site.seen = true;
    }

    fn get(&self, id: ReadId) -> Option<&ReadSite> {
        self.list.get(id.0)
    }

    pub(super) fn index(&self, id: ReadId) -> Option<(EntryTable, Index)> {
        self.get(id).map(|site| (site.table, site.index))
    }

    fn set_fate(&mut self, id: ReadId, fate: Fate) {
        if let Some(site) = self.list.get_mut(id.0) {
            site.fate = site.fate.max(fate);
        }
    }

    /// Hands over the reads that were seen, in the order of the text, and corrects the numbers by which uses name them.
    pub(super) fn finish(self, facts: &mut Facts) {
        let mut seen: Vec<(usize, ReadSite)> = self
            .list
            .into_iter()
            .enumerate()
            .filter(|(_, site)| site.seen)
            .collect();
        seen.sort_by_key(|(_, site)| site.span);
        let places: HashMap<usize, usize> = seen
            .iter()
            .enumerate()
            .map(|(at, (id, _))| (*id, at))
            .collect();
        facts.renumber_reads(&places);
        facts.reads = seen.into_iter().map(|(_, site)| site.into_read()).collect();
    }
}

impl ReadSite {
    fn into_read(self) -> Read {
        let Self {
            table,
            index,
            span,
            fate,
            conditions,
            ..
        } = self;
        Read {
            table,
            index,
            span,
            optional: fate == Fate::Tolerated,
            conditions: Rc::unwrap_or_clone(conditions),
        }
    }
}

impl Interpreter<'_> {
    /// `table[index]`
    pub(super) fn read_entry(&mut self, table: EntryTable, index: &Value, span: Span) -> Value {
        if matches!(index.kind, Kind::String(_)) && index.origins.is_empty() {
            // `KEYS.x`: not an entry.
            return Value::unknown();
        }
        let index = self.resolve(table, index.interval());
        if let Index::At(at) = index
            && self.state.entries(table).is_overwritten(at)
        {
            return Value::unknown();
        }
        self.record_read(table, index, span)
    }

    /// Notes a read of entries as the caller counts them, and gives the value of one of them.
    pub(super) fn record_read(&mut self, table: EntryTable, index: Index, span: Span) -> Value {
        let id = self.sites.visit(table, index, span);
        if self.quiet == 0 {
            self.sites.see(id, &self.state.conditions);
        }
        let known = match index {
            Index::At(at) => self.state.entries(table).is_present(at),
            Index::Range {
                last: Some(last), ..
            } => self.state.entries(table).is_present(last),
            Index::Range { last: None, .. } | Index::FromEnd(_) | Index::Any => true,
        };
        if known {
            self.sites.set_fate(id, Fate::Tolerated);
        }
        let value = entry_value(table, index, id);
        if known || self.state.is_present(id) {
            value
        } else {
            value.needing(id)
        }
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
            (Bound::Constant(first), _) => Index::Range { first, last: None },
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
        Value::number(Number::integral(Interval::exactly(bound)))
    }

    /// A use that raises an error on nil.
    pub(super) fn need(&mut self, value: &Value) {
        self.decide(value, Fate::Needed);
    }

    /// A use that is made for nil too.
    pub(super) fn tolerate(&mut self, value: &Value) {
        self.decide(value, Fate::Tolerated);
    }

    fn decide(&mut self, value: &Value, fate: Fate) {
        for id in &value.origins {
            if !self.state.is_present(*id) {
                self.sites.set_fate(*id, fate);
            }
        }
    }

    /// Takes over what the truth of a value tells.
    pub(super) fn learn(&mut self, value: &Value, truth: bool) {
        for known in value.known(truth).into_iter().chain(self.deciding(value)) {
            self.state.learn(&known);
            if let Known::Present(read) = known
                && let Some(ReadSite {
                    table,
                    index: Index::At(at),
                    ..
                }) = self.sites.get(read)
            {
                let (table, at) = (*table, *at);
                self.state.entries_mut(table).set_present(at);
            }
        }
    }
}

fn entry_value(table: EntryTable, index: Index, read: ReadId) -> Value {
    let sources = match table {
        EntryTable::Keys => Sources::KEY,
        EntryTable::Argv => Sources::ARGUMENT,
    };
    Value {
        sources,
        reads: vec![read],
        entry: match index {
            Index::At(at) => Some((table, at)),
            _ => None,
        },
        ..Value::string()
    }
}
