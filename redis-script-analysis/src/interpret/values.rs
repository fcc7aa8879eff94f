//! Lists of values, as calls pass and functions return them.

use super::site::Site;
use crate::collections::lists;
use crate::domain::Value;
use crate::facts::EntryTable;
use crate::text::Span;

/// A list of values.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    pub(super) fixed: Vec<Value>,
    /// The expressions of the fixed values, as far as they are known; `Err` for one that an expression gives beyond its first.
    pub(super) exprs: Vec<Result<Site, Span>>,
    pub(super) tail: Tail,
    /// So many of the last fixed values may not be there at all: lists of different lengths met.
    pub(super) absent: usize,
}

/// What follows the values of a list that are known one by one.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Tail {
    /// Nothing.
    #[default]
    End,
    /// The entries from this one on, counted as the caller passed them.
    Entries(EntryTable, i64),
    /// Any number of values, each of which is like this one.
    Any(Box<Value>),
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
        Self::any(Value::unknown())
    }

    /// Any number of values of a kind.
    pub(super) fn any(value: Value) -> Self {
        Self {
            tail: Tail::Any(Box::new(value)),
            ..Self::default()
        }
    }

    /// Some values, and any number of others.
    pub(super) fn open(fixed: Vec<Value>) -> Self {
        Self {
            fixed,
            ..Self::unknown()
        }
    }

    /// The list with another value in the place of each.
    pub(super) fn map(&self, change: &dyn Fn(&Value) -> Value) -> Self {
        let mut fixed = Vec::with_capacity(self.fixed.len());
        for value in &self.fixed {
            fixed.push(change(value));
        }
        Self {
            fixed,
            exprs: Vec::new(),
            tail: match &self.tail {
                Tail::Any(value) => Tail::Any(Box::new(change(value))),
                tail => tail.clone(),
            },
            absent: self.absent,
        }
    }

    /// How many values there are at least.
    pub(super) fn least(&self) -> usize {
        self.fixed.len().saturating_sub(self.absent)
    }

    /// Whether it is not known how many values there are.
    pub(super) fn is_open(&self) -> bool {
        self.tail != Tail::End || self.absent > 0
    }

    /// The lists that two paths give; what is left of KEYS or ARGV was read before.
    pub(super) fn join(&self, other: &Self) -> Self {
        let length = self.fixed.len().max(other.fixed.len());
        let mut fixed = Vec::with_capacity(length);
        for at in 0..length {
            fixed.push(self.known(at).joined(&other.known(at)));
        }
        let tail = match (&self.tail, &other.tail) {
            (ours, theirs) if ours == theirs && self.fixed.len() == other.fixed.len() => {
                ours.clone()
            }
            (Tail::End, Tail::End) => Tail::End,
            _ => Tail::Any(Box::new(self.beyond().joined(&other.beyond()))),
        };
        Self {
            absent: length - self.least().min(other.least()),
            fixed,
            exprs: Vec::new(),
            tail,
        }
    }

    /// What stands behind the values that are known one by one; nil where nothing does.
    pub(super) fn beyond(&self) -> Value {
        match &self.tail {
            Tail::End => Value::nil(),
            Tail::Entries(..) => Value::unknown(),
            Tail::Any(value) => value.clone().joined(&Value::nil()),
        }
    }

    /// The value at a place, as far as it is known one by one.
    pub(super) fn known(&self, at: usize) -> Value {
        let known = self.fixed.get(at).cloned();
        known.unwrap_or_else(|| self.beyond())
    }

    /// The expression of the value at a place, if it is that of no other.
    pub(super) fn expr(&self, at: usize) -> Option<Site> {
        self.exprs.get(at).copied()?.ok()
    }

    /// Where the value at a place comes from; `list`: all of them.
    pub(super) fn span(&self, at: usize, list: Span) -> Span {
        match self.exprs.get(at) {
            Some(Ok(expr)) => expr.span,
            Some(Err(span)) => *span,
            None => list,
        }
    }

    /// The list without its first values.
    pub(super) fn skip(&self, count: usize) -> Self {
        let skipped = count.saturating_sub(self.fixed.len());
        let tail = match &self.tail {
            Tail::Entries(table, first) => Tail::Entries(*table, beyond(*first, skipped)),
            tail => tail.clone(),
        };
        let fixed: Vec<Value> = lists::list(self.fixed.iter().skip(count).cloned());
        Self {
            absent: self.absent.min(fixed.len()),
            fixed,
            exprs: lists::list(self.exprs.iter().skip(count).copied()),
            tail,
        }
    }
}

/// The entry so many places behind another.
pub(super) fn beyond(entry: i64, places: usize) -> i64 {
    entry.saturating_add(i64::try_from(places).unwrap_or(i64::MAX))
}
