//! Numbers: an interval of doubles whose ends may be counts of entries, integrality, how far apart they are, NaN.

mod arithmetic;
mod end;
mod functions;
mod order;
mod stride;

pub(crate) use self::end::{Base, End};
use self::end::{ENTRIES, higher, join_high, join_low, lower};
use self::stride::Stride;
use super::Domain;

/// A set of numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    /// The ends, as offsets from their bases.
    low: f64,
    high: f64,
    low_base: Base,
    high_base: Base,
    /// All of them are integers, or infinite.
    pub(crate) integral: bool,
    /// The remainder that all finite ones leave, if they are integers.
    stride: Stride,
    /// NaN may be one of them.
    pub(crate) nan: bool,
    /// Whether it is likely to have a fraction.
    pub(crate) divided: Divided,
}

/// What is part of a number that may give it a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Divided {
    /// Nothing.
    Not,
    /// Divisions by powers of two alone: halves, and numbers whose low bits hold something else.
    Halved,
    /// Another division, or a constant with a fraction.
    Surely,
}

/// The end of what doubles hold exactly: 2^53.
const EXACT: f64 = 9_007_199_254_740_992.0;
/// The ends of what servers take for an integer.
const INT64: f64 = 9_223_372_036_854_775_808.0;

impl Number {
    /// From a constant to another.
    pub(crate) const fn between(low: f64, high: f64, integral: bool) -> Self {
        Self::of_ends(End::constant(low), End::constant(high), integral)
    }

    /// From an end to another.
    pub(crate) const fn of_ends(low: End, high: End, integral: bool) -> Self {
        let (low, high) = (low.canonical(), high.canonical());
        Self {
            low: low.offset,
            high: high.offset,
            low_base: low.base,
            high_base: high.base,
            integral,
            stride: Stride::ANY,
            nan: false,
            divided: Divided::Not,
        }
    }

    pub(crate) const fn low(&self) -> End {
        End {
            base: self.low_base,
            offset: self.low,
        }
    }

    pub(crate) const fn high(&self) -> End {
        End {
            base: self.high_base,
            offset: self.high,
        }
    }

    pub(crate) const fn set_low(&mut self, low: End) {
        let low = low.canonical();
        (self.low_base, self.low) = (low.base, low.offset);
    }

    pub(crate) const fn set_high(&mut self, high: End) {
        let high = high.canonical();
        (self.high_base, self.high) = (high.base, high.offset);
    }

    pub(crate) fn constant(number: f64) -> Self {
        if number.is_nan() {
            return Self {
                nan: true,
                ..Self::BOTTOM
            };
        }
        let integral = number.fract() == 0.0 || number.is_infinite();
        let divided = if integral {
            Divided::Not
        } else {
            Divided::Surely
        };
        Self::between(number, number, integral).with_division(divided)
    }

    /// Exactly so many more than there are entries.
    pub(crate) fn count(base: Base, offset: f64) -> Self {
        let end = End { base, offset };
        Self::of_ends(end, end, true)
    }

    /// An integer of 64 bits, as commands reply.
    pub(crate) const INTEGER: Self = Self::between(-INT64, INT64, true);
    /// How long a key lives: -2 if there is none, -1 if it does not expire.
    pub(crate) const TIME_LEFT: Self = Self::between(-2.0, INT64, true);
    /// A count: 0 or more.
    pub(crate) const NATURAL: Self = Self::between(0.0, INT64, true);
    /// How many elements a list of pairs has: no memory holds so many that they are not exact.
    pub(crate) const EVEN: Self = Self {
        stride: Stride::EVEN,
        ..Self::between(0.0, EXACT / 2.0, true)
    };

    /// The number, if there is but one and it is known.
    pub(crate) fn as_constant(&self) -> Option<f64> {
        let low = self.low().as_constant()?;
        (!self.nan && self.high().as_constant() == Some(low)).then_some(low)
    }

    /// Both numbers, if there is but one on each side.
    fn constants(&self, other: &Self) -> Option<(f64, f64)> {
        Some((self.as_constant()?, other.as_constant()?))
    }

    /// The end that both are, if there is but one number.
    pub(crate) fn single(&self) -> Option<End> {
        (!self.nan && self.low() == self.high()).then_some(self.low())
    }

