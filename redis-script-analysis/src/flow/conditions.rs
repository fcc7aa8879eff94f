//! Tests of the values of entries: what they tell, and where paths that they parted meet again.

use std::rc::Rc;

use super::Interpreter;
use super::heap::Table;
use super::kind::{Kind, Number};
use super::knowledge::Known;
use super::value::Value;
use crate::facts::{Condition, Conditions, Constant, EntryTable, Index, Sources, Types, Values};
use crate::lua::syntax::FunctionId;

/// What ends paths: so many errors that the script raises, `return`s of the function and `break`s of the loop were seen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Ends {
    pub(super) raised: u32,
    pub(super) returned: usize,
    pub(super) broken: usize,
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
    pub(super) fn meet(&mut self, before: &Rc<Conditions>, none_ended: bool) {
        if none_ended {
            self.state.conditions = before.clone();
        }
    }

    /// The entries on whose values the truth of a value depends, where it is more than a comparison.
    pub(super) fn deciding(&self, value: &Value) -> Vec<Known> {
        if value.entry.is_some() && value.types.only(Types::STRING) || is_data(value) {
            return Vec::new();
        }
        let entries = value
            .reads
            .iter()
            .filter_map(|read| self.sites.index(*read));
        let entries = entries.filter_map(|(table, index)| match index {
            Index::At(entry @ 1..) => Some(vague(table, entry)),
            _ => None,
        });
        entries.collect()
    }

    /// A value that is computed from others: the entries in them decide what it is.
    pub(super) fn computed_from(&self, value: Value, parts: &[Value]) -> Value {
        if parts.iter().any(is_data) {
            return value;
        }
        let mut value = value;
        for part in parts {
            let entry = part.entry.map(|(table, entry)| vague(table, entry));
            let known: Vec<_> = self.deciding(part).into_iter().chain(entry).collect();
            value.decided_by(&known);
        }
        value
    }

    /// What `left == right` tells of entries where it is true, and where it is false.
    pub(super) fn equality(&self, left: &Value, right: &Value) -> (Vec<Known>, Vec<Known>) {
        let exact = |entry: &Value, constant: &Value| {
            let (table, entry) = compared(entry, constant)?;
            Some((table, entry, constant_of(constant)?))
        };
        if let Some((table, entry, constant)) = exact(left, right).or_else(|| exact(right, left)) {
            let values = Values::OneOf(vec![constant]);
            let known = |values| {
                vec![Known::Entry(Condition {
                    table,
                    entry,
                    values,
                })]
            };
            return (known(values.clone()), known(values.other()));
        }
        let decided = self.comparison(left, right);
        (decided.clone(), decided)
    }

    /// The entries that decide a comparison; none where data decides it as well.
    pub(super) fn comparison(&self, left: &Value, right: &Value) -> Vec<Known> {
        if is_data(left) || is_data(right) {
            return Vec::new();
        }
        let mut known = Vec::new();
        for value in [left, right] {
            known.extend(
                value
                    .when_true
                    .iter()
                    .filter(|known| known.is_vague())
                    .cloned(),
            );
            known.extend(self.deciding(value));
            known.extend(value.entry.map(|(table, entry)| vague(table, entry)));
        }
        known
    }

    /// What an entry of a table tells that is found by the value of an entry: `actions[ARGV[1]]`.
    pub(super) fn chosen(&mut self, index: &Value, table: Option<&Table>, found: Value) -> Value {
        let Some((entries, entry)) = index.entry.filter(|_| !is_data(index)) else {
            let decided = self.comparison(index, &Value::nil());
            return found.also_telling(&decided, &decided);
        };
        let condition = |values| Condition {
            table: entries,
            entry,
            values,
        };
        let names = table
            .and_then(names)
            .filter(|_| matches!(index.kind, Kind::String(_)));
        let Some(names) = names else {
            let decided = [Known::Entry(condition(Values::Some))];
            return found.also_telling(&decided, &decided);
        };
        let mut all = Vec::new();
        for (constant, function) in names {
            if let Some(function) = function {
                let mut chosen = Conditions::default();
                chosen.require(condition(Values::OneOf(vec![constant.clone()])));
                let known = self
                    .chosen_by
                    .entry(function)
                    .or_insert_with(|| chosen.clone());
                *known = known.of_either(&chosen);
            }
            all.push(constant);
        }
        let there = [Known::Entry(condition(Values::OneOf(all)))];
        let absent = [Known::Entry(condition(Values::Some))];
        found.also_telling(&there, &absent)
    }

    /// A function is called of which only is known that something may call it.
    pub(super) fn may_be_called(&mut self, function: FunctionId) {
        let mut conditions = Conditions::uncalled();
        if let Some(chosen) = self.chosen_by.get(&function) {
            chosen
                .iter()
                .for_each(|condition| conditions.require(condition.clone()));
        }
        let around = self.state.conditions.iter().cloned();
        around.for_each(|condition| conditions.require(condition));
        self.state.conditions = Rc::new(conditions);
    }
}

