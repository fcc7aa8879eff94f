//! Calls of the functions that Redis gives to scripts, as far as they matter to where KEYS and ARGV go.

use super::Interpreter;
use super::value::{Bound, Interval, Kind, Tail, Value, Values, beyond};
use crate::facts::{EntryTable, Index};
use crate::lua::source::Span;

/// Entries that `unpack(t, i, j)` reads one by one; a longer list is read as a range.
const UNPACKED: i64 = 64;

impl Interpreter<'_> {
    pub(super) fn call_library(&mut self, name: &str, arguments: &Values, span: Span) -> Values {
        match name {
            "unpack" => self.unpack(arguments, span),
            "select" => self.select(arguments, span),
            "ipairs" | "pairs" => self.iterator(arguments, span),
            "table.remove" => Values::one(self.remove(arguments, span)),
            "table.insert" => self.insert(arguments, span),
            "table.getn" => Values::one(self.length(arguments, span)),
            "tonumber" => Values::one(self.tonumber(arguments, span)),
            "type" | "tostring" => {
                let value = self.nth(arguments, 0, span);
                self.tolerate(&value);
                Values::one(Value::new(Kind::String(None)))
            }
            "assert" => self.assert(arguments, span),
            "error" => {
                self.use_all(arguments, span);
                self.state.unreachable = true;
                Values::default()
            }
            "pcall" => self.pcall(arguments, 1, span),
            "xpcall" => self.pcall(arguments, 2, span),
            _ => {
                self.use_all(arguments, span);
                Values::unknown()
            }
        }
    }

    /// Arguments that must not be nil.
    fn use_all(&mut self, arguments: &Values, span: Span) {
        self.read_tail(arguments, span);
        for value in &arguments.fixed {
            self.need(value);
            if let Kind::Entries(table) = value.kind {
                self.read_all(table, span);
            }
            self.escape_function(value);
        }
    }

    fn escape_function(&mut self, value: &Value) {
        if let Kind::Closure(_) = value.kind {
            self.escape(value);
        }
    }

    fn unpack(&mut self, arguments: &Values, span: Span) -> Values {
        let table = self.nth(arguments, 0, span);
        let Kind::Entries(table) = table.kind else {
            self.use_all(arguments, span);
            return Values::unknown();
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
                Values {
                    fixed,
                    tail: Tail::End,
                }
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
                fixed: Vec::new(),
                tail: Tail::Entries(table, first),
            },
        }
    }

    fn select(&mut self, arguments: &Values, span: Span) -> Values {
        let place = self.nth(arguments, 0, span);
        let from = place
            .interval()
            .as_constant()
            .and_then(|from| usize::try_from(from).ok());
        let Some(from @ 1..) = from else {
            self.use_all(arguments, span);
            return Values::unknown();
        };
        let skipped = from.saturating_sub(arguments.fixed.len());
        let tail = match arguments.tail {
            Tail::Entries(table, first) => Tail::Entries(table, beyond(first, skipped)),
            tail => tail,
        };
        Values {
            fixed: arguments.fixed.iter().skip(from).cloned().collect(),
            tail,
        }
    }

    fn iterator(&mut self, arguments: &Values, span: Span) -> Values {
        let table = self.nth(arguments, 0, span);
        let Kind::Entries(table) = table.kind else {
            self.use_all(arguments, span);
            return Values::unknown();
        };
        self.read_all(table, span);
        Values {
            fixed: vec![Value::new(Kind::Iterator(table))],
            tail: Tail::Unknown,
        }
    }

    /// `table.remove(t)` takes the last entry, `table.remove(t, 1)` the first, and the others move up.
    fn remove(&mut self, arguments: &Values, span: Span) -> Value {
        let Kind::Entries(table) = self.nth(arguments, 0, span).kind else {
            self.use_all(arguments, span);
            return Value::unknown();
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

    fn insert(&mut self, arguments: &Values, span: Span) -> Values {
        let table = self.nth(arguments, 0, span);
        if let Kind::Entries(table) = table.kind {
            self.lose_count(table);
        }
        self.read_tail(arguments, span);
        arguments
            .fixed
            .iter()
            .skip(1)
            .for_each(|value| self.escape(value));
        Values::default()
    }

    fn lose_count(&mut self, table: EntryTable) {
        let entries = self.state.entries_mut(table);
        (entries.removed_front, entries.removed_back) = (None, None);
    }

    fn length(&mut self, arguments: &Values, span: Span) -> Value {
        let table = self.nth(arguments, 0, span);
        match table.kind {
            Kind::Entries(table) => self.entry_count(table),
            _ => Value::new(Kind::Number(Interval::UNKNOWN)),
        }
    }

    fn tonumber(&mut self, arguments: &Values, span: Span) -> Value {
        let value = self.nth(arguments, 0, span);
        match &value.kind {
            Kind::Number(_) => value,
            _ => value.derive(Kind::Number(Interval::UNKNOWN)),
        }
    }

    fn assert(&mut self, arguments: &Values, span: Span) -> Values {
        let tested = self.nth(arguments, 0, span);
        self.need(&tested);
        self.learn(&tested.when_true);
        arguments.clone()
    }

    /// `pcall(f, ...)` and `xpcall(f, handler)`: the function runs, and may stop anywhere.
    fn pcall(&mut self, arguments: &Values, own: usize, span: Span) -> Values {
        let function = self.nth(arguments, 0, span);
        let passed = Values {
            fixed: arguments.fixed.iter().skip(own).cloned().collect(),
            tail: arguments.tail,
        };
        arguments
            .fixed
            .iter()
            .take(own)
            .skip(1)
            .for_each(|handler| self.escape(handler));
        let before = self.state.clone();
        self.call(&function, &passed, span);
        self.state = before.join(std::mem::take(&mut self.state));
        Values::unknown()
    }
}
