//! Which remainder integers leave: a lattice of congruences (Granger, *Static analysis of arithmetical congruences*, 1989).
//!
//! It tells that `for i = 2, #ARGV, 3` goes through 2, 5, 8, and that a `while` loop with `i = i + 3` does.

use super::{Base, EXACT, End, Number};

/// A loop that counts by more may leave the exact integers.
const SMALL: f64 = 65_536.0;

/// All integers that leave a remainder when they are divided by a modulus. Small moduli suffice, since groups are small.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stride {
    /// 1 or more.
    modulus: u8,
    remainder: u8,
}

/// Numbers that are so far apart, and one of them. If they are 0 apart, it is the only one.
#[derive(Clone, Copy)]
pub(super) struct Steps {
    by: u64,
    from: i64,
}

impl Stride {
    /// Nothing is known, or a constant tells it.
    pub(super) const ANY: Self = Self {
        modulus: 1,
        remainder: 0,
    };
    pub(super) const EVEN: Self = Self {
        modulus: 2,
        remainder: 0,
    };

    pub(super) fn contains(self, number: f64) -> bool {
        #[expect(clippy::float_cmp, reason = "remainders are exact")]
        let leaves = |remainder| number.rem_euclid(self.modulus.into()) == remainder;
        self == Self::ANY || !number.is_finite() || leaves(self.remainder.into())
    }

    /// The numbers of both, or of the one that says more.
    pub(super) fn meet(self, other: Self) -> Self {
        let (more, less) = if self.modulus < other.modulus {
            (other, self)
        } else {
            (self, other)
        };
        let mut from: u64 = more.remainder.into();
        for _ in 0..less.modulus {
            if from % u64::from(less.modulus) == less.remainder.into() {
                let (more_by, less_by) = (more.modulus.into(), less.modulus.into());
                let by = more_by / gcd(more_by, less_by) * less_by;
                let is_small = by <= u8::MAX.into();
                let both = Self::from(Steps {
                    by,
                    from: from.cast_signed(),
                });
                return if is_small { both } else { more };
            }
            from += u64::from(more.modulus);
        }
        more
    }
}

impl From<Steps> for Stride {
    fn from(steps: Steps) -> Self {
        let modulus = match u8::try_from(steps.by) {
            Ok(0) => return Self::ANY,
            Ok(modulus) => modulus,
            // A larger one that is even stays so.
            Err(_) => 1 << steps.by.trailing_zeros().min(7),
        };
        let remainder = steps.from.rem_euclid(modulus.into());
        Self {
            modulus,
            remainder: u8::try_from(remainder).unwrap_or(0),
        }
    }
}

impl Steps {
    /// The numbers of either.
    pub(super) fn join(self, other: Self) -> Self {
        Self {
            by: gcd(gcd(self.by, other.by), self.from.abs_diff(other.from)),
            ..self
        }
    }

    pub(super) fn add(self, other: Self) -> Option<Self> {
        Some(Self {
            by: gcd(self.by, other.by),
            from: self.from.checked_add(other.from)?,
        })
    }

    pub(super) fn negate(self) -> Self {
        Self {
            from: -self.from,
            ..self
        }
    }

    pub(super) fn multiply(self, other: Self) -> Option<Self> {
        let apart = self.by.checked_mul(other.by)?;
        let ours = self.by.checked_mul(other.from.unsigned_abs())?;
        let theirs = other.by.checked_mul(self.from.unsigned_abs())?;
        Some(Self {
            by: gcd(gcd(apart, ours), theirs),
            from: self.from.checked_mul(other.from)?,
        })
    }

    /// From these numbers on by one of the others, again and again.
    pub(super) fn repeat(self, step: Self) -> Self {
        let starts = if planted!(StepsHaveOneStart) {
            0
        } else {
            self.by
        };
        Self {
            by: gcd(gcd(starts, step.by), step.from.unsigned_abs()),
            ..self
        }
    }

    fn is_even(self) -> bool {
        self.by.is_multiple_of(2) && self.from % 2 == 0
    }
}

impl Number {
    /// How far apart the numbers are, if they are integers.
    pub(super) fn steps(&self) -> Option<Steps> {
        if !self.integral {
            return None;
        }
        if let Some(only) = self.low().as_constant()
            && self.low() == self.high()
            && only.abs() <= EXACT
        {
            #[expect(clippy::cast_possible_truncation, reason = "checked: it is exact")]
            let from = only as i64;
            return Some(Steps { by: 0, from });
        }
        Some(Steps {
            by: self.stride.modulus.into(),
            from: self.stride.remainder.into(),
        })
    }

    /// The same numbers, of which it is known how far they are apart. Doubles hold that only as long as they are exact.
    pub(super) fn with_steps(self, steps: Option<Steps>) -> Self {
        // What is beyond may have been rounded to the ends.
        let is_exact = match self.high().base {
            Base::Zero => self.high().offset < EXACT,
            // No call passes so many entries.
            Base::Keys | Base::Argv => true,
        };
        self.with_steps_if(is_exact, steps)
    }

    /// The same for what a constant was added to. Without an end, it is what a loop counts: none runs long enough to leave the exact
    /// integers by small steps.
    pub(super) fn with_steps_by(self, constant: Option<f64>, steps: Option<Steps>) -> Self {
        let is_small = matches!(constant, Some(constant) if constant.abs() <= SMALL);
        if is_small && self.high() == End::constant(f64::INFINITY) {
            self.with_steps_if(true, steps)
        } else {
            self.with_steps(steps)
        }
    }

    fn with_steps_if(mut self, is_exact: bool, steps: Option<Steps>) -> Self {
        let is_exact = is_exact && self.low().least() > -EXACT;
        self.stride = match steps {
            Some(steps) if self.integral && is_exact => steps.into(),
            _ => Stride::ANY,
        };
        self.canonical()
    }

    /// A constant needs no stride.
    pub(super) fn canonical(mut self) -> Self {
        if self.low() == self.high() && self.high().base == Base::Zero || !self.integral {
            self.stride = Stride::ANY;
        }
        self
    }

    /// The variable of a loop that goes from one number by steps of another.
    pub(crate) fn stepping(self, start: &Self, step: &Self) -> Self {
        let steps = match (start.steps(), step.steps()) {
            (Some(start), Some(step)) => Some(start.repeat(step)),
            _ => None,
        };
        self.with_steps(steps)
    }

    /// How far apart the numbers surely are at least, 1 if nothing is known.
    pub(crate) fn step(&self) -> i64 {
        self.stride.modulus.into()
    }

    /// The first of them, from a number on.
    pub(crate) fn first_from(&self, low: i64) -> i64 {
        let ahead = i64::from(self.stride.remainder) - low;
        low + ahead.rem_euclid(self.stride.modulus.into())
    }

    pub(super) fn is_even(&self) -> bool {
        match self.steps() {
            Some(steps) => steps.is_even(),
            None => false,
        }
    }
}

fn gcd(mut one: u64, mut other: u64) -> u64 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}
