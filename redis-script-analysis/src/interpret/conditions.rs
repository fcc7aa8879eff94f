//! Tests of the values of entries: what they tell, and where paths that they parted meet again.

use super::Interpreter;
use super::heap::CellKey;
use super::numbering::Definition;
use super::values::Values;
use crate::collections::Shared;
use crate::domain::{IdSet, Sources, TargetId, TargetKind, Types, Value, ValueNumber};
use crate::facts::{Condition, Conditions, Constant, ConstantSet, EntryTable, Index};

/// What ends paths: so many errors that the script raises, `return`s of the function and `break`s of the loop were seen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Ends {
    raised: u32,
    returned: usize,
    broken: usize,
}

/// The constants of a table that is indexed by an entry: where each stands.
#[derive(Debug)]
pub(super) struct Choice {
    table: EntryTable,
    entry: i64,
    /// The names, each with the functions that stand there.
    names: Vec<(Constant, IdSet)>,
}

impl Interpreter<'_> {
    pub(super) fn ends(&self) -> Ends {
        Ends {
            raised: self.raised,
            returned: self.frames.last().map_or(0, |frame| frame.returns.len()),
            broken: self.breaks.last().map_or(0, Vec::len),
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
                let absent = ConstantSet::OneOf(vec![Constant::Absent]);
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
            for (value, constant) in [(left, right), (right, left)] {
                if let Some((table, entry)) = self.compared(value, constant)
                    && let Some(constant) = constant_of(constant)
                {
                    let values = ConstantSet::OneOf(vec![constant]);
                    let values = if truth { values } else { values.other() };
                    self.require_entry(table, entry, values);
                    return;
                }
            }
        }
        let deciding = self.deciding_comparison(left, right);
        self.require_some(&deciding);
    }

    /// The entries that decide a comparison; none where data decides it as well.
    pub(super) fn deciding_comparison(&self, left: &Value, right: &Value) -> IdSet {
        let mut deciding = IdSet::EMPTY;
        if is_data(left) || is_data(right) {
            return deciding;
        }
        for value in [left, right] {
            if let Some((table, entry)) = self.entry_of(value) {
                deciding.extend(&decider(table, entry));
            }
            deciding.extend(&self.deciding(value));
        }
        deciding
    }

    /// The entries on whose values the truth of a value depends.
    pub(super) fn deciding(&self, value: &Value) -> IdSet {
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
    pub(super) fn computed_from(&self, value: &mut Value, parts: &[Value]) {
        if parts.iter().any(is_data) {
            return;
        }
        for part in parts {
            if let Some((table, entry)) = self.entry_of(part) {
                value.origin.deciders.extend(&decider(table, entry));
            }
            let deciding = self.deciding(part);
            value.origin.deciders.extend(&deciding);
        }
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
        self.entry_of(value).filter(|_| alike)
    }

    /// What is found by the value of an entry: `actions[ARGV[1]]`.
    pub(super) fn note_choice(&mut self, object: &Value, index: &Value, found: &mut Value) {
        if index.types().only(Types::NUMBER) && index.as_number().is_some() || is_data(index) {
            return;
        }
        let Some((table, entry)) = self.entry_of(index) else {
            let deciding = self.deciding(index);
            found.origin.deciders.extend(&deciding);
            return;
        };
        let names = object
            .single_target()
            .filter(|_| index.types().without(Types::NIL).only(Types::STRING))
            .and_then(|target| self.names_in(target));
        match names {
            Some(names) if found.same != ValueNumber::NONE => {
                let choice = Choice {
                    table,
                    entry,
                    names,
                };
                self.numbering
                    .redefine(found.same, Definition::Chosen(choice.into()));
            }
            _ => {
                found.origin.deciders.extend(&decider(table, entry));
            }
        }
    }

    /// The names in a table that holds nothing else, each with the functions that stand there.
    fn names_in(&self, target: TargetId) -> Option<Vec<(Constant, IdSet)>> {
        let object = self.state.object(target)?;
        let is_closed =
            !object.is_escaped && object.rest.is_bottom() && object.metatable.is_bottom();
        let mut names = Vec::new();
        for (key, value) in object.cells().filter(|(_, value)| !value.is_nil()) {
            let CellKey::Named(name) = key else {
                return None;
            };
            names.push((
                Constant::Text(name.clone()),
                value.facets.target.ids.clone(),
            ));
        }
        is_closed.then_some(names)
    }

    /// A function is called that is there for some values of an entry alone.
    pub(super) fn require_chosen(&mut self, callee: &Value, target: TargetId) {
        let Definition::Chosen(choice) = self.numbering.definition(callee.same).clone() else {
            let deciding = self.deciding(callee);
            self.require_some(&deciding);
            return;
        };
        let mut names = Vec::new();
        for (name, functions) in &choice.names {
            if functions.contains(target.0) {
                names.push(name.clone());
            }
        }
        if target.kind() == TargetKind::Closure && !names.is_empty() {
            self.require_entry(choice.table, choice.entry, ConstantSet::OneOf(names));
        }
    }

    /// The conditions of a function of which only is known that something may call it.
    pub(super) fn conditions_when_uncalled(&self) -> Shared<Conditions> {
        let mut conditions = Conditions::uncalled();
        for condition in self.state.conditions.iter() {
            conditions.require(condition.clone());
        }
        Shared::new(conditions)
    }

    /// The results of paths that entries parted are decided by them.
    pub(super) fn set_deciders(values: &mut Values, deciding: &IdSet) {
        for value in &mut values.fixed {
            value.origin.deciders.extend(deciding);
        }
    }
}

/// The entries that decide on which of two paths a script is.
pub(super) fn deciders(ours: &Shared<Conditions>, theirs: &Shared<Conditions>) -> IdSet {
    let mut deciding = IdSet::EMPTY;
    if ours.shares(theirs) || **ours == **theirs {
        return deciding;
    }
    for (conditions, others) in &[(ours, theirs), (theirs, ours)] {
        for condition in conditions.iter() {
            if others.iter().all(|other| other != condition) {
                deciding.extend(&decider(condition.table, condition.entry));
            }
        }
    }
    deciding
}

/// An entry as a number of a set.
fn decider(table: EntryTable, entry: i64) -> IdSet {
    let entry = u32::try_from(entry).unwrap_or(u32::MAX >> 1);
    IdSet::one(entry << 1 | u32::from(table == EntryTable::Keys))
}

fn entry_of_decider(decider: u32) -> (EntryTable, i64) {
    let table = if decider & 1 == 1 {
        EntryTable::Keys
    } else {
        EntryTable::Argv
    };
    (table, (decider >> 1).into())
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
        None => value.as_number().map(Constant::Number),
    }
}
