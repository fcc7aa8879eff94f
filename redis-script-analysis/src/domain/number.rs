//! Numbers: an interval of doubles whose ends may be counts of entries, integrality, NaN.

use super::Domain;

/// What an end of an interval counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Base {
    /// 0
    Zero,
    /// `#KEYS`, as the caller passed them.
    Keys,
    /// `#ARGV`
    Argv,
}

/// An end of an interval: the base and what is added to it.
#[derive(Clone, Copy, Debug, PartialEq)]
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

    fn shift(self, by: f64) -> Self {
        Self {
            offset: self.offset + by,
            ..self
        }
    }

    /// The constant that it is; a count is none.
    pub(crate) fn as_constant(self) -> Option<f64> {
        (self.base == Base::Zero).then_some(self.offset)
    }

    /// What it is at least: no count is below 0.
    fn least(self) -> f64 {
        self.offset
    }

    /// What it is at most.
    fn most(self) -> f64 {
        self.as_constant().unwrap_or(f64::INFINITY)
    }
}

/// A set of numbers.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a lattice of its own"
)]
pub(crate) struct Number {
    /// The offsets of the ends from their bases.
    offsets: [f64; 2],
    bases: [Base; 2],
    /// All of them are integers, or infinite.
    pub(crate) integral: bool,
    /// All of them are even.
    pub(crate) even: bool,
    /// NaN may be one of them.
    pub(crate) nan: bool,
    /// A division, or a constant with a fraction, is part of it: it is likely to have one.
    pub(crate) divided: bool,
}

/// The end of what doubles hold exactly: 2^53.
const EXACT: f64 = 9_007_199_254_740_992.0;
/// The ends of what servers take for an integer.
const INT64: f64 = 9_223_372_036_854_775_808.0;

impl Number {
    /// From a constant to another.
    pub(crate) const fn between(low: f64, high: f64, integral: bool) -> Self {
        Self {
            offsets: [low, high],
            bases: [Base::Zero, Base::Zero],
            integral,
            even: false,
            nan: false,
            divided: false,
        }
    }

    /// From an end to another.
    pub(crate) const fn of_ends(low: End, high: End, integral: bool) -> Self {
        Self {
            offsets: [low.offset, high.offset],
            bases: [low.base, high.base],
            integral,
            even: false,
            nan: false,
            divided: false,
        }
    }

    pub(crate) const fn low(&self) -> End {
        End {
            base: self.bases[0],
            offset: self.offsets[0],
        }
    }

    pub(crate) const fn high(&self) -> End {
        End {
            base: self.bases[1],
            offset: self.offsets[1],
        }
    }

    pub(crate) const fn set_low(&mut self, low: End) {
        (self.bases[0], self.offsets[0]) = (low.base, low.offset);
    }

    pub(crate) const fn set_high(&mut self, high: End) {
        (self.bases[1], self.offsets[1]) = (high.base, high.offset);
    }

    pub(crate) fn constant(number: f64) -> Self {
        if number.is_nan() {
            return Self {
                nan: true,
                ..Self::BOTTOM
            };
        }
        let integral = number.fract() == 0.0 || number.is_infinite();
        Self {
            even: number % 2.0 == 0.0,
            divided: !integral,
            ..Self::between(number, number, integral)
        }
    }

    /// Exactly so many more than there are entries.
    pub(crate) fn count(base: Base, offset: f64) -> Self {
        let end = End { base, offset };
        Self::of_ends(end, end, true)
    }

    /// An integer of 64 bits, as commands reply.
    pub(crate) const INTEGER: Self = Self::between(-INT64, INT64, true);
    /// A count: 0 or more.
    pub(crate) const NATURAL: Self = Self::between(0.0, INT64, true);
    /// A count of what comes in pairs.
    pub(crate) const EVEN: Self = Self {
        even: true,
        ..Self::NATURAL
    };

    /// The number, if there is but one and it is known.
    pub(crate) fn as_constant(&self) -> Option<f64> {
        let low = self.low().as_constant()?;
        (!self.nan && self.high().as_constant() == Some(low)).then_some(low)
    }

    /// The end that both are, if there is but one number.
    pub(crate) fn single(&self) -> Option<End> {
        (!self.nan && self.low() == self.high()).then_some(self.low())
    }

    fn has_interval(&self) -> bool {
        self.low().least() <= self.high().most()
    }

    /// Whether it may be this one.
    pub(crate) fn contains(&self, number: f64) -> bool {
        if number.is_nan() {
            return self.nan;
        }
        self.has_interval()
            && self.low().least() <= number
            && number <= self.high().most()
            && (!self.integral || number.fract() == 0.0 || number.is_infinite())
    }

    fn may_be_infinite(&self) -> bool {
        self.has_interval()
            && (self.low().least() == f64::NEG_INFINITY || self.high().most() == f64::INFINITY)
    }

