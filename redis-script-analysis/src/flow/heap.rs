//! The tables of a script, each known by the place that makes it.
//!
//! One table here stands for all that the same place makes, whenever it makes them. What is stored only ever adds to
//! what is known, and the script is followed again until nothing is added: so the order of stores does not matter, nor
//! through which variable they go.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::value::{Kind, Value};
use crate::facts::{TableKind, Types};
use crate::lua::source::Span;

/// Names a table: the expression that makes it, and for a reply inside of a reply its depth and position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct TableId {
    pub(super) span: Span,
    pub(super) part: u16,
}

/// What is known of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table {
    pub(super) kind: TableKind,
    /// The values at 1, 2, ... that its constructor gave.
    pub(super) items: Vec<Value>,
    /// What else may stand at a number or a computed index.
    pub(super) rest: Option<Value>,
    /// The values at constant strings.
    pub(super) fields: BTreeMap<Rc<str>, Value>,
    /// Whether something was stored, added or removed after it was made.
    pub(super) changed: bool,
    /// Whether it went where it is not followed: anything may stand in it.
    pub(super) opaque: bool,
}

/// An index as far as it is known.
#[derive(Clone, Debug)]
pub(super) enum Slot {
    At(i64),
    Named(Rc<str>),
    Any,
}

/// Entries of one table that are kept apart.
const KEPT: usize = 256;

/// All tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Heap(HashMap<TableId, Table>);

impl Heap {
    pub(super) fn get(&self, id: TableId) -> Option<&Table> {
        self.0.get(&id)
    }

    pub(super) fn kind(&self, id: TableId) -> TableKind {
        self.0
            .get(&id)
            .filter(|table| !table.opaque)
            .map_or(TableKind::Any, |table| table.kind)
    }

    /// A table is made, maybe not for the first time.
    pub(super) fn make(&mut self, id: TableId, mut table: Table) {
        if table.items.len() > KEPT || table.fields.len() > KEPT {
            table = Table {
                kind: table.kind,
                opaque: true,
                ..Table::default()
            };
        }
        match self.0.get_mut(&id) {
            Some(known) => known.add(table),
            None => drop(self.0.insert(id, table)),
        }
    }

    /// Whether each of these tables is a list as a reply gives it: its indices are numbers alone.
    pub(super) fn are_lists(&self, ids: &[TableId]) -> bool {
        ids.iter().all(|id| {
            self.0.get(id).is_some_and(|table| {
                let list = matches!(table.kind, TableKind::Array | TableKind::Flat);
                list && !table.opaque && !table.changed
            })
        })
    }

    /// What may stand at an index of one of these tables.
    pub(super) fn read(&self, ids: &[TableId], slot: &Slot) -> Value {
        let values = ids.iter().map(|id| {
            self.0
                .get(id)
                .map_or_else(Value::unknown, |table| table.read(slot))
        });
        values.reduce(Value::join).unwrap_or_else(Value::unknown)
    }

    pub(super) fn write(&mut self, ids: &[TableId], slot: &Slot, value: &Value) {
        for id in ids {
            if let Some(table) = self.0.get_mut(id) {
                table.write(slot, value.clone());
            }
        }
    }

    /// Entries move or vanish: any of them may stand anywhere.
    pub(super) fn shuffle(&mut self, ids: &[TableId]) {
        for id in ids {
            let Some(table) = self.0.get_mut(id) else {
                continue;
            };
            let all = table.items.drain(..).chain(table.rest.take());
            table.rest = all.reduce(Value::join);
            table.changed = true;
        }
    }

    /// Tables go where they are not followed, and all that stands in them.
    pub(super) fn expose(&mut self, ids: &[TableId]) {
        let mut open: Vec<TableId> = ids.to_vec();
        while let Some(id) = open.pop() {
            let Some(table) = self.0.get_mut(&id) else {
                continue;
            };
            if std::mem::replace(&mut table.opaque, true) {
                continue;
            }
            for value in table.values() {
                if let Kind::Tables(ids) = &value.kind {
                    open.extend(ids.iter());
                }
            }
        }
    }

    /// Nothing is claimed about any table any more.
    pub(super) fn give_up(&mut self) {
        self.0.values_mut().for_each(|table| table.opaque = true);
    }
}

impl Table {
    fn add(&mut self, other: Self) {
        if self.kind != other.kind {
            self.kind = TableKind::Any;
        }
        if self.items.len() != other.items.len() {
            self.changed = true;
        }
        for (at, value) in other.items.into_iter().enumerate() {
            match self.items.get_mut(at) {
                Some(known) => widen(known, value),
                None => add(&mut self.rest, value),
            }
        }
        for (name, value) in other.fields {
            match self.fields.get_mut(&name) {
                Some(known) => widen(known, value),
                None => drop(self.fields.insert(name, value.or_types(Types::NIL))),
            }
        }
        if let Some(value) = other.rest {
            add(&mut self.rest, value);
        }
        self.opaque |= other.opaque;
        self.changed |= other.changed;
    }

    fn read(&self, slot: &Slot) -> Value {
        if self.opaque {
            return Value::unknown();
        }
        let found = match slot {
            Slot::At(at) => usize::try_from(*at)
                .ok()
                .and_then(|at| self.items.get(at.checked_sub(1)?))
                .cloned(),
            Slot::Named(name) => return self.field(name),
            Slot::Any => return self.any(),
        };
        match (found, &self.rest) {
            (Some(item), Some(rest)) if self.changed => item.join(rest.clone()),
            (Some(item), _) => item,
            (None, Some(rest)) => absent(rest.clone()),
            (None, None) => Value::nil(),
        }
    }

    fn field(&self, name: &str) -> Value {
        // What was stored under a computed index may stand at this name.
        let stored = self.rest.as_ref().filter(|_| self.changed);
        match (self.fields.get(name), stored) {
            (Some(value), Some(rest)) => value.clone().join(rest.clone()),
            (Some(value), None) => value.clone(),
            (None, Some(rest)) => absent(rest.clone()),
            (None, None) => Value::nil(),
        }
    }

    fn any(&self) -> Value {
        absent(
            self.values()
                .cloned()
                .reduce(Value::join)
                .unwrap_or_else(Value::nil),
        )
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &Value> {
        self.items
            .iter()
            .chain(&self.rest)
            .chain(self.fields.values())
    }

    fn write(&mut self, slot: &Slot, value: Value) {
        self.changed = true;
        match slot {
            Slot::At(at) => {
                let place = usize::try_from(*at)
                    .ok()
                    .and_then(|at| self.items.get_mut(at.checked_sub(1)?));
                match place {
                    Some(known) => widen(known, value),
                    None => add(&mut self.rest, value),
                }
            }
            Slot::Named(name) => {
                let full = self.fields.len() >= KEPT;
                match self.fields.get_mut(name) {
                    Some(known) => widen(known, value),
                    None if full => self.opaque = true,
                    None => drop(self.fields.insert(name.clone(), absent(value))),
                }
            }
            Slot::Any => add(&mut self.rest, value),
        }
    }
}

/// A value that may also be nil, as far as this domain knows.
fn absent(value: Value) -> Value {
    Value {
        doubtful: true,
        ..value.or_types(Types::NIL)
    }
}

fn add(known: &mut Option<Value>, value: Value) {
    match known {
        Some(known) => widen(known, value),
        None => *known = Some(value),
    }
}

fn widen(known: &mut Value, value: Value) {
    let before = std::mem::replace(known, Value::nil());
    *known = before.join(value).timeless();
}
