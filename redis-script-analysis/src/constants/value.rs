//! Types and values of constants.

use std::fmt::Write as _;

/// The end of what doubles hold exactly: 2^53.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// What a constant may be.
#[derive(Clone, Copy, PartialEq)]
pub enum ConstantType {
    /// A whole number from -2^53 to 2^53.
    Integer,
    /// A finite number.
    Number,
    /// A string.
    String,
    /// `true` or `false`
    Boolean,
}

impl ConstantType {
    /// The names that declarations give them.
    pub(super) const NAMES: [&'static str; 4] = ["integer", "number", "string", "boolean"];

    /// The type of a name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "integer" => Self::Integer,
            "number" => Self::Number,
            "string" => Self::String,
            "boolean" => Self::Boolean,
            _ => return None,
        })
    }

    /// As a declaration names it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Boolean => "boolean",
        }
    }

    /// With its article.
    #[must_use]
    pub fn a(self) -> &'static str {
        match self {
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Boolean => "a boolean",
        }
    }

    /// A value as an example.
    pub(super) fn example(self) -> &'static str {
        match self {
            Self::Integer => "500",
            Self::Number => "0.5",
            Self::String => "\"text\"",
            Self::Boolean => "true",
        }
    }
}

/// The value of a constant.
#[derive(Clone, PartialEq)]
pub enum ConstantValue {
    /// Of an integer or a number.
    Number(f64),
    /// Of a string.
    String(Box<[u8]>),
    /// Of a boolean.
    Boolean(bool),
}

impl ConstantValue {
    /// The number of an integer or a number.
    ///
    /// # Errors
    /// If it is not what the type allows: why.
    pub(super) fn number(value: f64, kind: ConstantType) -> Result<Self, &'static str> {
        if !value.is_finite() {
            return Err("not a finite number");
        }
        if kind == ConstantType::Integer {
            if value.fract() != 0.0 {
                return Err("not a whole number");
            }
            if value.abs() > EXACT {
                return Err(BEYOND);
            }
            // An integer has no -0.
            return Ok(Self::Number(value + 0.0));
        }
        Ok(Self::Number(value))
    }

    /// The Lua that has this value: nothing in it ends a line or a literal.
    #[must_use]
    pub fn to_lua(&self) -> String {
        match self {
            Self::Number(number) => number_literal(*number),
            Self::String(bytes) => string_literal(bytes),
            Self::Boolean(true) => "true".to_owned(),
            Self::Boolean(false) => "false".to_owned(),
        }
    }
}

/// Why a number is refused that doubles do not hold exactly.
pub(super) const BEYOND: &str = "beyond 2^53, up to which Lua's numbers are exact";

/// The shortest digits that give the number. Lua takes the constants 0 and -0 for one, so that -0 has to be computed.
fn number_literal(number: f64) -> String {
    if number == 0.0 && number.is_sign_negative() {
        return "-1/(1/0)".to_owned();
    }
    if number == 0.0 {
        return "0".to_owned();
    }
    if number.abs() < 1e17 && number.abs() >= 1e-5 {
        return number.to_string();
    }
    format!("{number:e}")
}

fn string_literal(bytes: &[u8]) -> String {
    let mut literal = String::with_capacity(bytes.len() + 2);
    literal.push('\'');
    for byte in bytes {
        if matches!(byte, b' '..=b'~') && !matches!(byte, b'\'' | b'\\') {
            literal.push(char::from(*byte));
        } else {
            // Three digits, so that a digit after it is none of them.
            let _ = write!(literal, "\\{byte:03}");
        }
    }
    literal.push('\'');
    literal
}
