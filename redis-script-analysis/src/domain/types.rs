//! The types of Lua.

/// A set of Lua types; false and true count as two, since scripts tell them apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Hash)]
pub struct Types(u8);

impl Types {
    /// `nil`
    pub const NIL: Self = Self(1);
    /// `false`, also a null of a reply.
    pub const FALSE: Self = Self(1 << 1);
    /// `true`
    pub const TRUE: Self = Self(1 << 2);
    /// A number.
    pub const NUMBER: Self = Self(1 << 3);
    /// A string.
    pub const STRING: Self = Self(1 << 4);
    /// A table.
    pub const TABLE: Self = Self(1 << 5);
    /// A function.
    pub const FUNCTION: Self = Self(1 << 6);
    /// A userdata such as `cjson.null`, or a coroutine.
    pub const OTHER: Self = Self(1 << 7);
    /// Nothing is known.
    pub const ANY: Self = Self(0xff);
    /// What a condition takes for false.
    pub const FALSY: Self = Self(0b11);
    /// What a condition takes for true.
    pub const TRUTHY: Self = Self(!0b11);

    /// `false` and `true`.
    pub const BOOLEAN: Self = Self::FALSE.or(Self::TRUE);
    /// What arithmetic, `..` and commands take: Lua turns numbers into strings, and strings into numbers.
    pub const NUMERIC: Self = Self::NUMBER.or(Self::STRING);

    pub(super) const fn of_bits(bits: u8) -> Self {
        Self(bits)
    }

    pub(crate) const fn bits(self) -> u8 {
        self.0
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Both sets together.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Without the other's.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether the sets have a type in common.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The types of the set, as messages name them.
    #[must_use]
    pub fn names(self) -> Vec<&'static str> {
        let all = [
            (Self::NIL, "nil"),
            (Self::NUMBER, "a number"),
            (Self::STRING, "a string"),
            (Self::TABLE, "a table"),
            (Self::FUNCTION, "a function"),
            (Self::OTHER, "a userdata"),
            (Self::FALSE, "`false`"),
            (Self::TRUE, "`true`"),
        ];
        let mut names = Vec::new();
        for (one, name) in &all {
            if self.has(*one) {
                names.push(*name);
            }
        }
        names
    }

    /// The name of one of the types, as Lua's errors have it.
    #[must_use]
    pub fn lua_name(self) -> &'static str {
        let names = [
            (Self::BOOLEAN, "boolean"),
            (Self::NIL, "nil"),
            (Self::NUMBER, "number"),
            (Self::STRING, "string"),
            (Self::TABLE, "table"),
            (Self::FUNCTION, "function"),
        ];
        for (types, name) in &names {
            if self.has(*types) {
                return name;
            }
        }
        "userdata"
    }

    /// Whether there is no other type than these.
    #[must_use]
    pub const fn only(self, other: Self) -> bool {
        self.0 != 0 && self.0 & !other.0 == 0
    }
}
