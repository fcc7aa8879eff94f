//! Reads of KEYS and ARGV, and what becomes of them.

mod sites;

use self::sites::Fate;
pub(super) use self::sites::Sites;
use super::Interpreter;
use super::conversion::base_of;
use super::numbering::Definition;
use super::site::Site;
use crate::domain::{Base, Domain, IdSet, Number, Plain, Sources, Time, Types, Value, ValueNumber};
use crate::facts::{EntryTable, Index};
use crate::lua::syntax::ExprId;

/// No call passes so many entries.
const ENTRIES: f64 = 2_147_483_648.0;

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
        // `ARGV[n]`, where `n` may as well be nil.
        let is_number = index.types().only(Types::NUMBER);
        let is_within = is_number
            && number.high().base == base_of(table)
            && Some(number.high().offset) <= self.state.entries(table).last_there()
            && number.low().as_constant() >= Some(1.0);
        // Only a loop surely comes to the first entry of several.
        let is_certain = is_number && (number.single().is_some() || self.is_counter(index));
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
            Index::At(_) => is_number && is_whole,
            _ => is_within && is_whole,
        };
        let mut value = if is_there { value } else { or_nil(value) };
        if !is_number && !self.state.entries(table).is_as_passed() {
            value.join(&Value::unknown());
        }
        value
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
        let removed = self.state.entries(table).removed_front.unwrap_or(0);
        self.record_read(table, Index::from(removed + 1), site);
    }

    /// From the script's view of the table, which may have lost entries, to the caller's.
    fn resolve(&self, table: EntryTable, index: &Number) -> Index {
        let Some(removed) = self.state.entries(table).removed_front else {
            return Index::Any;
        };
        let small = |number: f64| {
            #[expect(clippy::cast_possible_truncation, reason = "checked: it is small")]
            (number.abs() < ENTRIES).then_some(number as i64)
        };
        // Only entries move: what stands at 0 stays there.
        let moved = |at: i64| {
            if at < 1 {
                at
            } else {
                at.saturating_add(removed)
            }
        };
        let low = index.low().as_constant().map(f64::ceil).and_then(small);
        let high = index.high().as_constant().map(f64::floor).and_then(small);
        if let (Some(end), Some(back)) = (index.single(), small(index.low().offset))
            && end.base == base_of(table)
            && end.base != Base::Zero
        {
            return Index::FromEnd(back.saturating_add(removed));
        }
        match low {
            Some(low) if high == Some(low) => Index::At(moved(low)),
            Some(low) => Index::Range {
                first: moved(index.first_from(low)),
                last: high.map(moved),
                step: index.step(),
            },
            None => Index::Any,
        }
    }

    /// `#table`: what was passed, less what the script took off.
    pub(super) fn entry_count(&self, table: EntryTable) -> Value {
        let entries = self.state.entries(table);
        let removed = match (entries.removed_front, entries.removed_back) {
            (Some(front), Some(back)) if !entries.is_resized && !entries.is_open => front + back,
            _ => return Value::number(Number::NATURAL),
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
            match (fate, self.sites.index(id)) {
                (Fate::Needed, Some((table, _))) => {
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
    value.origin.time = Time::READ;
    debug_assert!(!value.facets.is_bottom());
    value
}
