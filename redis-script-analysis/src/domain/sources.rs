//! Kinds of origin.

/// Where the string of a value came from; a value built from several has them all.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sources(u8);

impl Sources {
    /// Not known.
    pub const UNKNOWN: Self = Self(1);
    /// A literal of the script.
    pub const LITERAL: Self = Self(1 << 1);
    /// An entry of KEYS, as it is.
    pub const KEY: Self = Self(1 << 2);
    /// An entry of ARGV.
    pub const ARGUMENT: Self = Self(1 << 3);
    /// The reply of a command.
    pub const REPLY: Self = Self(1 << 4);
    /// Put together: `KEYS[1] .. ':seq'`.
    pub const BUILT: Self = Self(1 << 5);
    /// `math.random`
    pub const RANDOM: Self = Self(1 << 6);
    /// A part that is an entry of KEYS, or was made of one.
    pub const KEY_PART: Self = Self(1 << 7);
    /// None.
    pub(crate) const NONE: Self = Self(0);
    /// All.
    pub(crate) const ALL: Self = Self(0b1111_1111);

    /// The sources of what is built of it.
    #[must_use]
    pub(crate) const fn of_part(self) -> Self {
        let others = Self(self.0 & !Self::KEY.0);
        if self.has(Self::KEY) {
            others.or(Self::KEY_PART)
        } else {
            others
        }
    }

    /// Both sets together.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in both.
    #[must_use]
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(crate) const fn is_none(self) -> bool {
        self.0 == 0
    }

    /// Whether the sets have a source in common.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}
