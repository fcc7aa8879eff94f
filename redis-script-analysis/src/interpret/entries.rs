//! Reads of KEYS and ARGV, and what becomes of them.

use super::Interpreter;
use super::conversion::base_of;
use super::numbering::Definition;
use super::site::Site;
use crate::collections::{HalfKey, Map, Shared, sort_by_key};
use crate::domain::{Base, Domain, IdSet, Number, Plain, Sources, Types, Value, ValueNumber};
use crate::facts::{Conditions, EntryTable, Facts, Index, Read};
use crate::lua::syntax::ExprId;

/// No call passes so many entries.
const ENTRIES: f64 = 2_147_483_648.0;

/// All reads; they keep their numbers when the same place is followed again.
#[derive(Default)]
pub(super) struct Sites {
    list: Vec<ReadSite>,
    /// By the place, and the number of what is read there.
    places: Map<(ExprId, u32), u32>,
    /// Numbers for each table and index.
    indices: Map<(u64, u64), u32>,
}

/// A read in the making: later uses of its value decide whether the script provides for its absence.
struct ReadSite {
    table: EntryTable,
    index: Index,
    site: Site,
    /// Those under which the script comes there.
    conditions: Shared<Conditions>,
    /// Whether the script comes there at all.
    is_possible: bool,
    /// Whether it is noted, and not only a read of a round that finds the head of a loop.
    noted: bool,
    fate: Fate,
    /// The fewest entries that are known to have been passed where it is read.
    known: i64,
    /// The fewest where its absence raises an error.
    known_where_needed: Option<i64>,
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
    /// The same place read again, in another round or call, is the same read.
    fn visit(&mut self, table: EntryTable, index: Index, site: Site) -> u32 {
        let next = self.indices.values().len() as u32;
        let index_number = self.indices.or_insert(packed(table, index), next);
        let place = (site.id, index_number.map_or(0, |number| *number));
        let next = self.list.len() as u32;
        let id = self.places.or_insert(place, next).map_or(next, |id| *id);
        if id == next {
            self.list.push(ReadSite {
                table,
                index,
                site,
                conditions: Shared::EMPTY,
                is_possible: false,
                noted: false,
                fate: Fate::Open,
                known: i64::MAX,
                known_where_needed: None,
            });
        }
        id
    }

    /// A read is noted, maybe not for the first time.
    fn note(&mut self, id: u32, conditions: &Shared<Conditions>, is_possible: bool, known: i64) {
        let Some(site) = self.list.get_mut(id as usize) else {
            return;
        };
        site.known = site.known.min(known);
        site.is_possible |= is_possible;
        if !site.noted {
            site.conditions = conditions.clone();
        } else if !site.conditions.shares(conditions) {
            site.conditions = Shared::new(site.conditions.of_either(conditions));
        }
        site.noted = true;
    }

    fn get(&self, id: u32) -> Option<&ReadSite> {
        self.list.get(id as usize)
    }

    pub(super) fn index(&self, id: u32) -> Option<(EntryTable, Index)> {
        self.get(id).map(|site| (site.table, site.index))
    }

    fn set_fate(&mut self, id: u32, fate: Fate) {
        if let Some(site) = self.list.get_mut(id as usize) {
            site.fate = site.fate.max(fate);
        }
    }

    /// So many entries are known to have been passed where one is needed.
    fn set_needed(&mut self, id: u32, known: i64) {
        self.set_fate(id, Fate::Needed);
        if let Some(site) = self.list.get_mut(id as usize) {
            let before = site.known_where_needed.unwrap_or(known);
            site.known_where_needed = Some(before.min(known));
        }
    }

    /// Hands over the reads that were noted, in the order of the text, and corrects the numbers by which uses name them.
    pub(super) fn finish(self, facts: &mut Facts) {
        let count = self.list.len();
        let mut noted: Vec<(usize, &ReadSite)> = Vec::new();
        for (id, site) in self.list.iter().enumerate() {
            if site.noted {
                noted.push((id, site));
            }
        }
        sort_by_key(&mut noted, |(_, read)| read.site.span);
        let mut places = vec![None; count];
        for (at, (id, _)) in noted.iter().enumerate() {
            if let Some(place) = places.get_mut(*id) {
                *place = Some(at);
            }
        }
        facts.renumber_reads(&places);
        for (_, site) in &noted {
            facts.reads.push(site.read());
        }
    }
}

