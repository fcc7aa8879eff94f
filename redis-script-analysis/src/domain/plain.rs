//! Values of which there is one of a kind: nil, false, true; and those that are nothing but of a type.

use super::Domain;

/// A set of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Plain(u8);

impl Plain {
    pub(crate) const NIL: Self = Self(1);
    pub(crate) const FALSE: Self = Self(1 << 1);
    pub(crate) const TRUE: Self = Self(1 << 2);
    /// A userdata such as `cjson.null`, or a coroutine.
    pub(crate) const OTHER: Self = Self(1 << 3);
    pub(crate) const BOOLEAN: Self = Self(Self::FALSE.0 | Self::TRUE.0);
    /// What a condition takes for false.
    pub(crate) const FALSY: Self = Self(Self::NIL.0 | Self::FALSE.0);

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
    const TOP: Self = Self(0b1111);

    fn join(&mut self, other: &Self) -> bool {
        let before = std::mem::replace(self, self.or(*other));
        before != *self
    }

    fn meet(&mut self, other: &Self) -> bool {
        let before = std::mem::replace(self, self.and(*other));
        before != *self
    }
}
