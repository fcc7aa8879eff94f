//! Time: in which unit a number counts it, whether it is a duration or a point in time, and by how much it was multiplied since it
//! was read.
//!
//! All of it is a *may*: where paths meet, the sets are united. A set of two units says that the unit is not known.

/// What is known of a number as a time.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Time(u16);

/// A unit of time.
#[derive(Clone, Copy, PartialEq)]
#[cfg_attr(test, derive(Debug))]
pub enum TimeUnit {
    /// Seconds.
    Seconds,
    /// Milliseconds.
    Milliseconds,
    /// Microseconds.
    Microseconds,
}

impl TimeUnit {
    /// As messages name it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Seconds => "seconds",
            Self::Milliseconds => "milliseconds",
            Self::Microseconds => "microseconds",
        }
    }

    /// How many of them are a second.
    #[must_use]
    pub fn per_second(self) -> u32 {
        match self {
            Self::Seconds => 1,
            Self::Milliseconds => 1_000,
            Self::Microseconds => 1_000_000,
        }
    }
}

/// The units, from the largest on. The last bit is any other one.
const UNITS: u16 = 0b1111;
const OTHER_UNIT: u16 = 0b1000;
const KINDS: u16 = 0b11 << 4;
/// By which power of 1000 it was multiplied, from -2 on. The last bit is any other number.
const SCALES: u16 = 0b11_1111 << SCALE_BITS;
const SCALE_BITS: u32 = 6;
const OTHER_SCALE: u16 = 1 << 11;
const CHANGED: u16 = 1 << 12;

/// Factors up to this one, as in `2 * ttl`, leave a time in its unit.
const SMALL_FACTOR: f64 = 10.0;

impl Time {
    /// Nothing is known, as of a literal.
    pub(crate) const NONE: Self = Self(0);
    /// A number of seconds.
    pub(crate) const SECONDS: Self = Self(1);
    /// A number of milliseconds.
    pub(crate) const MILLISECONDS: Self = Self(1 << 1);
    /// A number of microseconds.
    pub(crate) const MICROSECONDS: Self = Self(1 << 2);
    /// How long something takes.
    pub(crate) const DURATION: Self = Self(1 << 4);
    /// When something happens.
    pub(crate) const POINT: Self = Self(1 << 5);
    /// An entry of KEYS or ARGV, as it was passed.
    pub(crate) const READ: Self = Self(1 << (SCALE_BITS + 2));

    /// Anything.
    pub(crate) const ALL: Self = Self((1 << 13) - 1);

    /// What both are.
    #[must_use]
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What either is.
    #[must_use]
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The unit, if it is known.
    #[must_use]
    pub fn unit(self) -> Option<TimeUnit> {
        Some(match self.units() {
            Self::SECONDS => TimeUnit::Seconds,
            Self::MILLISECONDS => TimeUnit::Milliseconds,
            Self::MICROSECONDS => TimeUnit::Microseconds,
            _ => return None,
        })
    }

    /// What is known of the unit alone.
    #[must_use]
    pub(crate) const fn units(self) -> Self {
        Self(self.0 & UNITS)
    }

    /// What is known of the kind alone.
    #[must_use]
    pub(crate) const fn kinds(self) -> Self {
        Self(self.0 & KINDS)
    }

    /// Whether it is a duration, and not a point in time.
    #[must_use]
    pub fn is_duration(self) -> bool {
        self.kinds() == Self::DURATION
    }

    /// Whether it is a point in time, and not a duration.
    #[must_use]
    pub fn is_point(self) -> bool {
        self.kinds() == Self::POINT
    }

    /// Whether something was added to the entry that was read, or taken from it.
    #[must_use]
    pub fn is_changed(self) -> bool {
        self.0 & CHANGED != 0
    }

    /// By which power of 1000 the entry that was read was multiplied; `None` if that is not known.
    #[must_use]
    pub fn scale(self) -> Option<i32> {
        let scales = (self.0 & SCALES) >> SCALE_BITS;
        for (at, scale) in (-2..=2).enumerate() {
            if scales == 1 << at {
                return Some(scale);
            }
        }
        None
    }

    /// The unit of what is so many powers of 1000 larger.
    #[must_use]
    pub(crate) fn scaled_by(self, scale: i32) -> Self {
        let mut units = self.0 & UNITS;
        for _ in 0..scale {
            units = (units & OTHER_UNIT) | units << 1 & UNITS;
        }
        for _ in scale..0 {
            let other = if units & 1 == 0 { 0 } else { OTHER_UNIT };
            units = (units & OTHER_UNIT) | other | (units & !OTHER_UNIT) >> 1;
        }
        Self(self.0 & !UNITS | units)
    }

