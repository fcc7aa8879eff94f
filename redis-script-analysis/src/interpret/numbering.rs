//! Value numbers, and what is known of how their values were computed.
//!
//! A value that an evaluation gives does not change any more, so that what a condition tells of it holds on all that path,
//! under whatever name it is read: refinement goes from a condition to its operands, and on to what those were computed from.

use std::rc::Rc;

use super::conditions::Choice;
use crate::collections::{Interner, Key, Map, packed_pair};
use crate::domain::{Comparison, Value, ValueNumber};
use crate::facts::{Amount, EntryTable};

/// How a value was computed.
#[derive(Clone)]
pub(super) enum Definition {
    /// Nothing is known that helps.
    Opaque,
    /// An entry of KEYS or ARGV, as the caller passed them.
    Entry(EntryTable, i64),
    /// The variable of a numeric `for`: it takes each value of its interval.
    Counter,
    /// The variable of a numeric `for` of which only the begin is known: it takes the low end of its interval. What it is at most, if
    /// that is known.
    CounterFrom(Option<Rc<Amount>>),
    /// `type(x)`
    Type(Rc<Value>),
    /// `next(x)`, with the length of `x`
    First(Rc<Value>),
    /// `next(ARGV, n)`
    EntryAfter(EntryTable, i64),
    /// `tonumber(x)`
    ToNumber(Rc<Value>),
    /// `string.lower(x)` and the like.
    Cased(Rc<Value>),
    /// What an entry finds in a table.
    Chosen(Rc<Choice>),
    /// `x + n`
    Sum(Rc<Value>, f64),
    /// At most `x * n`, if that is not negative.
    AtMost(Rc<Value>, f64),
    /// `math.min(a, b)`
    Least(Rc<[Value]>),
    /// A number that is at most so much.
    Amount(Rc<Amount>),
    /// `x * n`, if `n` is large and negative.
    Scaled,
    /// The sum of such a number and of one that is not constant.
    Crowded,
    /// `cjson.decode(x)`; how many elements each table of it has at most, if that is known.
    Decoded(Option<Rc<Amount>>),
    /// `x % n`
    Modulo(Rc<Value>, f64),
    /// `not x`
    Not(Rc<Value>),
    /// `a == b` and the like.
    Compare(Comparison, Rc<(Value, Value)>),
    /// `a and b`
    And(Rc<(Value, Value)>),
    /// `a or b`
    Or(Rc<(Value, Value)>),
}

/// All value numbers.
pub(super) struct Numbering {
    /// By number; the first is that of no value.
    definitions: Vec<Definition>,
    entries: Map<(EntryTable, i64), ValueNumber>,
    constants: Interner<Rc<[u8]>>,
    /// By the number of the constant.
    of_constants: Vec<ValueNumber>,
    computed: Map<Computation, ValueNumber>,
}

/// A computation that gives the same value whenever its operands are the same.
#[derive(Clone, Copy)]
pub(super) enum Computation {
    /// A binary operator.
    Operator(u8, ValueNumber, ValueNumber),
    /// A read of a table, at a time since which nothing was stored into any.
    Index(ValueNumber, ValueNumber, u32),
    /// The length of a table at such a time.
    Length(ValueNumber, u32),
}

impl Key for Computation {
    fn packed(self) -> u128 {
        let (kind, time, one, other) = match self {
            Self::Operator(operator, left, right) => (2 + u32::from(operator), 0, left, right),
            Self::Index(table, index, time) => (1, time, table, index),
            Self::Length(table, time) => (0, time, table, ValueNumber::NONE),
        };
        let pair = |high: u32, low: u32| u64::from(high) << 32 | u64::from(low);
        packed_pair(pair(kind, time), pair(one.0, other.0))
    }
}

impl Numbering {
    pub(super) fn new() -> Self {
        let mut numbering = Self {
            definitions: Vec::new(),
            entries: Map::EMPTY,
            constants: Interner::EMPTY,
            of_constants: Vec::new(),
            computed: Map::EMPTY,
        };
        // Of no value, and of how many KEYS and ARGV there are.
        numbering.fill_up_to(ValueNumber(3));
        numbering
    }

    pub(super) fn define(&mut self, definition: Definition) -> ValueNumber {
        self.definitions.push(definition);
        ValueNumber(self.definitions.len() as u32 - 1)
    }

    /// The number that the next definition gets.
    pub(super) fn next(&self) -> ValueNumber {
        ValueNumber(self.definitions.len() as u32)
    }

    /// Nothing is known of the values up to that number that are not defined yet.
    pub(super) fn fill_up_to(&mut self, next: ValueNumber) {
        for _ in self.definitions.len()..next.0 as usize {
            self.definitions.push(Definition::Opaque);
        }
    }

    pub(super) fn fresh(&mut self) -> ValueNumber {
        self.define(Definition::Opaque)
    }

    pub(super) fn definition(&self, number: ValueNumber) -> &Definition {
        let known = self.definitions.get(number.0 as usize);
        known.unwrap_or(&Definition::Opaque)
    }

    /// The number of how many entries were passed.
    pub(super) fn count(table: EntryTable) -> ValueNumber {
        match table {
            EntryTable::Keys => ValueNumber(1),
            EntryTable::Argv => ValueNumber(2),
        }
    }

    /// The number of an entry as it was passed: it is the same wherever it is read.
    pub(super) fn entry(&mut self, table: EntryTable, at: i64) -> ValueNumber {
        if let Some(known) = self.entries.get((table, at)) {
            return *known;
        }
        let number = self.define(Definition::Entry(table, at));
        self.entries.insert((table, at), number);
        number
    }

    /// The number of what a computation gave before.
    pub(super) fn known(&self, computation: Computation) -> Option<ValueNumber> {
        self.computed.get(computation).copied()
    }

    /// The number of what a computation gives.
    pub(super) fn computed(&mut self, computation: Computation) -> ValueNumber {
        if let Some(known) = self.computed.get(computation) {
            return *known;
        }
        let number = self.fresh();
        self.computed.insert(computation, number);
        number
    }

    /// The number of a value, also if it is a constant, which needs none of its own.
    pub(super) fn of(&mut self, value: &Value) -> ValueNumber {
        if value.same != ValueNumber::NONE {
            return value.same;
        }
        if let Some(text) = value.as_text() {
            return self.constant(text);
        }
        match value.as_number() {
            // No string that a script writes looks like that.
            Some(number) => {
                let bits = number.to_bits().to_be_bytes();
                self.constant(&[&b"\0number"[..], &bits].concat().into())
            }
            None => ValueNumber::NONE,
        }
    }

    /// Gives what was computed another definition, if it has none.
    pub(super) fn redefine(&mut self, number: ValueNumber, definition: Definition) {
        if let Some(known @ Definition::Opaque) = self.definitions.get_mut(number.0 as usize) {
            *known = definition;
        }
    }

    /// The number of a string that the script writes, or puts together from constants.
    pub(super) fn constant(&mut self, text: &Rc<[u8]>) -> ValueNumber {
        let constant = self.constants.number(text) as usize;
        if let Some(known) = self.of_constants.get(constant) {
            return *known;
        }
        let number = self.fresh();
        self.of_constants.push(number);
        number
    }
}
