//! What Lua's arithmetic gives for numbers.

use super::stride::{Steps, Stride};
use super::{Base, Divided, Domain, EXACT, End, Number};

impl Number {
    /// `-x`
    pub(crate) fn negate(&self) -> Self {
        if self.is_bottom() || !self.has_interval() {
            return *self;
        }
        // A count is at least its offset, so its negation is at most minus that.
        let high = End::constant(-self.low().least());
        let low = End::constant(-self.high().most());
        let negated = (*self).with_ends(low, high);
        negated.with_steps(self.negated_steps())
    }

    pub(super) fn negated_steps(&self) -> Option<Steps> {
        Some(self.steps()?.negate())
    }

    fn sum_of_steps(&self, other: &Self) -> Option<Steps> {
        self.steps()?.add(other.steps()?)
    }

    fn difference_of_steps(&self, other: &Self) -> Option<Steps> {
        self.steps()?.add(other.negated_steps()?)
    }

    fn product_of_steps(&self, other: &Self) -> Option<Steps> {
        self.steps()?.multiply(other.steps()?)
    }

    fn with(self, left: &Self, right: &Self, divided: Divided) -> Self {
        Self {
            integral: left.integral && right.integral && divided == Divided::Not,
            stride: Stride::ANY,
            divided: divided.max(left.divided).max(right.divided),
            nan: self.nan || left.nan || right.nan,
            ..self
        }
    }

    fn none_of(left: &Self, right: &Self) -> Option<Self> {
        if left.is_bottom() || right.is_bottom() {
            return Some(Self::BOTTOM);
        }
        let only_nan = !left.has_interval() || !right.has_interval();
        if only_nan {
            Some(Self::constant(f64::NAN))
        } else {
            None
        }
    }

    pub(crate) fn add(&self, other: &Self) -> Self {
        if let Some(none) = Self::none_of(self, other) {
            return none;
        }
        let ends = |one: End, other: End, unknown: f64| {
            let sum = match (one.base, other.base) {
                (_, Base::Zero) => one.shift(other.offset),
                (Base::Zero, _) => other.shift(one.offset),
                _ => None,
            };
            sum.unwrap_or(End::constant(unknown))
        };
        let least = self.low().least() + other.low().least();
        let sum = Self {
            nan: self.may_be_infinite() && other.may_be_infinite(),
            ..Self::of_ends(
                ends(self.low(), other.low(), least),
                ends(self.high(), other.high(), f64::INFINITY),
                false,
            )
        };
        let steps = self.sum_of_steps(other);
        let sum = sum.orderly().with(self, other, Divided::Not);
        sum.with_steps_by(other.as_constant().or(self.as_constant()), steps)
    }

    /// The numbers, integers or not, to which a constant was added, if the sums are these. Sums are rounded: those of integers from 2^53
    /// on, and those of fractions everywhere.
    pub(crate) fn before_adding(&self, by: f64, integral: bool) -> Self {
        let end = |end: End, unknown: f64, outward: f64| {
            let size = end.offset.abs() + by.abs();
            let rounded = outward * size * f64::EPSILON;
            if size.is_nan() || size >= EXACT {
                End::constant(unknown)
            } else if integral && by.fract() == 0.0 {
                end.shift(-by).unwrap_or(End::constant(unknown))
            } else {
                match end.as_constant() {
                    Some(constant) => End::constant(constant - by + rounded),
                    None => End::constant(unknown),
                }
            }
        };
        Self {
            nan: self.nan || !by.is_finite(),
            ..Self::of_ends(
                end(self.low(), f64::NEG_INFINITY, -1.0),
                end(self.high(), f64::INFINITY, 1.0),
                false,
            )
        }
    }

    pub(crate) fn subtract(&self, other: &Self) -> Self {
        if let Some(none) = Self::none_of(self, other) {
            return none;
        }
        let end = |one: End, other: End, unknown: f64| {
            let difference = if one.base == other.base {
                Some(End::constant(one.offset - other.offset))
            } else {
                let by = other.as_constant();
                by.and_then(|by| one.shift(-by))
            };
            difference.unwrap_or(End::constant(unknown))
        };
        let least = self.low().least() - other.high().most();
        let most = self.high().most() - other.low().least();
        let difference = Self {
            nan: self.may_be_infinite() && other.may_be_infinite(),
            ..Self::of_ends(
                end(self.low(), other.high(), least),
                end(self.high(), other.low(), most),
                false,
            )
        };
        let difference = difference.orderly().with(self, other, Divided::Not);
        difference.with_steps(self.difference_of_steps(other))
    }

