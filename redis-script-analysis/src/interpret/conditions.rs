//! Tests of the values of entries: what they tell, and where paths that they parted meet again.

mod choice;
mod deciding;

pub(super) use self::choice::Choice;
pub(super) use self::deciding::deciders;

use self::deciding::entry_of_decider;
use super::Interpreter;
use super::numbering::Definition;
use crate::collections::{Shared, lists};
use crate::domain::{IdSet, Sources, Types, Value};
use crate::facts::{Condition, Conditions, Constant, ConstantSet, EntryTable};

/// What ends paths: so many errors that the script raises, `return`s of the function and `break`s of the loop were seen.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Ends {
    raised: u32,
    returned: usize,
    broken: usize,
}

impl Interpreter<'_> {
    pub(super) fn ends(&self) -> Ends {
        Ends {
            raised: self.raised,
            returned: self.returns(),
            broken: match self.breaks.last() {
                Some(breaks) => breaks.len(),
                None => 0,
            },
        }
    }

    /// All paths that parted since `before` have met again here, if none of them ended: what parted them holds no longer.
    pub(super) fn reunite(&mut self, before: &Shared<Conditions>, none_ended: bool) {
        if none_ended {
            self.state.conditions = before.clone();
        }
    }

    /// The script only comes here if an entry is one of these.
    fn require_entry(&mut self, table: EntryTable, entry: i64, values: ConstantSet) {
        let condition = Condition {
            table,
            entry,
            values,
        };
        if !self.state.conditions.has(&condition) {
            self.state.conditions.to_mut().require(condition);
        }
    }

    /// The script only comes here for some values of these entries.
    pub(super) fn require_some(&mut self, deciding: &IdSet) {
        for decider in deciding.iter() {
            let (table, entry) = entry_of_decider(decider);
            self.require_entry(table, entry, ConstantSet::Some);
        }
    }

    /// One of two ways led here since `before`: one entry or another decides, also where each alone may be anything.
    pub(super) fn require_either(&mut self, before: &Shared<Conditions>, deciding: &IdSet) {
        let either = std::mem::replace(&mut self.state.conditions, before.clone());
        self.require_some(deciding);
        let conditions = self.state.conditions.to_mut();
        for condition in either.iter() {
            conditions.require(condition.clone());
        }
    }

    /// The truth of a value decides, by itself and not as a comparison.
    pub(super) fn require_truth(&mut self, value: &Value, truth: bool) {
        match self.numbering.definition(value.same).clone() {
            Definition::Entry(table, entry) if entry >= 1 => {
                let absent = ConstantSet::OneOf(lists::one(Constant::Absent));
                let values = if truth { absent.other() } else { absent };
                self.require_entry(table, entry, values);
            }
            Definition::Chosen(choice) if !is_data(value) => {
                let values = if truth {
                    let mut names = Vec::new();
                    for (name, _) in &choice.names {
                        names.push(name.clone());
                    }
                    ConstantSet::OneOf(names)
                } else {
                    ConstantSet::Some
                };
                self.require_entry(choice.table, choice.entry, values);
            }
            Definition::Not(_)
            | Definition::Compare(..)
            | Definition::And(_)
            | Definition::Or(_) => {}
            _ => {
                let deciding = self.deciding(value);
                self.require_some(&deciding);
            }
        }
    }

    /// `left == right` or another comparison decides.
    pub(super) fn require_comparison(
        &mut self,
        is_equality: bool,
        truth: bool,
        left: &Value,
        right: &Value,
    ) {
        if is_equality {
            for (value, constant) in &[(left, right), (right, left)] {
                if let Some((table, entry)) = self.compared(value, constant)
                    && let Some(constant) = constant_of(constant)
                {
                    let values = ConstantSet::OneOf(lists::one(constant));
                    let values = if truth { values } else { values.other() };
                    self.require_entry(table, entry, values);
                    return;
                }
            }
        }
        let deciding = self.deciding_comparison(left, right);
        self.require_some(&deciding);
    }

    /// The entry that a value is: as it came, in another case, or the number of it.
    fn entry_of(&self, value: &Value) -> Option<(EntryTable, i64)> {
        let mut same = value.same;
        for _ in 0..4 {
            match self.numbering.definition(same) {
                Definition::Entry(table, entry) if *entry >= 1 => return Some((*table, *entry)),
                Definition::ToNumber(of) | Definition::Cased(of) => same = of.same,
                _ => return None,
            }
        }
        None
    }

    /// The entry that a value is, if it and the constant are of one type.
    fn compared(&self, value: &Value, constant: &Value) -> Option<(EntryTable, i64)> {
        let kind = |value: &Value| value.types().without(Types::NIL);
        let alike = match kind(value) {
            types if types.only(Types::STRING) => {
                constant.is_nil() || constant.types().only(Types::STRING)
            }
            types if types.only(Types::NUMBER) => constant.types().only(Types::NUMBER),
            _ => false,
        };
        if alike { self.entry_of(value) } else { None }
    }

    /// The conditions of a function of which only is known that something may call it.
    pub(super) fn conditions_when_uncalled(&self) -> Shared<Conditions> {
        let mut conditions = Conditions::uncalled();
        for condition in self.state.conditions.iter() {
            conditions.require(condition.clone());
        }
        Shared::new(conditions)
    }
}

/// Whether a value comes from the data or from chance.
fn is_data(value: &Value) -> bool {
    !value.origin.calls.is_empty() || value.origin.sources.has(Sources::REPLY.or(Sources::RANDOM))
}

fn constant_of(value: &Value) -> Option<Constant> {
    if value.is_nil() {
        return Some(Constant::Absent);
    }
    match value.as_text() {
        Some(text) => Some(Constant::Text(text.clone())),
        None => Some(Constant::Number(value.as_number()?)),
    }
}
