//! Strings that values are written as.

use crate::domain::{Domain, Number, Sources, Text, Types, Value};

/// The strings as which `..` and `tostring` take strings and numbers.
pub(in crate::interpret) fn text_of(value: &Value) -> Text {
    let mut text = value.facets.text.clone();
    let number = &value.facets.number;
    if !number.is_bottom() {
        // Of a zero that was not written so, the sign is not known.
        let is_literal = value.origin.sources == Sources::LITERAL;
        let digits = match number.as_constant() {
            Some(number) if is_literal || number != 0.0 => digits(number),
            _ => None,
        };
        text.join(&match digits {
            Some(digits) => Text::constant(digits.into_bytes()),
            None => Text::Any,
        });
    }
    text
}

/// How long a string is.
pub(in crate::interpret) fn length_of_text(text: &Text) -> Number {
    let Some(constants) = text.constants() else {
        return Number::NATURAL;
    };
    let mut length = Number::BOTTOM;
    for constant in constants {
        #[expect(clippy::cast_precision_loss, reason = "a script's text is short")]
        length.join(&Number::constant(constant.len() as f64));
    }
    length
}

/// What `tostring` makes of a value that is a string, a number, a boolean or nil.
pub(in crate::interpret) fn written(value: &Value) -> Text {
    let types = value.types();
    let words: [(Types, &[u8]); 3] = [
        (Types::NIL, b"nil"),
        (Types::FALSE, b"false"),
        (Types::TRUE, b"true"),
    ];
    let mut text = text_of(value);
    let mut others = types.without(Types::NUMERIC);
    for (word, written) in words {
        if types.has(word) {
            text.join(&Text::constant(written));
        }
        others = others.without(word);
    }
    if others.is_empty() { text } else { Text::Any }
}

/// An integer as all servers write it, if it is not too large: 14 digits are exact.
fn digits(number: f64) -> Option<String> {
    let plain = number.fract() == 0.0
        && number.abs() < 1e14
        && !(number == 0.0 && number.is_sign_negative());
    if plain {
        Some(format!("{number:.0}"))
    } else {
        None
    }
}
