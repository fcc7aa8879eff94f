//! Value numbers, and what is known of how their values were computed.
//!
//! A value that an evaluation gives does not change any more, so that what a condition tells of it holds on all that path,
//! under whatever name it is read: refinement goes from a condition to its operands, and on to what those were computed from.

use std::collections::HashMap;
use std::rc::Rc;

use crate::domain::{Comparison, Value, ValueNumber};
use crate::facts::EntryTable;

/// How a value was computed.
#[derive(Clone, Debug)]
pub(super) enum Definition {
    /// Nothing is known that helps.
    Opaque,
    /// An entry of KEYS or ARGV, as the caller passed them.
    Entry(EntryTable, i64),
    /// How many entries there are.
    Count(EntryTable),
    /// `type(x)`
    Type(Rc<Value>),
    /// `tonumber(x)`
    ToNumber(Rc<Value>),
    /// `x + n`
    Sum(Rc<Value>, f64),
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
    entries: HashMap<(EntryTable, i64), ValueNumber>,
    constants: HashMap<Rc<[u8]>, ValueNumber>,
}

impl Numbering {
    pub(super) fn new() -> Self {
        let definitions = vec![
            Definition::Opaque,
            Definition::Count(EntryTable::Keys),
            Definition::Count(EntryTable::Argv),
        ];
        Self {
            definitions,
            entries: HashMap::new(),
            constants: HashMap::new(),
        }
    }

    pub(super) fn define(&mut self, definition: Definition) -> ValueNumber {
        self.definitions.push(definition);
        ValueNumber(self.definitions.len() as u32 - 1)
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
        if let Some(known) = self.entries.get(&(table, at)) {
            return *known;
        }
        let number = self.define(Definition::Entry(table, at));
        self.entries.insert((table, at), number);
        number
    }

    /// The number of a string that the script writes, or puts together from constants.
    pub(super) fn constant(&mut self, text: &Rc<[u8]>) -> ValueNumber {
        if let Some(known) = self.constants.get(text) {
            return *known;
        }
        let number = self.fresh();
        self.constants.insert(text.clone(), number);
        number
    }
}
