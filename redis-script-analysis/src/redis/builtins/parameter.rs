//! What a parameter of a function takes, and what is said of other arguments.

use super::Row;
use crate::domain::Types;
use crate::text::fill;

/// What an argument must be.
#[derive(Clone, Copy)]
pub struct Parameter {
    /// The types that are taken. Strings that are numbers stand for numbers, and numbers for strings.
    pub types: Types,
    /// What Lua says that it expected.
    expected: &'static str,
    /// Whether it also says what it got.
    says_got: bool,
    /// Whether strings are taken only if they are numbers.
    is_number: bool,
}

/// What a call of a function takes.
#[derive(Clone)]
pub struct Parameters {
    pub(super) row: &'static Row,
    /// For `string.format`: the letters of its format, as far as they are known.
    pub(super) conversions: Option<Vec<u8>>,
}

impl Parameters {
    /// The parameter at a place, from 0; `None` if that is not known.
    #[must_use]
    pub fn at(&self, at: usize) -> Option<Parameter> {
        match (&self.conversions, at.checked_sub(1)) {
            (Some(conversions), Some(at)) => {
                let letter = conversions.get(at)?;
                Some(Parameter::of_conversion(*letter))
            }
            _ => Some(self.row.parameter(at)),
        }
    }
}

/// How a script calls a function: the name that it finds in front of the parentheses.
#[derive(Clone, Copy)]
pub struct Called<'a> {
    /// The name; `?` if there is none.
    pub name: &'a str,
    /// Whether it is called as a method, whose receiver does not count as an argument.
    pub as_method: bool,
}

pub(super) const ANY: Parameter = bare(Types::ANY, "value");
pub(super) const NUMBER: Parameter = Parameter {
    is_number: true,
    ..COUNT
};
/// A number, or `'#'`.
pub(super) const COUNT: Parameter = typed(Types::NUMERIC, "number");
pub(super) const STRING: Parameter = typed(Types::NUMERIC, "string");
pub(super) const TABLE: Parameter = typed(Types::TABLE, "table");
pub(super) const FUNCTION: Parameter = typed(Types::FUNCTION, "function");
pub(super) const THREAD: Parameter = bare(Types::OTHER, "coroutine");
pub(super) const LUA_FUNCTION: Parameter = bare(Types::FUNCTION, "Lua function");
pub(super) const NUMBER_OR_NIL: Parameter = NUMBER.or_nil();
pub(super) const STRING_OR_NIL: Parameter = STRING.or_nil();
pub(super) const FUNCTION_OR_NIL: Parameter = FUNCTION.or_nil();
pub(super) const METATABLE: Parameter = bare(Types::TABLE.or(Types::NIL), "nil or table");
/// What numbers do not stand for.
pub(super) const ONLY_STRING: Parameter = typed(Types::STRING, "string");
/// A function, or how many functions up it is.
pub(super) const LEVEL: Parameter = typed(Types::FUNCTION.or(Types::NUMERIC), "number");
/// What `string.gsub` puts in.
pub(super) const REPLACEMENT: Parameter = bare(
    Types::NUMERIC.or(Types::TABLE).or(Types::FUNCTION),
    "string/function/table",
);
/// `true`, `false`, or one of them as a string.
pub(super) const SWITCH: Parameter =
    typed(Types::NUMERIC.or(Types::BOOLEAN).or(Types::NIL), "string");
/// Whether `newproxy` gives a metatable, or the proxy whose metatable it shares.
pub(super) const PROXY: Parameter = bare(
    Types::BOOLEAN.or(Types::NIL).or(Types::OTHER),
    "boolean or proxy",
);

const fn typed(types: Types, expected: &'static str) -> Parameter {
    Parameter {
        types,
        expected,
        says_got: true,
        is_number: false,
    }
}

const fn bare(types: Types, expected: &'static str) -> Parameter {
    Parameter {
        types,
        expected,
        says_got: false,
        is_number: false,
    }
}

impl Parameter {
    pub(super) const fn or_nil(self) -> Self {
        Self {
            types: self.types.or(Types::NIL),
            ..self
        }
    }

    /// The types that it takes of a constant string.
    #[must_use]
    pub fn types_of_text(&self, is_numeral: bool) -> Types {
        if self.is_number && !is_numeral {
            self.types.without(Types::STRING)
        } else {
            self.types
        }
    }

    /// What `string.format` takes for a letter behind `%`.
    fn of_conversion(letter: u8) -> Self {
        match letter {
            b'q' | b's' => STRING,
            _ => NUMBER,
        }
    }

    /// What Lua raises for another argument at a place.
    pub(super) fn refusal(self, call: &Called, at: usize, got: &str) -> String {
        let Called { name, as_method } = *call;
        let place = at + usize::from(!as_method);
        if place == 0 {
            return fill!("calling '{name}' on bad self", name);
        }
        let expected = self.expected;
        let got = if self.says_got {
            fill!(", got {got}", got)
        } else {
            String::new()
        };
        fill!(
            "bad argument #{place} to '{name}' ({expected} expected{got})",
            place,
            name,
            expected,
            got
        )
    }
}
