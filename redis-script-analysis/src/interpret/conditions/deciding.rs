//! Which entries decide what a value is, and on which path the script is.

use super::is_data;
use crate::collections::Shared;
use crate::domain::{IdSet, Types, Value};
use crate::facts::{Conditions, EntryTable, Index};
use crate::interpret::Interpreter;
use crate::interpret::values::Values;

impl Interpreter<'_> {
    /// The entries that decide a comparison; none where data decides it as well.
    pub(in crate::interpret) fn deciding_comparison(&self, left: &Value, right: &Value) -> IdSet {
        let mut deciding = IdSet::EMPTY;
        if is_data(left) || is_data(right) {
            return deciding;
        }
        for value in &[left, right] {
            if let Some((table, entry)) = self.entry_of(value) {
                deciding.extend(&decider(table, entry));
            }
            deciding.extend(&self.deciding(value));
        }
        deciding
    }

    /// The entries on whose values the truth of a value depends.
    pub(in crate::interpret) fn deciding(&self, value: &Value) -> IdSet {
        if is_data(value) {
            return IdSet::EMPTY;
        }
        let mut deciding = value.origin.deciders.clone();
        let is_entry = self.entry_of(value).is_some();
        if is_entry && value.types().without(Types::NIL).only(Types::STRING) {
            return deciding;
        }
        for read in value.origin.reads.iter() {
            if let Some((table, Index::At(entry @ 1..))) = self.sites.index(read) {
                deciding.extend(&decider(table, entry));
            }
        }
        deciding
    }

    /// A value is computed from others: the entries in them decide what it is.
    pub(in crate::interpret) fn computed_from(&self, value: &mut Value, parts: &[Value]) {
        for part in parts {
            if is_data(part) {
                return;
            }
        }
        for part in parts {
            if let Some((table, entry)) = self.entry_of(part) {
                value.origin.deciders.extend(&decider(table, entry));
            }
            let deciding = self.deciding(part);
            value.origin.deciders.extend(&deciding);
        }
    }

    /// The results of paths that entries parted are decided by them.
    pub(in crate::interpret) fn set_deciders(values: &mut Values, deciding: &IdSet) {
        for value in &mut values.fixed {
            value.origin.deciders.extend(deciding);
        }
    }
}

/// The entries that decide on which of two paths a script is.
pub(in crate::interpret) fn deciders(
    ours: &Shared<Conditions>,
    theirs: &Shared<Conditions>,
) -> IdSet {
    let mut deciding = IdSet::EMPTY;
    if ours.shares(theirs) || **ours == **theirs {
        return deciding;
    }
    for (conditions, others) in &[(ours, theirs), (theirs, ours)] {
        for condition in conditions.iter() {
            if !others.has(condition) {
                deciding.extend(&decider(condition.table, condition.entry));
            }
        }
    }
    deciding
}

/// An entry as a number of a set.
pub(super) fn decider(table: EntryTable, entry: i64) -> IdSet {
    let entry = u32::try_from(entry).unwrap_or(u32::MAX >> 1);
    IdSet::one(entry << 1 | u32::from(table == EntryTable::Keys))
}

pub(super) fn entry_of_decider(decider: u32) -> (EntryTable, i64) {
    let table = if decider & 1 == 1 {
        EntryTable::Keys
    } else {
        EntryTable::Argv
    };
    (table, (decider >> 1).into())
}