    pub(crate) fn multiply(&self, other: &Self) -> Self {
        if let Some(none) = Self::none_of(self, other) {
            return none;
        }
        let zero_by_infinity = |one: &Self, other: &Self| one.spans(0.0) && other.may_be_infinite();
        let nan = zero_by_infinity(self, other) || zero_by_infinity(other, self);
        let product = Self {
            nan,
            ..Self::extremes(self, other, |left, right| left * right)
        };
        let product = product.with(self, other, Divided::Not);
        product.with_steps(self.product_of_steps(other))
    }

    pub(crate) fn divide(&self, other: &Self) -> Self {
        if let Some(none) = Self::none_of(self, other) {
            return none;
        }
        if let Some((left, right)) = self.constants(other) {
            return Self::constant(left / right);
        }
        if self.is_even() && other.as_constant() == Some(2.0) {
            return Self {
                nan: self.nan,
                ..Self::extremes(self, other, |left, right| left / right).integers()
            };
        }
        let quotient = if other.spans(0.0) {
            Self {
                nan: self.spans(0.0) || self.may_be_infinite() && other.may_be_infinite(),
                ..Self::of_ends(
                    End::constant(f64::NEG_INFINITY),
                    End::constant(f64::INFINITY),
                    false,
                )
            }
        } else {
            Self {
                nan: self.may_be_infinite() && other.may_be_infinite(),
                ..Self::extremes(self, other, |left, right| left / right)
            }
        };
        let divided = if other.is_power_of_two() {
            Divided::Halved
        } else {
            Divided::Surely
        };
        quotient.with(self, other, divided)
    }

    /// `a % b` as Lua 5.1 computes it: `a - floor(a / b) * b`, of the sign of `b`.
    pub(crate) fn modulo(&self, other: &Self) -> Self {
        if let Some(none) = Self::none_of(self, other) {
            return none;
        }
        if let Some((left, right)) = self.constants(other) {
            return Self::constant(left - (left / right).floor() * right);
        }
        let nan = other.spans(0.0) || self.may_be_infinite() || other.may_be_infinite();
        let (low, high) = (other.low().least(), other.high().most());
        // Large quotients are rounded, and the remainder of them may be anything.
        let exact = self.integral && other.integral && self.is_exact() && other.is_exact();
        let (least, most) = if !exact || other.spans(0.0) {
            (f64::NEG_INFINITY, f64::INFINITY)
        } else if low > 0.0 {
            (0.0, high - 1.0)
        } else {
            (low + 1.0, 0.0)
        };
        let rest = Self {
            nan,
            ..Self::between(least, most, false)
        };
        rest.with(self, other, Divided::Not)
    }

    /// `a ^ b`
    pub(crate) fn power(&self, other: &Self) -> Self {
        match self.constants(other) {
            _ if self.is_bottom() || other.is_bottom() => Self::BOTTOM,
            Some((left, right)) => Self::constant(left.powf(right)),
            None => Self {
                divided: self.divided.max(other.divided),
                ..Self::TOP
            },
        }
    }

    fn is_power_of_two(&self) -> bool {
        const FRACTION: u64 = (1 << (f64::MANTISSA_DIGITS - 1)) - 1;
        match self.as_constant() {
            Some(by) => by >= 2.0 && by.is_finite() && by.to_bits() & FRACTION == 0,
            // 1 or 2: the elements are single ones or pairs.
            None => self.integral && self.low().least() >= 1.0 && self.high().most() <= 2.0,
        }
    }

    fn integers(self) -> Self {
        Self {
            integral: true,
            ..self
        }
    }

    /// Whether doubles are exact in all of it.
    fn is_exact(&self) -> bool {
        self.low().least() >= -EXACT && self.high().most() <= EXACT
    }

    /// The interval of a function that is monotonic in each operand between its signs.
    fn extremes(left: &Self, right: &Self, of: fn(f64, f64) -> f64) -> Self {
        let ends = |number: &Self| [number.low().least(), number.high().most()];
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for one in &ends(left) {
            for other in &ends(right) {
                let result = of(*one, *other);
                // 0 by infinity: between what the others give lies 0 as well.
                let result = if result.is_nan() { 0.0 } else { result };
                (low, high) = (low.min(result), high.max(result));
            }
        }
        if left.spans(0.0) || right.spans(0.0) {
            (low, high) = (low.min(0.0), high.max(0.0));
        }
        Self::between(low, high, false)
    }

    /// Ends that came out as NaN, of infinite ones, are not known.
    fn orderly(mut self) -> Self {
        if self.low().offset.is_nan() {
            self.set_low(End::constant(f64::NEG_INFINITY));
        }
        if self.high().offset.is_nan() {
            self.set_high(End::constant(f64::INFINITY));
        }
        self
    }
}