    /// What is known if it becomes something else: that it was read, and nothing more.
    #[must_use]
    pub(crate) const fn lost(self) -> Self {
        if self.0 & SCALES == 0 {
            Self::NONE
        } else {
            Self(OTHER_SCALE)
        }
    }

    /// Multiplied by a number, if that is known.
    #[must_use]
    pub(crate) fn times(self, factor: Option<f64>) -> Self {
        let Some(factor) = factor else {
            return self.lost();
        };
        let factor = factor.abs();
        for (scale, power) in &[(-2, 1e-6), (-1, 1e-3), (1, 1e3), (2, 1e6)] {
            if (factor / power - 1.0).abs() < 1e-9 {
                return self.moved(*scale);
            }
        }
        if (1.0 / SMALL_FACTOR..=SMALL_FACTOR).contains(&factor) {
            return self.changed();
        }
        self.lost()
    }

    /// Both the unit and the scale move.
    fn moved(self, scale: i32) -> Self {
        let known = self.0 & SCALES & !OTHER_SCALE;
        let moved = if scale > 0 {
            known << scale
        } else {
            known >> -scale
        };
        let kept = moved & SCALES & !OTHER_SCALE;
        let is_kept = kept.count_ones() == known.count_ones();
        let other = if is_kept { 0 } else { OTHER_SCALE };
        let scales = self.0 & OTHER_SCALE | kept | other;
        Self(self.scaled_by(scale).0 & !SCALES | scales)
    }

    fn changed(self) -> Self {
        if self.0 & SCALES == 0 {
            self
        } else {
            Self(self.0 | CHANGED)
        }
    }

    /// A sum. Of literals, of which nothing is known, it is what the other side is.
    #[must_use]
    pub(crate) fn plus(self, other: Self, is_literal: bool) -> Self {
        let kind = match (self.kinds(), other.kinds()) {
            (kind, _) if is_literal => kind,
            (Self::POINT, _) | (_, Self::POINT) => Self::POINT,
            (Self::DURATION, Self::DURATION) => Self::DURATION,
            _ => Self::NONE,
        };
        self.combined(other, kind)
    }

    /// A difference.
    #[must_use]
    pub(crate) fn minus(self, other: Self, is_literal: bool) -> Self {
        let kind = match (self.kinds(), other.kinds()) {
            (kind, _) if is_literal => kind,
            (Self::POINT, Self::POINT) | (Self::DURATION, Self::DURATION) => Self::DURATION,
            (Self::POINT, Self::DURATION) => Self::POINT,
            _ => Self::NONE,
        };
        self.combined(other, kind)
    }

    fn combined(self, other: Self, kind: Self) -> Self {
        let both = self.or(other).changed();
        Self(both.0 & !KINDS | kind.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Time, TimeUnit};

    #[test]
    fn units_move_by_thousands() {
        let seconds = Time::SECONDS.or(Time::READ);
        for (factor, unit, scale) in [
            (1.0, Some(TimeUnit::Seconds), Some(0)),
            (2.0, Some(TimeUnit::Seconds), Some(0)),
            (1000.0, Some(TimeUnit::Milliseconds), Some(1)),
            (1e6, Some(TimeUnit::Microseconds), Some(2)),
            (60.0, None, None),
            (0.001, None, Some(-1)),
        ] {
            let product = seconds.times(Some(factor));
            assert_eq!((product.unit(), product.scale()), (unit, scale), "{factor}");
        }
        assert_eq!(seconds.times(None).unit(), None);
        let back = seconds.times(Some(1e6)).times(Some(1e-6));
        assert_eq!(
            (back.unit(), back.scale()),
            (Some(TimeUnit::Seconds), Some(0))
        );
        let lost = seconds.times(Some(1e6)).times(Some(1e3)).times(Some(1e-3));
        assert_eq!((lost.unit(), lost.scale()), (None, None));
    }

    #[test]
    fn two_units_are_none() {
        let both = Time::SECONDS.or(Time::MILLISECONDS);
        assert_eq!(both.unit(), None);
        assert_eq!(both.times(Some(1e3)).unit(), None);
        assert_eq!(Time::NONE.or(Time::SECONDS).unit(), Some(TimeUnit::Seconds));
    }

    #[test]
    fn points_and_durations() {
        let (point, duration) = (Time::POINT, Time::DURATION);
        assert!(point.plus(duration, false).is_point());
        assert!(duration.plus(point, false).is_point());
        assert!(point.minus(point, false).is_duration());
        assert!(point.minus(duration, false).is_point());
        assert!(point.minus(Time::NONE, true).is_point());
        assert!(!point.minus(Time::NONE, false).is_point());
        assert!(!duration.plus(Time::NONE, false).is_duration());
    }
}
