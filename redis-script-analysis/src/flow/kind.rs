//! What a value is where it is neither nil nor false.

use std::rc::Rc;

use super::heap::TableId;
use super::interval::Interval;
use crate::facts::{EntryTable, Sources, Types};
use crate::lua::syntax::FunctionId;

/// The shape of a value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Unknown,
    /// It is nil or false.
    Falsy,
    Number(Number),
    /// A string; its bytes where they are constant.
    String(Option<Rc<[u8]>>),
    /// KEYS or ARGV itself.
    Entries(EntryTable),
    /// A global of the sandbox by its dotted name, such as `redis.call`.
    Library(Rc<str>),
    /// A function of the script.
    Closure(FunctionId),
    /// What `ipairs(KEYS)` or `pairs(KEYS)` return first.
    Iterator(EntryTable),
    /// What `ipairs(t)` (true) or `pairs(t)` return first for another table.
    TableIterator(Rc<[TableId]>, bool),
    /// One of these tables.
    Tables(Rc<[TableId]>),
}

/// What is known of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub(super) interval: Interval,
    pub(super) constant: Option<f64>,
    /// It is an integer.
    pub(super) integral: bool,
    /// It was divided, or computed with a fraction: it need not be an integer.
    pub(super) fractional: bool,
}

/// Tables that one value is followed to.
const FOLLOWED: usize = 8;

impl Number {
    pub(super) const UNKNOWN: Self = Self {
        interval: Interval::UNKNOWN,
        constant: None,
        integral: false,
        fractional: false,
    };

    pub(super) fn integral(interval: Interval) -> Self {
        Self {
            interval,
            integral: true,
            ..Self::UNKNOWN
        }
    }

    pub(super) fn constant(number: f64) -> Self {
        let integral = number.fract() == 0.0 && number.abs() < 9e15;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "checked: it is a small integer"
        )]
        let interval = if integral {
            Interval::constant(number as i64)
        } else {
            Interval::UNKNOWN
        };
        let fractional = number.fract() != 0.0;
        Self {
            interval,
            constant: Some(number),
            integral,
            fractional,
        }
    }

    pub(super) fn join(self, other: Self) -> Self {
        Self {
            interval: self.interval.join(other.interval),
            constant: self.constant.filter(|_| self.constant == other.constant),
            integral: self.integral && other.integral,
            fractional: self.fractional || other.fractional,
        }
    }
}

impl Kind {
    pub(super) fn types(&self) -> Types {
        match self {
            Self::Falsy => Types::FALSY,
            Self::Number(_) => Types::NUMBER,
            Self::String(_) => Types::STRING,
            Self::Entries(_) | Self::Tables(_) => Types::TABLE,
            Self::Closure(_) | Self::Iterator(_) | Self::TableIterator(..) => Types::FUNCTION,
            Self::Unknown | Self::Library(_) => Types::ANY,
        }
    }

    pub(super) fn sources(&self) -> Sources {
        match self {
            Self::String(Some(_))
            | Self::Number(Number {
                constant: Some(_), ..
            }) => Sources::LITERAL,
            Self::Falsy => Sources::default(),
            _ => Sources::UNKNOWN,
        }
    }

    pub(super) fn join(self, other: Self) -> Self {
        match (self, other) {
            (left, right) if left == right => left,
            // That it can be nil stands among the types.
            (Self::Falsy, kind) | (kind, Self::Falsy) => kind,
            (Self::String(_), Self::String(_)) => Self::String(None),
            (Self::Number(left), Self::Number(right)) => Self::Number(left.join(right)),
            (Self::Tables(left), Self::Tables(right)) => {
                let mut all = left.to_vec();
                all.extend(right.iter().filter(|id| !left.contains(id)));
                all.sort_unstable();
                if all.len() > FOLLOWED {
                    Self::Unknown
                } else {
                    Self::Tables(all.into())
                }
            }
            _ => Self::Unknown,
        }
    }
}
