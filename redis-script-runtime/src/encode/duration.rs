//! A `Duration` as a number of the unit that the script takes.

use core::fmt;
use core::marker::PhantomData;
use core::time::Duration;

use redis::RedisWrite;

use super::entry::OneEntry;

/// The kind of a `Duration` in a unit: so many of it are a second.
#[derive(Debug)]
pub struct PerSecond<const UNITS: u32>(PhantomData<()>);

// To a user whose type is no argument, it would look as if the kind were wrong.
#[diagnostic::do_not_recommend]
impl<const UNITS: u32> OneEntry<PerSecond<UNITS>> for Duration {
    #[inline]
    fn write_entry<W: RedisWrite>(&self, to: &mut W) {
        to.write_arg_fmt(Number {
            duration: *self,
            units: UNITS,
        });
    }
}

#[diagnostic::do_not_recommend]
impl<const UNITS: u32> OneEntry<PerSecond<UNITS>> for &Duration {
    #[inline]
    fn write_entry<W: RedisWrite>(&self, to: &mut W) {
        OneEntry::<PerSecond<UNITS>>::write_entry(*self, to);
    }
}

/// A fraction is written, too: then the call is refused.
struct Number {
    duration: Duration,
    units: u32,
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanos = self.duration.as_nanos() * u128::from(self.units);
        let (whole, fraction) = (nanos / NANOS, nanos % NANOS);
        write!(f, "{whole}")?;
        if fraction != 0 {
            let digits = format!("{fraction:09}");
            write!(f, ".{}", digits.trim_end_matches('0'))?;
        }
        Ok(())
    }
}

const NANOS: u128 = 1_000_000_000;

#[cfg(test)]
mod tests {
    use super::{Duration, Number};

    #[test]
    fn numbers_are_exact() {
        for (duration, units, number) in [
            (Duration::from_secs(90), 1, "90"),
            (Duration::from_millis(1500), 1, "1.5"),
            (Duration::from_millis(1500), 1000, "1500"),
            (Duration::from_micros(1500), 1000, "1.5"),
            (Duration::from_nanos(1), 1_000_000, "0.001"),
            (Duration::ZERO, 1000, "0"),
            (Duration::MAX, 1, "18446744073709551615.999999999"),
            (
                Duration::from_secs(u64::MAX),
                1_000_000,
                "18446744073709551615000000",
            ),
        ] {
            assert_eq!(Number { duration, units }.to_string(), number);
        }
    }
}
