//! How large values are, in terms of entries and of what keys hold.

use super::Interpreter;
use super::compute::numeric;
use super::conversion::table_of;
use super::filled::ELSEWHERE;
use super::heap::{CellKey, Object};
use super::numbering::Definition;
use super::values::Values;
use crate::domain::{End, TargetKind, Types, Value, ValueNumber};
use crate::facts::{Amount, EntryTable, Factor, TableKind};
use crate::redis::builtins::Role;

/// Definitions that are followed back.
const FOLLOWED: u32 = 8;

/// From here on, an end of an interval says nothing: it is what integers and doubles hold, or half of it.
const LARGE: f64 = 4e15;

impl Interpreter<'_> {
    /// What a number is at most; `None` if nothing is known.
    pub(super) fn amount_of(&self, value: &Value) -> Option<Amount> {
        self.amount_within(value, FOLLOWED)
    }

    fn amount_within(&self, value: &Value, depth: u32) -> Option<Amount> {
        let number = numeric(&self.refined(value));
        if let Some(amount) = amount_of_end(number.high()) {
            return Some(amount);
        }
        let depth = depth.checked_sub(1)?;
        match self.numbering.definition(value.same) {
            Definition::Entry(table, at) => Some(Amount::of(Factor::Entry(*table, *at))),
            Definition::ToNumber(of) => self.amount_within(of, depth),
            Definition::Sum(of, by) => {
                let more = Amount::constant(*by);
                Some(self.amount_within(of, depth)?.plus(&more))
            }
            Definition::AtMost(of, times) => {
                let times = Amount::constant(*times);
                Some(self.amount_within(of, depth)?.times(&times))
            }
            Definition::Least(values) => {
                let mut least = None;
                for value in values.iter() {
                    least = one_of(least, self.amount_within(value, depth));
                }
                least
            }
            Definition::Amount(amount) | Definition::CounterFrom(Some(amount)) => {
                Some(Amount::clone(amount))
            }
            Definition::Or(operands) => {
                let one = self.amount_within(&operands.0, depth)?;
                Some(one.max(&self.amount_within(&operands.1, depth)?))
            }
            _ => None,
        }
    }

    /// How much less than 0 a number is at most; `None` if nothing is known.
    pub(super) fn amount_below(&self, value: &Value) -> Option<Amount> {
        let low = numeric(&self.refined(value)).low().as_constant();
        match low {
            Some(low) if low > -LARGE => return Some(Amount::constant(-low)),
            _ => {}
        }
        match self.numbering.definition(value.same) {
            Definition::Entry(table, at) => Some(Amount::of(Factor::Below(*table, *at))),
            Definition::ToNumber(of) => self.amount_below(of),
            Definition::Sum(of, by) => {
                let less = Amount::constant(-by);
                Some(self.amount_below(of)?.plus(&less))
            }
            _ => None,
        }
    }

    /// How many elements a table has at most, as it is here; `is_length`: how long it is, as `#` says. That may be more if elements
    /// are missing.
    pub(super) fn elements_of(&self, table: &Value, is_length: bool) -> Option<Amount> {
        let target = &table.facets.target;
        if let Definition::Decoded(Some(bytes)) = self.numbering.definition(table.same) {
            let stored = if is_length {
                Factor::Length(ELSEWHERE)
            } else {
                Factor::Stored(ELSEWHERE)
            };
            return Some(bytes.plus(&Amount::of(stored)));
        }
        if target.any_table || table.types().has(Types::STRING.or(Types::OTHER)) {
            return None;
        }
        let mut most = Amount::ZERO;
        for id in target.iter() {
            let elements = match id.kind() {
                TargetKind::Entries => {
                    let table = super::escape::entry_table(id.index());
                    amount_of_end(self.entry_count(table).facets.number.high())?
                }
                TargetKind::Object => {
                    let object = self.state.object(id)?;
                    if object.is_escaped {
                        return None;
                    }
                    if object.rest.is_bottom() {
                        object.known_size(is_length)
                    } else {
                        match (self.sizes.get(id.index()), object.kind) {
                            (Some(size), _) if !object.is_changed => size.clone(),
                            (None, TableKind::Array | TableKind::Flat) if !object.is_changed => {
                                let maker = self.makers.get(id.index() as usize)?;
                                Amount::of(Factor::Reply(*maker))
                            }
                            _ if is_length => Amount::of(Factor::Length(id.index())),
                            _ => Amount::of(Factor::Stored(id.index())),
                        }
                    }
                }
                _ => return None,
            };
            most = most.max(&elements);
        }
        Some(most)
    }
}

