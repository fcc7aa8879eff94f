//! What the functions of `math` give for numbers.

use super::stride::Steps;
use super::{Base, Domain, End, Number, higher, lower};

impl Number {
    /// `math.floor` and `math.ceil`, by one of which the ends go.
    pub(crate) fn round(&self, round: fn(f64) -> f64) -> Self {
        let end = |end: End| match end.base {
            Base::Zero => End::constant(round(end.offset)),
            base => End {
                base,
                offset: round(end.offset),
            },
        };
        Self {
            nan: self.nan,
            ..Self::of_ends(end(self.low()), end(self.high()), true)
        }
    }

    /// `math.abs`
    pub(crate) fn absolute(&self) -> Self {
        if !self.has_interval() {
            return *self;
        }
        let (low, high) = (self.low().least(), self.high().most());
        let least = if low <= 0.0 && high >= 0.0 {
            0.0
        } else {
            low.abs().min(high.abs())
        };
        let most = low.abs().max(high.abs());
        let absolute = (*self).with_ends(End::constant(least), End::constant(most));
        absolute.with_steps(self.absolute_steps())
    }

    /// Those on the other side of 0 leave another remainder, unless both are the same.
    fn absolute_steps(&self) -> Option<Steps> {
        Some(self.steps()?.join(self.negated_steps()?))
    }

    /// `math.max` or `math.min` of two numbers: the first one, unless a comparison says that the other one is more extreme.
    pub(crate) fn extreme(&self, other: &Self, max: bool) -> Self {
        if !self.has_interval() || !other.has_interval() {
            return *self;
        }
        let pick = |one: End, other: End, upper: bool| {
            if one.base == other.base {
                let offset = if max {
                    one.offset.max(other.offset)
                } else {
                    one.offset.min(other.offset)
                };
                return End { offset, ..one };
            }
            // Of ends that cannot be compared, one of which bounds the result in its direction.
            match (max, upper) {
                (true, true) => End::constant(f64::INFINITY),
                (false, false) => End::constant(f64::NEG_INFINITY),
                (true, false) => higher(one, other),
                (false, true) => lower(one, other),
            }
        };
        let mut extreme = Self {
            nan: self.nan,
            divided: self.divided.max(other.divided),
            ..Self::of_ends(
                pick(self.low(), other.low(), false),
                pick(self.high(), other.high(), true),
                self.integral && other.integral,
            )
        };
        if other.nan {
            extreme.join(self);
        }
        extreme
    }
}
