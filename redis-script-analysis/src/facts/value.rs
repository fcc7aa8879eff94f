//! What lints see of a value.

use std::rc::Rc;

pub use crate::domain::{Sources, Types};
use crate::text::Span;

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
    /// Where the literal begins that it is, if it is one.
    pub literal: Option<u32>,
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
    /// Leaves where it came from: a metamethod takes whatever it is.
    pub(crate) fn forget_value(&mut self) {
        self.types = Types::ANY;
        (self.text, self.number) = (None, None);
        self.integrality = Integrality::Unknown;
        self.magnitude = 0.0;
        self.table = TableKind::Any;
    }

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
