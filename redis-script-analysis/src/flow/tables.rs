//! Calls of the functions that take tables apart: `unpack`, `select`, `ipairs`, `table.insert` and the like.

use super::Interpreter;
use super::heap::{Slot, TableId};
use super::interval::{Bound, Interval};
use super::value::{Kind, Value};
use super::values::{Tail, Values};
use crate::facts::{EntryTable, Index};
use crate::lua::source::Span;

/// Entries that `unpack(t, i, j)` reads one by one; a longer list is read as a range.
const UNPACKED: i64 = 64;

impl Interpreter<'_> {
    pub(super) fn unpack(&mut self, arguments: &Values, span: Span) -> Values {
        let table = self.nth(arguments, 0, span);
        let table = match &table.kind {
            Kind::Entries(table) => *table,
            Kind::Tables(ids) if arguments.fixed.len() == 1 => return self.items_of(&ids.clone()),
            _ => {
                self.use_all(arguments, span);
                return Values::unknown();
            }
        };
        let Some(removed) = self.state.entries(table).removed_front else {
            self.read_all(table, span);
            return Values::unknown();
        };
        let at = |place: usize, default: Interval| match arguments.fixed.get(place) {
            None => default,
            Some(value) if value.is_nil() => default,
            Some(value) => value.interval(),
        };
        let end = self.entry_count(table).interval();
        let (first, last) = (at(1, Interval::constant(1)).low, at(2, end));
        let Bound::Constant(first) = first else {
            self.record_read(table, Index::Any, span);
            return Values::unknown();
        };
        let first = first.saturating_add(removed);
        match last.as_constant().map(|last| last.saturating_add(removed)) {
            Some(last) if last - first < UNPACKED => {
                let fixed = (first..=last)
                    .map(|at| self.record_read(table, Index::At(at), span))
                    .collect();
                Values::of(fixed)
            }
            Some(last) => {
                self.record_read(
                    table,
                    Index::Range {
                        first,
                        last: Some(last),
                    },
                    span,
                );
                Values::unknown()
            }
            None => Values {
                tail: Tail::Entries(table, first),
                ..Values::default()
            },
        }
    }

    pub(super) fn select(&mut self, arguments: &Values, span: Span) -> Values {
        let place = self.nth(arguments, 0, span);
        let from = place
            .interval()
            .as_constant()
            .and_then(|from| usize::try_from(from).ok());
        let Some(from @ 1..) = from else {
            self.use_all(arguments, span);
            return Values::unknown();
        };
        arguments.skip(from)
    }

    /// The items of a table, where it is one that nothing was added to.
    fn items_of(&self, ids: &[TableId]) -> Values {
        let [id] = ids else {
            return Values::unknown();
        };
        match self.heap.get(*id) {
            Some(table) if !table.opaque && !table.changed && table.rest.is_none() => {
                Values::of(table.items.clone())
            }
            _ => Values::unknown(),
        }
    }

    pub(super) fn iterator(&mut self, arguments: &Values, span: Span, in_order: bool) -> Values {
        let table = self.nth(arguments, 0, span);
        let table = match &table.kind {
            Kind::Entries(table) => *table,
            Kind::Tables(ids) => {
                let iterator = Value::new(Kind::TableIterator(ids.clone(), in_order));
                return Values {
                    fixed: vec![iterator],
                    ..Values::unknown()
                };
            }
            _ => {
                self.use_all(arguments, span);
                return Values::unknown();
            }
        };
        self.read_all(table, span);
        Values {
            fixed: vec![Value::new(Kind::Iterator(table))],
            ..Values::unknown()
        }
    }

    /// `table.remove(t)` takes the last entry, `table.remove(t, 1)` the first, and the others move up.
    pub(super) fn remove(&mut self, arguments: &Values, span: Span) -> Value {
        let table = match &self.nth(arguments, 0, span).kind {
            Kind::Entries(table) => *table,
            Kind::Tables(ids) => return self.take_from(&ids.clone()),
            _ => {
                self.use_all(arguments, span);
                return Value::unknown();
            }
        };
        let place = arguments
            .fixed
            .get(1)
            .map(|place| place.interval().as_constant());
        let entries = self.state.entries(table);
        match (place, entries.removed_front, entries.removed_back) {
            (None, _, Some(back)) => {
                self.state.entries_mut(table).removed_back = Some(back + 1);
                self.record_read(table, Index::FromEnd(-back), span)
            }
            (Some(Some(1)), Some(front), _) => {
                self.state.entries_mut(table).removed_front = Some(front + 1);
                self.record_read(table, Index::At(front + 1), span)
            }
            _ => {
                self.lose_count(table);
                self.record_read(table, Index::Any, span)
            }
        }
    }

    fn take_from(&mut self, ids: &[TableId]) -> Value {
        let taken = self.heap.read(ids, &Slot::Any);
        if self.quiet == 0 {
            self.heap.shuffle(ids);
        }
        self.state.forget_entries();
        taken
    }

    pub(super) fn insert(&mut self, arguments: &Values, span: Span) -> Values {
        let table = self.nth(arguments, 0, span);
        self.read_tail(arguments, span);
        self.state.forget_entries();
        match &table.kind {
            Kind::Tables(ids) => self.insert_into(ids, arguments),
            Kind::Entries(table) => {
                self.lose_count(*table);
                arguments
                    .fixed
                    .iter()
                    .skip(1)
                    .for_each(|value| self.escape(value));
            }
            _ => arguments
                .fixed
                .iter()
                .skip(1)
                .for_each(|value| self.escape(value)),
        }
        Values::default()
    }

    /// `table.insert(t, value)`, or `table.insert(t, place, value)`, which moves the others.
    fn insert_into(&mut self, ids: &[TableId], arguments: &Values) {
        let value = match arguments.fixed.as_slice() {
            [_, value] | [_, _, value] => value.clone(),
            _ => Value::unknown(),
        };
        self.keep(&value);
        if self.quiet > 0 {
            return;
        }
        if arguments.fixed.len() > 2 {
            self.heap.shuffle(ids);
        }
        self.heap.write(ids, &Slot::Any, &value.timeless());
    }

    fn lose_count(&mut self, table: EntryTable) {
        let entries = self.state.entries_mut(table);
        (entries.removed_front, entries.removed_back) = (None, None);
    }

    pub(super) fn length(&mut self, arguments: &Values, span: Span) -> Value {
        let table = self.nth(arguments, 0, span);
        self.length_of(&table)
    }
}