impl Interpreter<'_> {
    /// The number of what a function gives that is at most one of its arguments.
    pub(super) fn bound(&mut self, role: Role, arguments: &Values) -> Option<ValueNumber> {
        if arguments.is_open() {
            return None;
        }
        let first = arguments.fixed.first()?.clone();
        let definition = match role {
            Role::Floor => Definition::AtMost(first.into(), 1.0),
            Role::Ceil => {
                let amount = self.amount_of(&first)?.plus(&Amount::constant(1.0));
                Definition::Amount(amount.into())
            }
            Role::Min => Definition::Least(arguments.fixed.as_slice().into()),
            _ => return None,
        };
        Some(self.numbering.define(definition))
    }

    /// How many bytes a string has at most; `None` if nothing is known.
    pub(super) fn bytes_of(&self, text: &Value) -> Option<Amount> {
        if let Some(text) = text.as_text() {
            #[expect(clippy::cast_precision_loss, reason = "a script is short")]
            let bytes = text.len() as f64;
            return Some(Amount::constant(bytes));
        }
        match self.numbering.definition(text.same) {
            Definition::Entry(table, at) => Some(Amount::of(Factor::Bytes(*table, *at))),
            Definition::Cased(of) => self.bytes_of(of),
            Definition::Amount(number) if !text.types().has(Types::NUMBER) => {
                match number.as_factor() {
                    Some(Factor::Number(call)) => Some(Amount::of(Factor::Reply(call))),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The number of a value that is at most so much.
    pub(super) fn bounded_by(&mut self, amount: Amount) -> ValueNumber {
        self.numbering.define(Definition::Amount(amount.into()))
    }
}

impl Object {
    /// The same of a table whose elements are known one by one.
    fn known_size(&self, is_length: bool) -> Amount {
        let (mut count, mut last) = (0.0, 0);
        for (key, _) in self.cells() {
            count += 1.0;
            if let CellKey::At(at) = key {
                last = last.max(*at);
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        let size = if is_length { last as f64 } else { count };
        Amount::constant(size)
    }
}

/// Of two bounds, the one that says more.
pub(super) fn one_of(one: Option<Amount>, other: Option<Amount>) -> Option<Amount> {
    match (one, other) {
        (Some(one), Some(other)) if other.bounded_by() < one.bounded_by() => Some(other),
        (one, other) => one.or(other),
    }
}

/// What an end of an interval is at most.
fn amount_of_end(end: End) -> Option<Amount> {
    match table_of(end.base) {
        Some(table) => Some(entries_beyond(table, -end.offset, 1.0)),
        None if end.offset < LARGE => Some(Amount::constant(end.offset.max(0.0))),
        None => None,
    }
}

/// How many entries of a table there are beyond so many, in groups.
fn entries_beyond(table: EntryTable, skipped: f64, group: f64) -> Amount {
    let is_group = (1.0..1e6).contains(&group) && group.fract() == 0.0;
    let size = if is_group { group } else { 1.0 };
    let times = (1.0 / group).max(1.0).ceil();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and the largest: it saturates"
    )]
    let entries = Factor::Entries {
        table,
        skipped: skipped.max(0.0).floor() as u32,
        group: size as u32,
    };
    let more = (-skipped).max(0.0) / size;
    let all = Amount::of(entries).plus(&Amount::constant(more.ceil()));
    all.times(&Amount::constant(times))
}

/// Whether an amount is the number of entries after the first ones, and nothing else.
fn entries_alone(amount: &Amount) -> Option<(EntryTable, u32)> {
    match amount.as_factor() {
        Some(Factor::Entries {
            table,
            skipped,
            group: 1,
        }) => Some((table, skipped)),
        _ => None,
    }
}

/// How often a step leads from a number on to a limit or before it, if it starts at the number: `for i = from, limit, step`.
pub(super) fn rounds_up_to(limit: &Amount, end: Option<End>, from: f64, step: f64) -> Amount {
    if let Some(end) = end
        && let Some(table) = table_of(end.base)
    {
        return entries_beyond(table, from - 1.0 - end.offset, step);
    }
    if let Some((table, skipped)) = entries_alone(limit)
        && from >= 1.0
    {
        return entries_beyond(table, f64::from(skipped) + from - 1.0, step);
    }
    if let Some(limit) = limit.as_constant() {
        // An amount is never negative, but the end may be.
        let known = end.and_then(End::as_constant);
        let limit = known.filter(|end| *end < LARGE).unwrap_or(limit);
        // Sums of fractions are rounded.
        let is_exact = from.fract() == 0.0 && step.fract() == 0.0;
        let more = if is_exact { 1.0 } else { 2.0 };
        return Amount::constant(((limit - from) / step).floor() + more);
    }
    let first = Amount::constant((1.0 - from / step).max(0.0));
    limit.times(&Amount::constant(1.0 / step)).plus(&first)
}
