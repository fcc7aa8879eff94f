//! Types whose treatment of numbers is known, so that a reply can be checked in place.

use core::any::type_name;
use core::ops::RangeInclusive;

use redis::Value;

use crate::error::ConversionError;

/// The numbers that a type accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbers {
    /// All: the type keeps numbers as they are, or reads them as booleans, strings or floats, or ignores them.
    All,
    /// Integers from `.0` to `.1`.
    Integers(i64, i64),
}

impl Numbers {
    /// What `T` accepts, if it is one of the common types: a scalar, or an `Option` or a `Vec` of one.
    ///
    /// `TypeId` would ask for `'static`, which a generic reply need not be. Names do: another type would have to come from a crate
    /// that is called `core`, `alloc` or `redis`. An optimised build compares nothing when it runs.
    #[inline]
    pub(super) fn taken_by<T>() -> Option<Self> {
        let name = type_name::<T>();
        macro_rules! known {
            ($($scalar:ty => $numbers:expr,)*) => {$(
                if name == type_name::<$scalar>()
                    || name == type_name::<Option<$scalar>>()
                    || name == type_name::<Vec<$scalar>>()
                {
                    return Some($numbers);
                }
            )*};
        }
        known! {
            i64 => Self::Integers(i64::MIN, i64::MAX),
            bool => Self::All,
            u64 => Self::Integers(0, i64::MAX),
            String => Self::All,
            () => Self::All,
            u32 => Self::Integers(0, u32::MAX.into()),
            i32 => Self::Integers(i32::MIN.into(), i32::MAX.into()),
            usize => Self::Integers(0, i64::try_from(usize::MAX).unwrap_or(i64::MAX)),
            isize => Self::Integers(isize::MIN as i64, isize::MAX as i64),
            u8 => Self::Integers(0, u8::MAX.into()),
            u16 => Self::Integers(0, u16::MAX.into()),
            i8 => Self::Integers(i8::MIN.into(), i8::MAX.into()),
            i16 => Self::Integers(i16::MIN.into(), i16::MAX.into()),
            i128 => Self::Integers(i64::MIN, i64::MAX),
            u128 => Self::Integers(0, i64::MAX),
            f64 => Self::All,
            f32 => Self::All,
            Vec<u8> => Self::Integers(0, u8::MAX.into()),
            Value => Self::All,
        }
        None
    }

    /// Finds the first number that does not fit, at any depth.
    #[inline]
    pub(super) fn check(self, reply: &Value, target: &'static str) -> Result<(), ConversionError> {
        match self {
            Self::All => Ok(()),
            Self::Integers(min, max) => match reply {
                Value::Int(number) if (min..=max).contains(number) => Ok(()),
                reply => check_range(&(min..=max), reply, target),
            },
        }
    }
}

fn check_range(
    range: &RangeInclusive<i64>,
    reply: &Value,
    target: &'static str,
) -> Result<(), ConversionError> {
    match reply {
        Value::Int(number) if range.contains(number) => Ok(()),
        Value::Int(number) => Err(ConversionError::Integer {
            number: *number,
            target,
        }),
        Value::Double(number) => Err(ConversionError::Double {
            number: *number,
            target,
        }),
        Value::Array(items) | Value::Set(items) => items
            .iter()
            .try_for_each(|item| check_range(range, item, target)),
        Value::Attribute { data, .. } => check_range(range, data, target),
        _ => Ok(()),
    }
}