impl Value {
    /// What its truth tells of the entry that it is.
    pub(super) fn entry_where(&self, truth: bool) -> Option<Known> {
        let (table, entry) = self.entry.filter(|_| self.types.only(Types::STRING))?;
        let absent = Values::OneOf(vec![Constant::Absent]);
        let values = if truth { absent.other() } else { absent };
        Some(Known::Entry(Condition {
            table,
            entry,
            values,
        }))
    }

    /// It is one or the other by the values of some entries.
    pub(super) fn decided_by(&mut self, entries: &[Known]) {
        for known in entries {
            for list in [&mut self.when_true, &mut self.when_false] {
                if !list.contains(known) {
                    list.push(known.clone());
                }
            }
        }
    }

    fn also_telling(mut self, when_true: &[Known], when_false: &[Known]) -> Self {
        self.when_true.extend_from_slice(when_true);
        self.when_false.extend_from_slice(when_false);
        self
    }
}

/// The entries that decide on which of two paths a script is.
pub(super) fn deciding(ours: &Conditions, theirs: &Conditions) -> Vec<Known> {
    if ours == theirs {
        return Vec::new();
    }
    let mut deciding = Vec::new();
    for (conditions, others) in [(ours, theirs), (theirs, ours)] {
        let own = conditions
            .iter()
            .filter(|condition| others.iter().all(|other| other != *condition));
        for condition in own {
            let known = vague(condition.table, condition.entry);
            if !deciding.contains(&known) {
                deciding.push(known);
            }
        }
    }
    deciding
}

fn vague(table: EntryTable, entry: i64) -> Known {
    Known::Entry(Condition {
        table,
        entry,
        values: Values::Some,
    })
}

/// Whether a value comes from the data or from chance.
fn is_data(value: &Value) -> bool {
    value.reply_of.is_some() || value.sources.has(Sources::REPLY.or(Sources::RANDOM))
}

/// The entry that a value is, if it and the constant are of one type.
fn compared(value: &Value, constant: &Value) -> Option<(EntryTable, i64)> {
    let alike = match (&value.kind, &constant.kind) {
        (Kind::String(_), _) if constant.is_nil() => true,
        (Kind::String(_), Kind::String(_)) | (Kind::Number(_), Kind::Number(_)) => true,
        _ => false,
    };
    value.entry.filter(|(_, entry)| alike && *entry >= 1)
}

fn constant_of(value: &Value) -> Option<Constant> {
    if !value.origins.is_empty() {
        return None;
    }
    match &value.kind {
        _ if value.is_nil() => Some(Constant::Absent),
        Kind::String(Some(text)) if value.types == Types::STRING => {
            Some(Constant::Text(text.clone()))
        }
        Kind::Number(Number {
            constant: Some(number),
            ..
        }) if value.types == Types::NUMBER => Some(Constant::Number(*number)),
        _ => None,
    }
}

/// The names in a table that holds nothing else, each with the function that stands there.
fn names(table: &Table) -> Option<Vec<(Constant, Option<FunctionId>)>> {
    let closed = !table.opaque && table.rest.is_none() && table.items.is_empty();
    let names = table.fields.iter().map(|(name, value)| {
        let function = match value.kind {
            Kind::Closure(id) => Some(id),
            _ => None,
        };
        (Constant::Text(name.as_bytes().into()), function)
    });
    closed.then(|| names.collect())
}
