//! Integers as far as they are known: by constants and by the number of entries passed.

use crate::facts::EntryTable;

/// The integers from `low` to `high`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Interval {
    pub(super) low: Bound,
    pub(super) high: Bound,
}

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    Unknown,
    Constant(i64),
    /// The number of entries that were passed, plus an offset.
    Count(EntryTable, i64),
}

impl Interval {
    pub(super) const UNKNOWN: Self = Self {
        low: Bound::Unknown,
        high: Bound::Unknown,
    };

    pub(super) fn constant(value: i64) -> Self {
        Self {
            low: Bound::Constant(value),
            high: Bound::Constant(value),
        }
    }

    pub(super) fn exactly(bound: Bound) -> Self {
        Self {
            low: bound,
            high: bound,
        }
    }

    /// The one bound of an interval of one number.
    pub(super) fn single(self) -> Option<Bound> {
        (self.low == self.high && self.low != Bound::Unknown).then_some(self.low)
    }

    pub(super) fn as_constant(self) -> Option<i64> {
        match self.single() {
            Some(Bound::Constant(value)) => Some(value),
            _ => None,
        }
    }

    /// The interval moved by a constant.
    pub(super) fn shift(self, by: i64) -> Self {
        Self {
            low: self.low.shift(by),
            high: self.high.shift(by),
        }
    }

    pub(super) fn join(self, other: Self) -> Self {
        let keep = |left: Bound, right: Bound| if left == right { left } else { Bound::Unknown };
        let low = match (self.low, other.low) {
            (Bound::Constant(left), Bound::Constant(right)) => Bound::Constant(left.min(right)),
            (left, right) => keep(left, right),
        };
        let high = match (self.high, other.high) {
            (Bound::Constant(left), Bound::Constant(right)) => Bound::Constant(left.max(right)),
            (left, right) => keep(left, right),
        };
        Self { low, high }
    }
}

impl Bound {
    fn shift(self, by: i64) -> Self {
        match self {
            Self::Unknown => Self::Unknown,
            Self::Constant(value) => value.checked_add(by).map_or(Self::Unknown, Self::Constant),
            Self::Count(table, offset) => offset
                .checked_add(by)
                .map_or(Self::Unknown, |offset| Self::Count(table, offset)),
        }
    }
}