    /// The same, as part of a division or not.
    pub(crate) fn with_division(mut self, divided: bool) -> Self {
        self.divided = divided;
        self
    }

    fn with_ends(mut self, low: End, high: End) -> Self {
        self.set_low(low);
        self.set_high(high);
        self
    }

    /// `-x`
    pub(crate) fn negate(&self) -> Self {
        if self.is_bottom() || !self.has_interval() {
            return self.clone();
        }
        let end = |end: End| {
            let offset = end.as_constant();
            offset.map_or(End::constant(f64::NEG_INFINITY), |offset| {
                End::constant(-offset)
            })
        };
        // A count is at least its offset, so its negation is at most minus that.
        let high = End::constant(-self.low().least());
        let low = end(self.high());
        self.clone().with_ends(low, high)
    }

    fn with(self, left: &Self, right: &Self, divides: bool) -> Self {
        Self {
            integral: left.integral && right.integral && !divides,
            even: false,
            divided: divides || left.divided || right.divided,
            nan: self.nan || left.nan || right.nan,
            ..self
        }
    }

    fn none_of(left: &Self, right: &Self) -> Option<Self> {
        if left.is_bottom() || right.is_bottom() {
            return Some(Self::BOTTOM);
        }
        let only_nan = !left.has_interval() || !right.has_interval();
        only_nan.then(|| Self::constant(f64::NAN))
    }

