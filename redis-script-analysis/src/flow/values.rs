//! Lists of values, as calls pass and functions return them.

use super::value::Value;
use crate::facts::{EntryTable, Types};
use crate::lua::source::Span;

/// A list of values.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    pub(super) fixed: Vec<Value>,
    /// The expressions of the fixed values, as far as they are known.
    pub(super) spans: Vec<Span>,
    pub(super) tail: Tail,
}

/// What follows the values of a list that are known one by one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Tail {
    /// Nothing.
    #[default]
    End,
    /// The entries from this one on, counted as the caller passed them.
    Entries(EntryTable, i64),
    /// Any number of unknown values.
    Unknown,
}

impl Values {
    pub(super) fn one(value: Value) -> Self {
        Self::of(vec![value])
    }

    pub(super) fn of(fixed: Vec<Value>) -> Self {
        Self {
            fixed,
            ..Self::default()
        }
    }

    pub(super) fn unknown() -> Self {
        Self {
            tail: Tail::Unknown,
            ..Self::default()
        }
    }

    /// The lists that two paths give.
    pub(super) fn join(&self, other: &Self) -> Self {
        let tail = if self.tail == other.tail {
            self.tail
        } else {
            Tail::Unknown
        };
        let length = self.fixed.len().max(other.fixed.len());
        let fixed = (0..length)
            .map(|at| self.known(at).join(other.known(at)))
            .collect();
        Self {
            fixed,
            spans: Vec::new(),
            tail,
        }
    }

    /// The value at a place, as far as it is known one by one.
    pub(super) fn known(&self, at: usize) -> Value {
        let beyond = || match self.tail {
            Tail::End => Value::nil(),
            _ => Value::of_types(Types::ANY),
        };
        self.fixed.get(at).cloned().unwrap_or_else(beyond)
    }

    /// Where the value at a place stands.
    pub(super) fn span(&self, at: usize, list: Span) -> Span {
        self.spans.get(at).copied().unwrap_or(list)
    }

    /// The list without its first values.
    pub(super) fn skip(&self, count: usize) -> Self {
        let skipped = count.saturating_sub(self.fixed.len());
        let tail = match self.tail {
            Tail::Entries(table, first) => Tail::Entries(table, beyond(first, skipped)),
            tail => tail,
        };
        Self {
            fixed: self.fixed.iter().skip(count).cloned().collect(),
            spans: self.spans.iter().skip(count).copied().collect(),
            tail,
        }
    }
}

/// The entry so many places behind another.
pub(super) fn beyond(entry: i64, places: usize) -> i64 {
    entry.saturating_add(i64::try_from(places).unwrap_or(i64::MAX))
}
