//! What lints see of a value.

use std::ops::Deref;
use std::rc::Rc;

use crate::domain::{Domain, Text, ValueNumber};
pub use crate::domain::{Sources, Time, TimeUnit, Types};
use crate::lua::syntax::ExprId;
use crate::redis::commands::Command;
use crate::text::Span;

/// What kind of table a value is, if it is one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum TableKind {
    /// Not known.
    #[default]
    Any,
    /// `{ok = 'OK'}`, a status reply.
    Status,
    /// `{err = '...'}`, an error reply of the script's own.
    Error,
    /// The error of a command, as `redis.pcall` gives it.
    Caught,
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
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Integrality {
    /// Not known.
    #[default]
    Unknown,
    /// It is one.
    Integral,
    /// It was halved, or divided by another power of two: it need not be one.
    Halved,
    /// It was divided otherwise, or computed with a fraction: it need not be one.
    Fractional,
}

impl Integrality {
    /// Whether it is likely to have a fraction for some inputs.
    pub(crate) fn may_be_fractional(self) -> bool {
        matches!(self, Self::Halved | Self::Fractional)
    }
}

/// How a value was made.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Derivation {
    /// In no way that matters.
    #[default]
    Otherwise,
    /// By `cjson.decode`.
    Decoded,
    /// As the sum of a number and a multiple of 1e15 or more: few digits are left for the number.
    Crowded,
    /// It is this number if what it should be is missing: `tonumber(x or -1)`, `tonumber(x) or 0`.
    Fallback(i64),
}

/// How Lua's errors call what a value was taken from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Named {
    /// Not at all.
    #[default]
    No,
    /// A local variable of the function.
    Local(Span),
    /// A local variable of a function around.
    Upvalue(Span),
    /// A global variable.
    Global(Span),
    /// A field; `None` if its name is computed.
    Field(Option<Span>),
    /// A method.
    Method(Span),
}

/// An expression whose value the script uses somewhere, and what its value is there.
#[derive(Clone, Debug)]
pub struct Operand {
    /// The expression; `None` if it is one of several values that one expression gives.
    pub expr: Option<ExprId>,
    /// Where it stands.
    pub span: Span,
    /// How errors call it.
    pub named: Named,
    /// Whether `pcall` catches what is raised there.
    pub(crate) protected: bool,
    /// Which value it is: the same number, the same value.
    pub(crate) same: ValueNumber,
    /// What is known of it: that of the expression, as [`Facts::value`](super::Facts::value) gives it. If a call runs several
    /// commands, an argument is here what it is for one of them.
    pub(crate) value: Rc<ValueAt>,
}

impl Operand {
    /// Whether two surely are the same for a command.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        match (&self.text, &other.text) {
            (Some(ours), Some(theirs)) => ours == theirs,
            _ => self.number_of_value().is_some() && self.same == other.same,
        }
    }

    /// Which value it is; `None` if that is not known. Two of one number are the same value.
    pub(crate) fn number_of_value(&self) -> Option<u32> {
        (self.same != ValueNumber::NONE).then_some(self.same.0)
    }
}

impl Operand {
    /// Whether both are one value for sure.
    pub(crate) fn is_one(&self, other: &Self) -> bool {
        self.same != ValueNumber::NONE && self.same == other.same
    }
}

impl Deref for Operand {
    type Target = ValueAt;

    fn deref(&self) -> &ValueAt {
        &self.value
    }
}

/// What is known of a value at a place.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct ValueAt {
    /// The types that it can have there.
    pub types: Types,
    /// Its bytes, if it surely is one string.
    pub text: Option<Rc<[u8]>>,
    /// Its value, if it surely is one number.
    pub number: Option<f64>,
    /// What it can be where it is a string.
    pub(crate) string: Text,
    /// How it was made, as far as lints ask for that.
    pub made: Derivation,
    /// Whether it is an integer where it is a number.
    pub integrality: Integrality,
    /// Whether it surely is an integer of 64 bits, as a number or as the digits of one.
    pub is_int64: bool,
    /// About how large it is as a number, where that is known, such as a time in microseconds; else 0.
    pub magnitude: f64,
    /// What is known of it as a time.
    pub time: Time,
    /// Where its text came from.
    pub sources: Sources,
    /// Whether it is a key in the slot of a declared one, since it has that key as its hash tag.
    pub in_slot: bool,
    /// The reads of KEYS and ARGV whose text is in it: places in `Facts::reads`.
    pub reads: Vec<usize>,
    /// What it is where it is a table.
    pub table: TableKind,
    /// The command whose reply it is.
    pub reply_of: Option<Command>,
    /// Whether something that is not followed, such as an earlier command, may exclude its nil or false.
    pub doubtful: bool,
    /// The calls of commands whose replies it may be.
    pub calls: Vec<ExprId>,
    /// The `redis.pcall` whose error it may be, beside what the command replies.
    pub caught: Option<ExprId>,
    /// Whether it is nil if a KEYS or ARGV entry was not passed; `types` then includes nil.
    pub may_be_absent: bool,
}

impl ValueAt {
    /// Adds what another value at the same place is.
    pub(crate) fn join(&mut self, other: &Self) {
        self.types = self.types.or(other.types);
        if self.text != other.text {
            self.text = None;
        }
        if self.number != other.number {
            self.number = None;
        }
        self.string.join(&other.string);
        if self.made != other.made {
            self.made = Derivation::Otherwise;
        }
        if self.reply_of != other.reply_of {
            self.reply_of = None;
        }
        if self.table != other.table {
            self.table = TableKind::Any;
        }
        if self.integrality != other.integrality {
            self.integrality = Integrality::Unknown;
        }
        self.is_int64 &= other.is_int64;
        self.magnitude = self.magnitude.min(other.magnitude);
        self.sources = self.sources.or(other.sources);
        self.in_slot &= other.in_slot;
        self.time = self.time.or(other.time);
        add_new(&mut self.reads, &other.reads);
        self.doubtful |= other.doubtful;
        self.caught = self.caught.or(other.caught);
        self.may_be_absent |= other.may_be_absent;
        add_new(&mut self.calls, &other.calls);
    }

    /// Whether it is the digits of a double that a command replies, such as a score.
    #[must_use]
    pub(crate) fn is_reply_of_double(&self) -> bool {
        let is_double = matches!(&self.string, Text::Numeral(number) if !number.integral);
        is_double && self.reply_of.is_some() && self.sources == Sources::REPLY
    }

    /// The bytes that a command gets, where they are constant: a text, or an integer that every server writes the same.
    #[must_use]
    pub fn as_argument(&self) -> Option<Rc<[u8]>> {
        if self.text.is_some() {
            return self.text.clone();
        }
        let number = self.number?;
        // The minus sign of -0 stays up to Redis 7.0.
        let is_alike = !(number == 0.0 && number.is_sign_negative());
        let is_written = number.fract() == 0.0 && number.abs() < 1e8 && is_alike;
        is_written.then(|| format!("{number:.0}").into_bytes().into())
    }
}

/// Adds what is not there.
fn add_new<T: Copy + PartialEq>(known: &mut Vec<T>, more: &[T]) {
    for new in more {
        if !contains(known, *new) {
            known.push(*new);
        }
    }
}

fn contains<T: Copy + PartialEq>(known: &[T], new: T) -> bool {
    for one in known {
        if *one == new {
            return true;
        }
    }
    false
}