    pub(crate) fn add(&self, other: &Self) -> Self {
        if let Some(none) = Self::none_of(self, other) {
            return none;
        }
        let ends = |one: End, other: End, unknown: f64| match (one.base, other.base) {
            (_, Base::Zero) => one.shift(other.offset),
            (Base::Zero, _) => other.shift(one.offset),
            _ => End::constant(unknown),
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
        sum.orderly().with(self, other, false)
    }

    pub(crate) fn subtract(&self, other: &Self) -> Self {
        if let Some(none) = Self::none_of(self, other) {
            return none;
        }
        let end = |one: End, other: End, unknown: f64| {
            if one.base == other.base {
                End::constant(one.offset - other.offset)
            } else if other.base == Base::Zero {
                one.shift(-other.offset)
            } else {
                End::constant(unknown)
            }
        };
        let most = self.high().most() - other.low().least();
        let difference = Self {
            nan: self.may_be_infinite() && other.may_be_infinite(),
            ..Self::of_ends(
                end(self.low(), other.high(), f64::NEG_INFINITY),
                end(self.high(), other.low(), most),
                false,
            )
        };
        difference.orderly().with(self, other, false)
    }

    pub(crate) fn multiply(&self, other: &Self) -> Self {
        if let Some(none) = Self::none_of(self, other) {
            return none;
        }
        let zero_by_infinity =
            |one: &Self, other: &Self| one.contains(0.0) && other.may_be_infinite();
        let nan = zero_by_infinity(self, other) || zero_by_infinity(other, self);
        let product = Self {
            nan,
            ..Self::extremes(self, other, |left, right| left * right)
        };
        product.with(self, other, false)
    }

    pub(crate) fn divide(&self, other: &Self) -> Self {
        if let Some(none) = Self::none_of(self, other) {
            return none;
        }
        let whole = self.as_constant().zip(other.as_constant());
        if let Some((left, right)) = whole {
            return Self::constant(left / right);
        }
        if self.even && other.as_constant() == Some(2.0) {
            return Self {
                nan: self.nan,
                ..Self::extremes(self, other, |left, right| left / right).integers()
            };
        }
        let quotient = if other.contains(0.0) {
            Self {
                nan: self.contains(0.0) || self.may_be_infinite() && other.may_be_infinite(),
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
        quotient.with(self, other, true)
    }

    /// `a % b` as Lua 5.1 computes it: `a - floor(a / b) * b`, of the sign of `b`.
    pub(crate) fn modulo(&self, other: &Self) -> Self {
        if let Some(none) = Self::none_of(self, other) {
            return none;
        }
        if let Some((left, right)) = self.as_constant().zip(other.as_constant()) {
            return Self::constant(left - (left / right).floor() * right);
        }
        let nan = other.contains(0.0) || self.may_be_infinite() || other.may_be_infinite();
        let (low, high) = (other.low().least(), other.high().most());
        // Large quotients are rounded, and the remainder of them may be anything.
        let exact = self.integral && other.integral && self.is_exact() && other.is_exact();
        let (least, most) = if !exact || other.contains(0.0) {
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
        rest.with(self, other, false)
    }

    /// `a ^ b`
    pub(crate) fn power(&self, other: &Self) -> Self {
        match self.as_constant().zip(other.as_constant()) {
            _ if self.is_bottom() || other.is_bottom() => Self::BOTTOM,
            Some((left, right)) => Self::constant(left.powf(right)),
            None => Self {
                divided: self.divided || other.divided,
                ..Self::TOP
            },
        }
    }

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
            return self.clone();
        }
        let (low, high) = (self.low().least(), self.high().most());
        let least = if low <= 0.0 && high >= 0.0 {
            0.0
        } else {
            low.abs().min(high.abs())
        };
        let most = low.abs().max(high.abs());
        self.clone()
            .with_ends(End::constant(least), End::constant(most))
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
        for one in ends(left) {
            for other in ends(right) {
                let result = of(one, other);
                // 0 by infinity: between what the others give lies 0 as well.
                let result = if result.is_nan() { 0.0 } else { result };
                (low, high) = (low.min(result), high.max(result));
            }
        }
        if left.contains(0.0) || right.contains(0.0) {
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

    /// What `self < other` (or `<=`) leaves of both, if it is true; NaN is less than nothing.
    pub(crate) fn assume_less(&mut self, other: &mut Self, strictly: bool) {
        (self.nan, other.nan) = (false, false);
        self.order_before(other, strictly);
    }

    /// What `self < other` (or `<=`) leaves of both, if it is false: the other is at most as large, or one is NaN.
    pub(crate) fn assume_not_less(&mut self, other: &mut Self, strictly: bool) {
        let (ours, theirs) = (self.nan, other.nan);
        let (mut small, mut large) = (other.clone(), self.clone());
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
        let high = other.high().shift(-gap);
        let low = self.low().shift(gap);
        self.set_high(lower(self.high(), high));
        other.set_low(higher(other.low(), low));
        // 0.5 < 0.5 is not: without integers the end itself is left in.
        self.settle();
        other.settle();
    }

    fn settle(&mut self) {
        if !self.has_interval() && !self.nan {
            *self = Self::BOTTOM;
        }
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

/// The lower of two upper ends; the first one if they cannot be compared, unless it says nothing.
fn lower(one: End, other: End) -> End {
    if one.base == other.base {
        return if other.offset < one.offset {
            other
        } else {
            one
        };
    }
    if one == End::constant(f64::INFINITY) || one.most() >= INT64 {
        return other;
    }
    one
}

/// The higher of two lower ends.
fn higher(one: End, other: End) -> End {
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

impl Domain for Number {
    const BOTTOM: Self = Self {
        even: true,
        ..Self::between(f64::INFINITY, f64::NEG_INFINITY, true)
    };
    const TOP: Self = Self {
        nan: true,
        ..Self::between(f64::NEG_INFINITY, f64::INFINITY, false)
    };

    fn join(&mut self, other: &Self) -> bool {
        let before = self.clone();
        if !self.has_interval() {
            (self.offsets, self.bases) = (other.offsets, other.bases);
            self.even = true;
        } else if other.has_interval() {
            self.set_low(join_low(self.low(), other.low()));
            self.set_high(join_high(self.high(), other.high()));
        }
        self.integral &= other.integral;
        self.even &= other.even || !other.has_interval();
        self.nan |= other.nan;
        // A hint, which no order is about.
        let changed = *self != before;
        self.divided |= other.divided;
        changed
    }

    fn meet(&mut self, other: &Self) -> bool {
        let before = self.clone();
        self.set_low(higher(self.low(), other.low()));
        self.set_high(lower(self.high(), other.high()));
        self.integral |= other.integral;
        self.even |= other.even;
        self.nan &= other.nan;
        self.settle();
        if self.is_bottom() {
            *self = Self::BOTTOM;
        }
        *self != before
    }

    fn widen(&mut self, next: &Self, thresholds: &[f64]) -> bool {
        let before = self.clone();
        self.join(next);
        if !before.has_interval() {
            return *self != before;
        }
        if self.low() != before.low() {
            let low = self.low().least();
            let below = thresholds.iter().rev().find(|end| **end <= low);
            self.set_low(End::constant(below.copied().unwrap_or(f64::NEG_INFINITY)));
        }
        if self.high() != before.high() {
            let high = self.high().most();
            let above = thresholds.iter().find(|end| **end >= high);
            self.set_high(End::constant(above.copied().unwrap_or(f64::INFINITY)));
        }
        *self != before
    }

    fn is_bottom(&self) -> bool {
        !self.nan && !self.has_interval()
    }
}

fn join_low(one: End, other: End) -> End {
    if one.base == other.base {
        let offset = one.offset.min(other.offset);
        return End { offset, ..one };
    }
    End::constant(one.least().min(other.least()))
}

fn join_high(one: End, other: End) -> End {
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

impl Number {
    /// `math.max` or `math.min` of two numbers.
    pub(crate) fn extreme(&self, other: &Self, max: bool) -> Self {
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
        Self {
            nan: self.nan || other.nan,
            divided: self.divided || other.divided,
            ..Self::of_ends(
                pick(self.low(), other.low(), false),
                pick(self.high(), other.high(), true),
                self.integral && other.integral,
            )
        }
    }
}
