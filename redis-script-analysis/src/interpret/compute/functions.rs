//! What functions of the library give that only compute.

use super::{constant_text, length_of_text, numeric};
use crate::domain::{Divided, Domain, Number, Types, Value};
use crate::interpret::values::Values;
use crate::redis::builtins::{Gives, Role, Row};

/// What a function gives whose arguments are all that matters; `None` if that is not known.
pub(in crate::interpret) fn result(function: &Row, arguments: &Values) -> Option<Value> {
    Some(match function.gives {
        Gives::Unknown => return None,
        Gives::String => Value::string(),
        Gives::Natural => Value::number(match arguments.fixed.as_slice() {
            [text, ..] if function.name == "len" && text.types().only(Types::STRING) => {
                length_of_text(&text.facets.text)
            }
            _ => Number::NATURAL,
        }),
        Gives::Word => Value::number(Number::between(
            f64::from(i32::MIN),
            f64::from(i32::MAX),
            true,
        )),
        Gives::Number => Value::number(number_of(function.role, arguments)?),
        Gives::Boolean => Value::boolean(None),
    })
}

fn number_of(role: Role, arguments: &Values) -> Option<Number> {
    let number = |value: &Value| {
        let number = numeric(value);
        if number.is_bottom() {
            Number::TOP
        } else {
            number
        }
    };
    let first = || match arguments.fixed.first() {
        Some(value) => number(value),
        None => Number::TOP,
    };
    Some(match role {
        Role::Floor => first().round(f64::floor),
        Role::Ceil => first().round(f64::ceil),
        Role::Absolute => first().absolute(),
        Role::Max | Role::Min if !arguments.is_open() => {
            let mut extreme = number(arguments.fixed.first()?);
            for value in arguments.from(1) {
                extreme = extreme.extreme(&number(value), role == Role::Max);
            }
            extreme
        }
        Role::Random => match arguments.fixed.as_slice() {
            [] if !arguments.is_open() => {
                Number::between(0.0, 1.0, false).with_division(Divided::Surely)
            }
            [most] if !arguments.is_open() => {
                let mut random = Number::between(1.0, f64::INFINITY, true);
                random.set_high(number(most).high());
                random
            }
            [least, most, ..] => Number::of_ends(number(least).low(), number(most).high(), true),
            _ => Number::between(f64::NEG_INFINITY, f64::INFINITY, false),
        },
        Role::Irrational | Role::Logarithm => Number::TOP.with_division(Divided::Surely),
        _ => Number::TOP,
    })
}

/// `string.upper` and `string.lower` of a constant.
pub(in crate::interpret) fn case_changed(role: Role, arguments: &Values) -> Option<Vec<u8>> {
    let [text] = arguments.fixed.as_slice() else {
        return None;
    };
    match role {
        Role::Upper => Some(constant_text(text)?.to_ascii_uppercase()),
        Role::Lower => Some(constant_text(text)?.to_ascii_lowercase()),
        _ => None,
    }
}
