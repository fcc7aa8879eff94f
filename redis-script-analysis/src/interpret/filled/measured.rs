//! What may bound how long a table becomes, beside the rounds of the loops that fill it: what the script compares, and what callers limit.

use super::ELSEWHERE;
use crate::domain::{TargetId, Types, Value, ValueNumber};
use crate::facts::{Amount, EntryTable, Factor};
use crate::interpret::Interpreter;
use crate::interpret::heap::Object;
use crate::interpret::numbering::Definition;
use crate::interpret::site::Site;
use crate::interpret::values::Values;

impl Interpreter<'_> {
    /// Something is taken out of a table, or moves.
    pub(in crate::interpret) fn note_shortened(&mut self, table: &Value) {
        for target in table.facets.target.iter() {
            self.filled.measured.insert(target.index());
        }
    }

    /// A number is compared with another: that may bound how often a loop goes round, or how long a table becomes. Whether anything
    /// is there bounds nothing.
    pub(in crate::interpret) fn note_measured(&mut self, value: &Value, other: &Value) {
        if other.as_number().is_some_and(|other| other <= 1.0) || value.as_number().is_some() {
            return;
        }
        let mut definition = self.numbering.definition(value.same);
        if let Definition::ToNumber(of) = definition {
            definition = self.numbering.definition(of.same);
        }
        if let Definition::Entry(table, at) = definition {
            let entry = (*table == EntryTable::Keys, *at);
            self.filled.measured_entries.insert(entry);
            return;
        }
        if let Definition::Amount(amount) = definition {
            for factor in amount.factors() {
                if let Factor::Length(table) = factor {
                    self.filled.measured.insert(table);
                }
            }
        }
        let number = value.facets.number;
        let is_count = number.low().as_constant().is_some_and(f64::is_finite) && number.integral;
        if is_count && value.types().has(Types::NUMBER) {
            self.filled.measure_round();
        }
    }

    /// The length of a table.
    pub(in crate::interpret) fn note_length(&mut self, table: &Value, length: ValueNumber) {
        if self.is_measured(table) {
            self.filled.measured_lengths.insert(length);
        }
    }

    fn is_measured(&self, table: &Value) -> bool {
        let measured = |target: TargetId| self.filled.measured.contains(target.index());
        table.facets.target.iter().any(measured)
    }

    /// A loop goes through what a caller limits, which may know that it is little.
    pub(in crate::interpret) fn note_limited(&mut self, table: &Value, rounds: Option<&Amount>) {
        if self.is_measured(table) || rounds.is_some_and(is_limited_by_caller) {
            self.filled.measure_round();
        }
    }

    /// The same of a loop up to a length.
    pub(in crate::interpret) fn note_limited_by(&mut self, limit: &Value) {
        let is_limited = match self.numbering.definition(limit.same) {
            Definition::Amount(amount) => is_limited_by_caller(amount),
            _ => false,
        };
        if is_limited || self.filled.measured_lengths.contains(limit.same) {
            self.filled.measure_round();
        }
    }

    /// A table becomes a list of values.
    pub(in crate::interpret) fn note_unpacked(
        &mut self,
        table: &Value,
        arguments: &Values,
        site: Site,
    ) {
        let is_whole = arguments.fixed.len() == 1 && !arguments.is_open();
        let Some(target) = table.single_target() else {
            return;
        };
        match self.state.object(target) {
            Some(object) if is_whole && is_filled(object) && self.is_noting_values() => {
                let table = target.index();
                match self.filled.unpacked.get_mut(site.id) {
                    Some((_, known)) if *known != table => *known = ELSEWHERE,
                    Some(_) => {}
                    None => self.filled.unpacked.insert(site.id, (site.id, table)),
                }
            }
            _ => {}
        }
    }
}

/// Whether a number that the caller passes is part of an amount.
fn is_limited_by_caller(amount: &Amount) -> bool {
    amount
        .factors()
        .any(|factor| matches!(factor, Factor::Entry(..)))
}

/// Whether the script puts elements into a table, any number of them.
fn is_filled(object: &Object) -> bool {
    object.is_changed
        && !object.is_escaped
        && object.metatable.is_bottom()
        && !object.rest.is_bottom()
}
