//! `type(x)`, `tonumber(x)` and the ends of intervals: what one kind of fact says in terms of another.

use std::rc::Rc;

use super::compute::numeric;
use super::numbering::{Definition, Numbering};
use crate::domain::{Base, Domain, Facets, Plain, Text, Types, Value, ValueNumber};
use crate::facts::EntryTable;

/// The names that `type` gives.
const TYPE_NAMES: [(&[u8], Types); 8] = [
    (b"nil", Types::NIL),
    (b"boolean", Types::BOOLEAN),
    (b"number", Types::NUMBER),
    (b"string", Types::STRING),
    (b"table", Types::TABLE),
    (b"function", Types::FUNCTION),
    (b"userdata", Types::OTHER),
    (b"thread", Types::OTHER),
];

/// The names that `type` gives to values of these types.
pub(super) fn type_names(types: Types) -> Text {
    let mut text = Text::None;
    for (name, named) in &TYPE_NAMES {
        if types.has(*named) {
            text.join(&Text::constant(*name));
        }
    }
    text
}

/// The types whose name `type(x)` gives.
pub(super) fn named_type(name: &[u8]) -> Types {
    for (known, types) in &TYPE_NAMES {
        if *known == name {
            return *types;
        }
    }
    Types::default()
}

/// The number of entries that an end of an interval counts from.
pub(super) fn table_of(base: Base) -> Option<EntryTable> {
    match base {
        Base::Zero => None,
        Base::Keys => Some(EntryTable::Keys),
        Base::Argv => Some(EntryTable::Argv),
    }
}

/// The base of the number of entries of a table.
pub(super) fn base_of(table: EntryTable) -> Base {
    match table {
        EntryTable::Keys => Base::Keys,
        EntryTable::Argv => Base::Argv,
    }
}

impl Numbering {
    /// `tonumber(x)`
    pub(super) fn number_of(&mut self, value: &Value) -> ValueNumber {
        self.define(Definition::ToNumber(value.clone().into()))
    }
}

/// What `tonumber(x)` may give.
pub(super) fn to_number(value: &Value) -> Value {
    let mut result = Value::new(Facets::of_number(numeric(value)), value.origin.sources);
    let text = &value.facets.text;
    let all_numbers = match text {
        Text::None | Text::Numeral(_) => true,
        Text::OneOf(constants) => are_numbers(constants),
        Text::Prefixed(_) | Text::Any => false,
    };
    let others = Types::ANY.without(Types::NUMERIC);
    if !all_numbers || value.types().has(others) {
        result.facets.plain = Plain::NIL;
    }
    result
}

/// Whether each of the strings is one of a number.
fn are_numbers(strings: &[Rc<[u8]>]) -> bool {
    for string in strings {
        if crate::lua::number::of_text(string).is_none() {
            return false;
        }
    }
    true
}
