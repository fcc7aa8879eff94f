//! Lists of values, as calls pass and functions return them.

use std::rc::Rc;

use super::site::Site;
use crate::collections::lists;
use crate::domain::Value;
use crate::facts::EntryTable;
use crate::text::Span;

/// A list of values.
#[derive(Clone)]
pub(super) struct Values {
    pub(super) fixed: Vec<Value>,
    /// Where each of the fixed values comes from, as far as that is known.
    pub(super) exprs: Vec<ValueSite>,
    pub(super) tail: Tail,
    /// So many of the last fixed values may not be there at all: lists of different lengths met.
    pub(super) absent: usize,
}

/// Where a value of a list comes from.
#[derive(Clone, Copy)]
pub(super) enum ValueSite {
    Expr(Site),
    /// An expression gives it beyond its first value.
    Beyond(Span),
}

/// What follows the values of a list that are known one by one.
#[derive(Clone, PartialEq)]
pub(super) enum Tail {
    /// Nothing.
    End,
    /// The entries from this one on, counted as the caller passed them.
    Entries(EntryTable, i64),
    /// Any number of values, each of which is like this one.
    Any(Rc<Value>),
}

impl Values {
    pub(super) const EMPTY: Self = Self {
        fixed: Vec::new(),
        exprs: Vec::new(),
        tail: Tail::End,
        absent: 0,
    };

    pub(super) fn one(value: Value) -> Self {
        Self::of(lists::one(value))
    }

    pub(super) fn two(first: Value, second: Value) -> Self {
        let mut values = Self::one(first);
        values.fixed.push(second);
        values
    }

    pub(super) fn of(fixed: Vec<Value>) -> Self {
        Self {
            fixed,
            exprs: Vec::new(),
            tail: Tail::End,
            absent: 0,
        }
    }

    pub(super) fn unknown() -> Self {
        Self::any(Value::unknown())
    }

    /// Any number of values of a kind.
    pub(super) fn any(value: Value) -> Self {
        Self {
            fixed: Vec::new(),
            exprs: Vec::new(),
            tail: Tail::Any(Rc::new(value)),
            absent: 0,
        }
    }

    /// A value, and any number of others.
    pub(super) fn open(first: Value) -> Self {
        Self {
            fixed: lists::one(first),
            exprs: Vec::new(),
            tail: Tail::Any(Rc::new(Value::unknown())),
            absent: 0,
        }
    }

    /// The first value, if it is a constant string.
    pub(super) fn text(&self) -> Option<&Rc<[u8]>> {
        self.fixed.first()?.as_text()
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
                Tail::Any(value) => Tail::Any(Rc::new(change(value))),
                tail => tail.clone(),
            },
            absent: self.absent,
        }
    }

    /// These values, or others that were found before.
    pub(super) fn joined_to(self, known: Option<Self>) -> Self {
        match known {
            Some(known) => known.join(&self),
            None => self,
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
            _ => Tail::Any(Rc::new(self.beyond().joined(&other.beyond()))),
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
            Tail::Any(value) => Value::clone(value).joined(&Value::nil()),
        }
    }

    /// The value at a place, as far as it is known one by one.
    pub(super) fn known(&self, at: usize) -> Value {
        match self.fixed.get(at) {
            Some(known) => known.clone(),
            None => self.beyond(),
        }
    }

    /// The expression of the value at a place, if it is that of no other.
    pub(super) fn expr(&self, at: usize) -> Option<Site> {
        match self.exprs.get(at)? {
            ValueSite::Expr(expr) => Some(*expr),
            ValueSite::Beyond(_) => None,
        }
    }

    /// Where the value at a place comes from; `list`: all of them.
    pub(super) fn span(&self, at: usize, list: Span) -> Span {
        match self.exprs.get(at) {
            Some(ValueSite::Expr(expr)) => expr.span,
            Some(ValueSite::Beyond(span)) => *span,
            None => list,
        }
    }

    /// The values with one more in front of them.
    pub(super) fn after(mut self, first: Value, place: Site) -> Self {
        let mut fixed = lists::one(first);
        fixed.append(&mut self.fixed);
        let mut exprs = lists::one(ValueSite::Expr(place));
        exprs.append(&mut self.exprs);
        Self {
            fixed,
            exprs,
            ..self
        }
    }

    /// The fixed values from a place on.
    pub(super) fn from(&self, first: usize) -> &[Value] {
        self.fixed.get(first..).unwrap_or_default()
    }

    /// The list without its first values.
    pub(super) fn skip(&self, count: usize) -> Self {
        let skipped = count.saturating_sub(self.fixed.len());
        let tail = match &self.tail {
            Tail::Entries(table, first) => Tail::Entries(*table, beyond(*first, skipped)),
            tail => tail.clone(),
        };
        let fixed = self.from(count).to_vec();
        Self {
            absent: self.absent.min(fixed.len()),
            fixed,
            exprs: self.exprs.get(count..).unwrap_or_default().to_vec(),
            tail,
        }
    }
}

/// The entry so many places behind another.
pub(super) fn beyond(entry: i64, places: usize) -> i64 {
    entry.saturating_add(i64::try_from(places).unwrap_or(i64::MAX))
}
