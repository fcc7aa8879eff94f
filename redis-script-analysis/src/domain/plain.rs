//! Values of which there is one of a kind: nil, false, true; and those that are nothing but of a type.

use super::{Domain, Types};

/// A set of them. Each has the bit of its type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Plain(u8);

impl Plain {
    pub(crate) const NIL: Self = Self(1);
    pub(crate) const FALSE: Self = Self(1 << 1);
    pub(crate) const TRUE: Self = Self(1 << 2);
    /// A userdata such as `cjson.null`, or a coroutine.
    pub(crate) const OTHER: Self = Self(1 << 7);
    pub(crate) const BOOLEAN: Self = Self(Self::FALSE.0 | Self::TRUE.0);
    /// What a condition takes for false.
    pub(crate) const FALSY: Self = Self(Self::NIL.0 | Self::FALSE.0);

    /// Those of these types.
    pub(crate) const fn of_types(types: Types) -> Self {
        Self(types.bits() & <Self as Domain>::TOP.0)
    }

    pub(crate) const fn types(self) -> Types {
        Types::of_bits(self.0)
    }

    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether there is but one value: nil, false or true.
    pub(crate) const fn is_single(self) -> bool {
        matches!(self, Self::NIL | Self::FALSE | Self::TRUE)
    }
}

impl Domain for Plain {
    const BOTTOM: Self = Self(0);
    const TOP: Self = Self(Self::NIL.0 | Self::BOOLEAN.0 | Self::OTHER.0);

    fn join(&mut self, other: &Self) -> bool {
        let before = std::mem::replace(self, self.or(*other));
        before != *self
    }

    fn meet(&mut self, other: &Self) -> bool {
        let before = std::mem::replace(self, self.and(*other));
        before != *self
    }
}
