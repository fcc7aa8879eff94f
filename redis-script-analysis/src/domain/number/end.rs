//! The ends of intervals, and how they compare.

use super::INT64;

/// What an end of an interval counts from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Base {
    /// 0
    Zero,
    /// `#KEYS`, as the caller passed them.
    Keys,
    /// `#ARGV`
    Argv,
}

/// An end of an interval: the base and what is added to it.
#[derive(Clone, Copy, PartialEq)]
#[cfg_attr(test, derive(Debug))]
pub(crate) struct End {
    pub(crate) base: Base,
    pub(crate) offset: f64,
}

impl End {
    pub(crate) const fn constant(offset: f64) -> Self {
        Self {
            base: Base::Zero,
            offset,
        }
    }

    /// An infinite end has one form, whatever it counts from: otherwise a loop could go back and forth between two.
    pub(super) const fn canonical(self) -> Self {
        if self.offset.is_infinite() {
            Self::constant(self.offset)
        } else {
            self
        }
    }

    /// The end moved by a number. `None` if a count is moved to where sums may be rounded, since they were rounded otherwise when the
    /// script ran.
    pub(super) fn shift(self, by: f64) -> Option<Self> {
        let offset = self.offset + by;
        let is_exact =
            self.base == Base::Zero || is_exact_beside_count(by) && is_exact_beside_count(offset);
        is_exact.then_some(Self { offset, ..self })
    }

    /// The constant that it is; a count is none.
    pub(crate) fn as_constant(self) -> Option<f64> {
        (self.base == Base::Zero).then_some(self.offset)
    }

    /// What it is at least: no count is below 0.
    pub(super) fn least(self) -> f64 {
        self.offset
    }

    /// What it is at most.
    pub(super) fn most(self) -> f64 {
        self.as_constant().unwrap_or(f64::INFINITY)
    }
}

/// Whether sums of a count and such numbers are exact: counts and these have up to 33 bits, and fractions the other 20.
fn is_exact_beside_count(number: f64) -> bool {
    const FRACTIONS: f64 = 1_048_576.0; // 2^20
    number.abs() <= ENTRIES && (number * FRACTIONS).fract() == 0.0
}

/// The lower of two upper ends; the first one if they cannot be compared, unless it says nothing.
pub(super) fn lower(one: End, other: End) -> End {
    if one.base == other.base {
        return if other.offset < one.offset {
            other
        } else {
            one
        };
    }
    if one.most() >= ENTRIES {
        return other;
    }
    one
}

/// No call passes so many entries.
pub(super) const ENTRIES: f64 = 4_294_967_296.0;

/// The higher of two lower ends.
pub(super) fn higher(one: End, other: End) -> End {
    if one.base == other.base {
        return if other.offset > one.offset {
            other
        } else {
            one
        };
    }
    // A count is at least its offset.
    if other.base != Base::Zero && one.least() <= other.least() {
        return other;
    }
    if one.base == Base::Zero && one.least() <= -INT64 {
        return other;
    }
    one
}

pub(super) fn join_low(one: End, other: End) -> End {
    if one.base == other.base {
        let offset = one.offset.min(other.offset);
        return End { offset, ..one };
    }
    End::constant(one.least().min(other.least()))
}

pub(super) fn join_high(one: End, other: End) -> End {
    if one.base == other.base {
        let offset = one.offset.max(other.offset);
        return End { offset, ..one };
    }
    // A count of at least 0 more is no less than a constant that is not above its offset.
    let covers = |count: End, constant: End| {
        count.base != Base::Zero && constant.base == Base::Zero && constant.offset <= count.offset
    };
    if covers(one, other) {
        return one;
    }
    if covers(other, one) {
        return other;
    }
    End::constant(f64::INFINITY)
}
