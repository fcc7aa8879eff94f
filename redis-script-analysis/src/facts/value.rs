//! What lints see of a value.

use std::rc::Rc;

use crate::lua::source::Span;

/// A set of Lua types; false and true count as two, since scripts tell them apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Types(u16);

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
    pub const TRUTHY: Self = Self(0xff & !0b11);

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

    /// Whether there is no other type than these.
    #[must_use]
    pub const fn only(self, other: Self) -> bool {
        self.0 != 0 && self.0 & !other.0 == 0
    }
}

/// Where the text of a value came from; a value built from several has them all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sources(u8);

impl Sources {
    /// Not known.
    pub const UNKNOWN: Self = Self(1);
    /// A literal of the script.
    pub const LITERAL: Self = Self(1 << 1);
    /// An entry of KEYS.
    pub const KEY: Self = Self(1 << 2);
    /// An entry of ARGV.
    pub const ARGUMENT: Self = Self(1 << 3);
    /// The reply of a command.
    pub const REPLY: Self = Self(1 << 4);
    /// Put together: `KEYS[1] .. ':seq'`.
    pub const BUILT: Self = Self(1 << 5);
    /// `math.random`
    pub const RANDOM: Self = Self(1 << 6);

    /// Both sets together.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the sets have a source in common.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// What kind of table a value is, if it is one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TableKind {
    /// Not known.
    #[default]
    Any,
    /// `{ok = 'OK'}`, a status reply.
    Status,
    /// `{err = '...'}`, an error reply.
    Error,
    /// An array of the reply of a command.
    Array,
    /// Fields and values of a hash, one behind the other, as HGETALL replies.
    Flat,
    /// KEYS or ARGV.
    Entries,
    /// A table of the script's own.
    Constructed,
}

/// Whether a number is an integer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Integrality {
    /// Not known.
    #[default]
    Unknown,
    /// It is one.
    Integral,
    /// It was divided, or computed with a fraction: it need not be one.
    Fractional,
}

/// A value at a place where the script uses it.
#[derive(Clone, Debug)]
pub struct Operand {
    /// The expression.
    pub span: Span,
    /// The types that it can have there.
    pub types: Types,
    /// Its bytes, if it surely is one string.
    pub text: Option<Rc<[u8]>>,
    /// Its value, if it surely is one number.
    pub number: Option<f64>,
    /// Whether it is an integer where it is a number.
    pub integrality: Integrality,
    /// About how large it is as a number, where that is known, such as a time in microseconds; else 0.
    pub magnitude: f64,
    /// Where its text came from.
    pub sources: Sources,
    /// The reads of KEYS and ARGV whose text is in it: places in `Facts::reads`.
    pub reads: Vec<usize>,
    /// What it is where it is a table.
    pub table: TableKind,
    /// The command whose reply it is, in upper case.
    pub reply_of: Option<Rc<str>>,
    /// Whether something that is not followed, such as an earlier command, may exclude its nil or false.
    pub doubtful: bool,
    /// The `redis.pcall` whose error it may be, beside what the command replies.
    pub caught: Option<Span>,
    /// Whether it is nil if a KEYS or ARGV entry was not passed; `types` then includes nil.
    pub may_be_absent: bool,
}

impl Operand {
    /// The bytes that a command gets, where they are constant: a text, or an integer that every server writes the same.
    #[must_use]
    pub fn as_argument(&self) -> Option<Rc<[u8]>> {
        // The minus sign of -0 stays up to Redis 7.0.
        let integer = |number: &f64| {
            number.fract() == 0.0
                && number.abs() < 1e8
                && !(*number == 0.0 && number.is_sign_negative())
        };
        let digits = || {
            self.number
                .filter(integer)
                .map(|number| format!("{number:.0}").into_bytes().into())
        };
        self.text.clone().or_else(digits)
    }
}
