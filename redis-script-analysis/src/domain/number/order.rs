//! What a comparison tells of the numbers that were compared.

use super::{Domain, EXACT, End, Number, higher, lower};

impl Number {
    /// What `self < other` (or `<=`) leaves of both, if it is true; NaN is less than nothing.
    pub(crate) fn assume_less(&mut self, other: &mut Self, strictly: bool) {
        (self.nan, other.nan) = (false, false);
        self.order_before(other, strictly);
    }

    /// What `self < other` (or `<=`) leaves of both, if it is false: the other is at most as large, or one is NaN.
    pub(crate) fn assume_not_less(&mut self, other: &mut Self, strictly: bool) {
        let (ours, theirs) = (self.nan, other.nan);
        let (mut small, mut large) = (*other, *self);
        small.order_before(&mut large, !strictly);
        // Beside NaN, the other one may be anything.
        if !ours {
            *other = Self {
                nan: theirs,
                ..small
            };
        }
        if !theirs {
            *self = Self { nan: ours, ..large };
        }
    }

    fn order_before(&mut self, other: &mut Self, strictly: bool) {
        let gap = if strictly && self.integral && other.integral {
            1.0
        } else {
            0.0
        };
        let moved = |end: End, by: f64| end.shift(by).unwrap_or(end);
        let high = moved(other.high(), -gap);
        let low = moved(self.low(), gap);
        self.set_high(lower(self.high(), high));
        other.set_low(higher(other.low(), low));
        // 0.5 < 0.5 is not: without integers the end itself is left in.
        self.settle();
        other.settle();
    }

    /// Takes out a number that stands at an end of integers, or is the only one.
    pub(crate) fn remove(&mut self, number: f64) {
        if self.as_constant() == Some(number) {
            *self = Self::BOTTOM;
        } else if self.integral && number.abs() < EXACT {
            if self.low() == End::constant(number) {
                self.set_low(End::constant(number + 1.0));
            } else if self.high() == End::constant(number) {
                self.set_high(End::constant(number - 1.0));
            }
            self.settle();
        }
    }
}