/// A number of its own for each entry or range of a table: no call passes so many entries that the cases meet.
fn packed(table: EntryTable, index: Index) -> (u64, u64) {
    let table = table.half() << 63;
    let (first, step, last) = match index {
        Index::At(at) => (at, 0, 0),
        Index::FromEnd(back) => (back, 0, 1),
        Index::Any => (0, 0, 2),
        Index::Range {
            first,
            last: None,
            step,
        } => (first, step, 3),
        Index::Range {
            first,
            last: Some(last),
            step,
        } => (first, step, last.half() >> 1 | 4),
    };
    // A step is small, and so is an entry, which may be negative.
    (first.half() ^ step.half() << 40, last | table)
}

impl ReadSite {
    fn read(&self) -> Read {
        Read {
            table: self.table,
            index: self.index,
            id: self.site.id,
            span: self.site.span,
            optional: self.fate == Fate::Tolerated,
            conditions: Conditions::clone(&self.conditions),
            known: self.known_where_needed.unwrap_or(self.known),
            is_impossible: !self.is_possible,
        }
    }
}

impl Interpreter<'_> {
    /// `table[index]`
    pub(super) fn read_entry(&mut self, table: EntryTable, index: &Value, site: Site) -> Value {
        if !index.types().has(Types::NUMBER) {
            // `KEYS.x`: not an entry.
            return if self.state.entries(table).is_as_passed() && index.types().only(Types::STRING)
            {
                Value::nil()
            } else {
                Value::unknown()
            };
        }
        let number = &index.facets.number;
        let is_within = index.types().only(Types::NUMBER)
            && number.high().base == base_of(table)
            && Some(number.high().offset) <= self.state.entries(table).last_there()
            && number.low().as_constant() >= Some(1.0);
        // Only a loop surely comes to the first entry of several.
        let is_certain = number.single().is_some() || self.is_counter(index);
        let is_counted = is_certain || number.low().as_constant() >= Some(1.0);
        let index = if is_counted {
            self.resolve(table, number)
        } else {
            Index::Any
        };
        if let Index::At(at) = index
            && self.state.entries(table).is_overwritten(at)
        {
            return Value::unknown();
        }
        let value = self.record_read(table, index, site);
        let value = self.one_of_several(value, is_certain);
        let is_whole = self.state.entries(table).removed_back == Some(0);
        let is_there = match index {
            Index::At(_) => is_whole,
            _ => is_within && is_whole,
        };
        if is_there { value } else { or_nil(value) }
    }

    /// An entry that is read unless another one is, or another table: the script may well provide for its absence.
    pub(super) fn one_of_several(&mut self, mut entry: Value, is_only: bool) -> Value {
        if is_only {
            return entry;
        }
        self.tolerate(&entry);
        if !entry.origin.nil_unless.is_empty() {
            entry.origin.nil_unless = IdSet::EMPTY;
            entry.origin.guarded = true;
        }
        entry
    }

    /// Whether a value is the variable of a loop, or that and a constant.
    fn is_counter(&self, value: &Value) -> bool {
        let mut same = value.same;
        for _ in 0..4 {
            match self.numbering.definition(same) {
                Definition::Counter => return true,
                Definition::Sum(of, _) => same = of.same,
                _ => return false,
            }
        }
        false
    }

    /// Notes a read of entries as the caller counts them, and gives the value of one of them.
    pub(super) fn record_read(&mut self, table: EntryTable, index: Index, site: Site) -> Value {
        let id = self.sites.visit(table, index, site);
        if self.is_noting() && !(planted!(ReadIsLost) && self.frames.len() > 1) {
            let is_possible = self.state.path.is_possible();
            let known = self.state.entries(table).known();
            self.sites
                .note(id, &self.state.conditions, is_possible, known);
        }
        let entries = self.state.entries(table);
        let known = match index {
            Index::At(at) => entries.is_present(at),
            Index::Range {
                last: Some(last), ..
            } => entries.is_present(last),
            Index::Range { last: None, .. } | Index::FromEnd(_) | Index::Any => true,
        };
        let overwritten = match index {
            Index::At(at) => entries.may_be_overwritten(at),
            _ => !entries.is_as_passed(),
        };
        if (known || overwritten) && self.recording {
            self.sites.set_fate(id, Fate::Tolerated);
        }
        let mut value = entry_value(table, id);
        if !known {
            value.facets.plain = Plain::NIL;
            value.origin.nil_unless = IdSet::one(id);
        }
        if overwritten {
            value.join(&Value::unknown());
        } else if let Index::At(at) = index {
            value.same = self.numbering.entry(table, at);
        }
        self.refined(&value)
    }

    /// The whole table is handed on: any entry may be read.
    pub(super) fn read_all(&mut self, table: EntryTable, site: Site) {
        let first = self
            .state
            .entries(table)
            .removed_front
            .map_or(1, |removed| removed + 1);
        self.record_read(table, Index::from(first), site);
    }

    /// From the script's view of the table, which may have lost entries, to the caller's.
    fn resolve(&self, table: EntryTable, index: &Number) -> Index {
        let Some(removed) = self.state.entries(table).removed_front else {
            return Index::Any;
        };
        let small = |number: f64| {
            #[expect(clippy::cast_possible_truncation, reason = "checked: it is small")]
            (number.abs() < ENTRIES).then_some((number as i64).saturating_add(removed))
        };
        let low = index.low().as_constant().map(f64::ceil).and_then(small);
        let high = index.high().as_constant().map(f64::floor).and_then(small);
        if let (Some(end), Some(back)) = (index.single(), small(index.low().offset))
            && end.base == base_of(table)
            && end.base != Base::Zero
        {
            return Index::FromEnd(back);
        }
        match low {
            Some(low) if high == Some(low) => Index::At(low),
            Some(low) => Index::Range {
                first: index.first_from(low - removed) + removed,
                last: high,
                step: index.step(),
            },
            None => Index::Any,
        }
    }

    /// `#table`: what was passed, less what the script took off.
    pub(super) fn entry_count(&self, table: EntryTable) -> Value {
        let entries = self.state.entries(table);
        let removed = entries
            .removed_front
            .zip(entries.removed_back)
            .map(|(front, back)| front + back)
            .filter(|_| !entries.is_resized && !entries.is_open);
        let Some(removed) = removed else {
            return Value::number(Number::NATURAL);
        };
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        let mut number = Number::count(base_of(table), -(removed as f64));
        if removed > entries.count().0 {
            // Nothing is taken off an empty table.
            number.join(&Number::count(base_of(table), 0.0));
            number.meet(&Number::NATURAL);
        }
        let mut value = Value::number(number);
        if removed == 0 {
            value.same = super::numbering::Numbering::count(table);
        }
        value
    }

    /// Whether the entry of a read is known to have been passed.
    pub(super) fn is_read_present(&self, read: u32) -> bool {
        let Some((table, index)) = self.sites.index(read) else {
            return false;
        };
        let entries = self.state.entries(table);
        match index {
            Index::At(at) => entries.is_present(at),
            Index::Range {
                last: Some(last), ..
            } => entries.is_present(last),
            _ => false,
        }
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
        if !self.is_noting_values() {
            return;
        }
        for id in value.origin.nil_unless.iter() {
            if self.is_read_present(id) {
                continue;
            }
            let table = self.sites.index(id).map(|(table, _)| table);
            match (fate, table) {
                (Fate::Needed, Some(table)) => {
                    let known = self.state.entries(table).known();
                    self.sites.set_needed(id, known);
                }
                _ => self.sites.set_fate(id, fate),
            }
        }
    }

    /// A condition depends on a value: if it is of a reply, then what is known of the key changes.
    pub(super) fn note_tested(&mut self, value: &Value) {
        for call in value.origin.calls.iter() {
            let key = self.call_keys.get(ExprId(call));
            if let Some(key) = key {
                self.state.tested.insert(*key, value.same);
            }
        }
    }
}

/// An entry, or nil if it is not there. No lint speaks of that: it is how scripts go through what there is.
pub(super) fn or_nil(mut entry: Value) -> Value {
    entry.facets.plain = entry.facets.plain.or(Plain::NIL);
    (entry.origin.nil_anyway, entry.origin.guarded) = (true, true);
    entry.same = ValueNumber::NONE;
    entry
}

fn entry_value(table: EntryTable, read: u32) -> Value {
    let mut value = Value::string();
    value.origin.sources = match table {
        EntryTable::Keys => Sources::KEY,
        EntryTable::Argv => Sources::ARGUMENT,
    };
    value.origin.reads = IdSet::one(read);
    debug_assert!(!value.facets.is_bottom());
    value
}
