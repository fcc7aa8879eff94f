//! The abstract values that the interpreter computes with.

use std::rc::Rc;

use crate::facts::EntryTable;
use crate::lua::syntax::FunctionId;

/// Names a read of KEYS or ARGV in the interpreter's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ReadId(pub(super) usize);

/// What is known of one Lua value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Value {
    pub(super) kind: Kind,
    /// The reads without which this value is nil.
    pub(super) origins: Vec<ReadId>,
    /// What holds where this value is true.
    pub(super) when_true: Vec<Known>,
    /// What holds where it is false or nil.
    pub(super) when_false: Vec<Known>,
}

/// The shape of a value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Unknown,
    Nil,
    Number(Interval),
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
}

/// Something that a condition tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// The entry of this read was passed.
    Present(ReadId),
    /// At least so many entries were passed.
    AtLeast(EntryTable, i64),
}

/// The integers from `low` to `high`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Interval {
    pub(super) low: Bound,
    pub(super) high: Bound,
}

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    Unknown,
    Constant(i64),
    /// The number of entries that were passed, plus an offset.
    Count(EntryTable, i64),
}

/// A list of values, as calls pass and functions return them.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    pub(super) fixed: Vec<Value>,
    pub(super) tail: Tail,
}

/// What follows the values of a list that are known one by one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Tail {
    /// Nothing.
    #[default]
    End,
    /// The entries from this one on, counted as the caller passed them.
    Entries(EntryTable, i64),
    /// Any number of unknown values.
    Unknown,
}

impl Value {
    pub(super) fn new(kind: Kind) -> Self {
        Self {
            kind,
            origins: Vec::new(),
            when_true: Vec::new(),
            when_false: Vec::new(),
        }
    }

    pub(super) fn unknown() -> Self {
        Self::new(Kind::Unknown)
    }

    pub(super) fn integer(value: i64) -> Self {
        Self::new(Kind::Number(Interval::constant(value)))
    }

    /// A value that is nil just where the entry of `read` is absent.
    pub(super) fn from_read(kind: Kind, read: ReadId) -> Self {
        let when_true = vec![Known::Present(read)];
        Self {
            kind,
            origins: vec![read],
            when_true,
            when_false: Vec::new(),
        }
    }

    /// A value of another kind that is nil where this one is.
    pub(super) fn derive(&self, kind: Kind) -> Self {
        let when_true = self
            .origins
            .iter()
            .map(|read| Known::Present(*read))
            .collect();
        Self {
            kind,
            origins: self.origins.clone(),
            when_true,
            when_false: Vec::new(),
        }
    }

    pub(super) fn is_nil(&self) -> bool {
        self.kind == Kind::Nil
    }

    pub(super) fn interval(&self) -> Interval {
        match self.kind {
            Kind::Number(interval) => interval,
            _ => Interval::UNKNOWN,
        }
    }

    /// The value where two paths meet.
    pub(super) fn join(self, other: Self) -> Self {
        if self == other {
            return self;
        }
        let mut origins = self.origins;
        origins.extend(
            other
                .origins
                .iter()
                .filter(|read| !origins.contains(read))
                .copied()
                .collect::<Vec<_>>(),
        );
        Self {
            kind: self.kind.join(other.kind),
            when_true: both(&self.when_true, &other.when_true, &origins),
            when_false: both(&self.when_false, &other.when_false, &[]),
            origins,
        }
    }
}

/// What both paths know, and that a true value was passed.
fn both(left: &[Known], right: &[Known], origins: &[ReadId]) -> Vec<Known> {
    let mut known: Vec<Known> = left
        .iter()
        .filter(|known| right.contains(known))
        .copied()
        .collect();
    known.extend(origins.iter().map(|read| Known::Present(*read)));
    known.dedup();
    known
}

impl Kind {
    fn join(self, other: Self) -> Self {
        match (self, other) {
            (left, right) if left == right => left,
            (Self::String(_), Self::String(_)) => Self::String(None),
            (Self::Number(left), Self::Number(right)) => Self::Number(left.join(right)),
            _ => Self::Unknown,
        }
    }
}

impl Interval {
    pub(super) const UNKNOWN: Self = Self {
        low: Bound::Unknown,
        high: Bound::Unknown,
    };

    pub(super) fn constant(value: i64) -> Self {
        Self {
            low: Bound::Constant(value),
            high: Bound::Constant(value),
        }
    }

    pub(super) fn exactly(bound: Bound) -> Self {
        Self {
            low: bound,
            high: bound,
        }
    }

    /// The one bound of an interval of one number.
    pub(super) fn single(self) -> Option<Bound> {
        (self.low == self.high && self.low != Bound::Unknown).then_some(self.low)
    }

    pub(super) fn as_constant(self) -> Option<i64> {
        match self.single() {
            Some(Bound::Constant(value)) => Some(value),
            _ => None,
        }
    }

    /// The interval moved by a constant.
    pub(super) fn shift(self, by: i64) -> Self {
        Self {
            low: self.low.shift(by),
            high: self.high.shift(by),
        }
    }

    fn join(self, other: Self) -> Self {
        let keep = |left: Bound, right: Bound| if left == right { left } else { Bound::Unknown };
        let low = match (self.low, other.low) {
            (Bound::Constant(left), Bound::Constant(right)) => Bound::Constant(left.min(right)),
            (left, right) => keep(left, right),
        };
        let high = match (self.high, other.high) {
            (Bound::Constant(left), Bound::Constant(right)) => Bound::Constant(left.max(right)),
            (left, right) => keep(left, right),
        };
        Self { low, high }
    }
}

impl Bound {
    fn shift(self, by: i64) -> Self {
        match self {
            Self::Unknown => Self::Unknown,
            Self::Constant(value) => value.checked_add(by).map_or(Self::Unknown, Self::Constant),
            Self::Count(table, offset) => offset
                .checked_add(by)
                .map_or(Self::Unknown, |offset| Self::Count(table, offset)),
        }
    }
}

impl Values {
    pub(super) fn one(value: Value) -> Self {
        Self {
            fixed: vec![value],
            tail: Tail::End,
        }
    }

    pub(super) fn unknown() -> Self {
        Self {
            fixed: Vec::new(),
            tail: Tail::Unknown,
        }
    }

    /// The lists that two paths give.
    pub(super) fn join(&self, other: &Self) -> Self {
        let tail = if self.tail == other.tail {
            self.tail
        } else {
            Tail::Unknown
        };
        let length = self.fixed.len().max(other.fixed.len());
        let fixed = (0..length)
            .map(|at| self.known(at).join(other.known(at)))
            .collect();
        Self { fixed, tail }
    }

    /// The value at a place, as far as it is known one by one.
    pub(super) fn known(&self, at: usize) -> Value {
        let beyond = if self.tail == Tail::End {
            Kind::Nil
        } else {
            Kind::Unknown
        };
        self.fixed
            .get(at)
            .cloned()
            .unwrap_or_else(|| Value::new(beyond))
    }
}

/// The entry so many places behind another.
pub(super) fn beyond(entry: i64, places: usize) -> i64 {
    entry.saturating_add(i64::try_from(places).unwrap_or(i64::MAX))
}