    fn has_interval(&self) -> bool {
        let has_most = matches!(self.high_base, Base::Zero);
        self.low <= if has_most { self.high } else { f64::INFINITY }
    }

    /// Whether it may be this one.
    pub(crate) fn contains(&self, number: f64) -> bool {
        self.spans(number) && self.stride.contains(number)
    }

    /// Whether it may be this one, as far as the ends tell.
    fn spans(&self, number: f64) -> bool {
        if number.is_nan() {
            return self.nan;
        }
        self.has_interval()
            && self.low().least() <= number
            && number <= self.high().most()
            && (!self.integral || number.fract() == 0.0 || number.is_infinite())
    }

    /// Whether all of them are integers of 64 bits.
    pub(crate) fn is_int64(&self) -> bool {
        let high = match self.high_base {
            Base::Zero => self.high,
            _ => self.high + ENTRIES,
        };
        let is_within = self.low().least() >= -INT64 && high < INT64;
        self.integral && !self.nan && self.has_interval() && is_within
    }

    fn may_be_infinite(&self) -> bool {
        self.has_interval()
            && (self.low().least() == f64::NEG_INFINITY || self.high().most() == f64::INFINITY)
    }

    /// The same, as part of a division or not.
    pub(crate) fn with_division(mut self, divided: Divided) -> Self {
        self.divided = divided;
        self
    }

    fn with_ends(mut self, low: End, high: End) -> Self {
        self.set_low(low);
        self.set_high(high);
        self
    }

    /// Leaves no number, if its ends left none.
    fn settle(&mut self) {
        if !self.has_interval() && !self.nan {
            *self = Self::BOTTOM;
        }
        *self = self.canonical();
    }
}

impl Domain for Number {
    const BOTTOM: Self = Self::between(f64::INFINITY, f64::NEG_INFINITY, true);
    const TOP: Self = Self {
        nan: true,
        ..Self::between(f64::NEG_INFINITY, f64::INFINITY, false)
    };

    fn join(&mut self, other: &Self) -> bool {
        let before = *self;
        if !self.has_interval() {
            self.set_low(other.low());
            self.set_high(other.high());
            self.stride = other.stride;
        } else if other.has_interval() {
            let stride = match (self.steps(), other.steps()) {
                (Some(ours), Some(theirs)) => ours.join(theirs).into(),
                _ => Stride::ANY,
            };
            self.set_low(join_low(self.low(), other.low()));
            self.set_high(join_high(self.high(), other.high()));
            self.stride = stride;
        }
        self.integral &= other.integral;
        *self = self.canonical();
        self.nan |= other.nan;
        // A hint, which no order is about.
        let changed = *self != before;
        self.divided = self.divided.max(other.divided);
        changed
    }

    fn meet(&mut self, other: &Self) -> bool {
        let before = *self;
        self.set_low(higher(self.low(), other.low()));
        self.set_high(lower(self.high(), other.high()));
        self.integral |= other.integral;
        self.stride = self.stride.meet(other.stride);
        self.nan &= other.nan;
        self.settle();
        *self != before
    }

    fn widen(&mut self, next: &Self, thresholds: &[f64]) -> bool {
        let before = *self;
        self.join(next);
        if !before.has_interval() {
            return *self != before;
        }
        if self.low() != before.low() {
            let low = self.low().least();
            let mut below = f64::NEG_INFINITY;
            for end in thresholds {
                if *end <= low {
                    below = *end;
                }
            }
            self.set_low(End::constant(below));
        }
        if planted!(WideningKeepsBound) {
            self.set_high(before.high());
        } else if self.high() != before.high() {
            let high = self.high().most();
            // Where doubles stop to be exact, a loop that counts by steps would lose count of them.
            let is_counted = self.stride != Stride::ANY;
            let mut above = f64::INFINITY;
            for end in thresholds {
                if *end >= high && !(is_counted && *end == EXACT) {
                    above = *end;
                    break;
                }
            }
            self.set_high(End::constant(above));
        }
        if before.low() != before.high() && self.stride != before.stride {
            self.stride = Stride::ANY;
        }
        *self = self.canonical();
        *self != before
    }

    fn is_bottom(&self) -> bool {
        !self.nan && !self.has_interval()
    }
}
