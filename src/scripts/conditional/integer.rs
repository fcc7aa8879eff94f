//! Integers that are compared digit by digit.

/// An integer of up to 64 bits, signed or not.
///
/// Functions take `impl Into<Integer>`: any primitive integer but those of 128 bits. What servers hold is read into an `i128`, which
/// has room for both kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Integer(i128);

impl Integer {
    /// As scripts are passed it.
    pub(super) const fn entry(self) -> i128 {
        self.0
    }
}

macro_rules! integers {
    ($($type:ty)*) => {$(
        impl From<$type> for Integer {
            fn from(integer: $type) -> Self {
                Self(integer.into())
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 u8 u16 u32 u64);

impl From<Integer> for i128 {
    fn from(integer: Integer) -> Self {
        integer.0
    }
}
