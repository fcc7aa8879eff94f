//! Functions of the libraries that only compute: what they give.

use super::arithmetic::constant_text;
use super::value::{Kind, Number, Value};
use super::values::{Tail, Values};
use crate::lua::number;

/// What functions that only compute give.
pub(super) fn result(name: &str) -> Option<Value> {
    Some(match name {
        "string.format" | "string.lower" | "string.upper" | "string.sub" | "string.rep"
        | "string.reverse" | "string.char" | "table.concat" | "cjson.encode" | "cmsgpack.pack"
        | "struct.pack" | "bit.tohex" | "redis.sha1hex" | "server.sha1hex" => Value::string(),
        "string.len" | "math.floor" | "math.ceil" | "table.maxn" | "struct.size" => {
            Value::any_integer()
        }
        name if name.starts_with("bit.") => Value::any_integer(),
        "math.sqrt" | "math.log" | "math.log10" | "math.exp" | "math.pow" | "math.abs"
        | "math.max" | "math.min" | "math.fmod" | "math.random" | "math.sin" | "math.cos"
        | "math.rad" | "math.deg" => Value::any_number(),
        "rawequal" => Value::boolean(None),
        _ => return None,
    })
}

pub(super) fn case_changed(name: &str, arguments: &Values) -> Option<Vec<u8>> {
    let [text] = arguments.fixed.as_slice() else {
        return None;
    };
    match name {
        "string.upper" => Some(constant_text(text)?.to_ascii_uppercase()),
        "string.lower" => Some(constant_text(text)?.to_ascii_lowercase()),
        _ => None,
    }
}

/// What is known of a computed number by those it is computed from.
pub(super) fn with_numbers(name: &str, value: Value, arguments: &Values) -> Value {
    let numbers = || {
        arguments.fixed.iter().map(|value| match value.kind {
            Kind::Number(number) => number,
            _ => Number::UNKNOWN,
        })
    };
    let magnitude = arguments.fixed.first().map_or(0.0, |value| value.magnitude);
    match name {
        "math.floor" | "math.ceil" | "math.abs" => {
            let integral = name != "math.abs" || numbers().all(|number| number.integral);
            let number = Number {
                integral,
                fractional: !integral && numbers().any(|number| number.fractional),
                ..Number::UNKNOWN
            };
            Value {
                magnitude,
                ..Value::number(number)
            }
        }
        "math.max" | "math.min" => {
            let integral = arguments.tail == Tail::End && numbers().all(|number| number.integral);
            let fractional = numbers().any(|number| number.fractional);
            Value::number(Number {
                integral,
                fractional,
                ..Number::UNKNOWN
            })
        }
        "math.random" if !arguments.fixed.is_empty() => Value::any_integer(),
        "math.random" | "math.sqrt" | "math.log" | "math.log10" | "math.exp" => {
            Value::number(Number {
                fractional: true,
                ..Number::UNKNOWN
            })
        }
        _ => value,
    }
}

/// The number that `tonumber` finds in a text.
pub(super) fn number_in(text: &[u8]) -> Option<f64> {
    let text = text.trim_ascii();
    match text.strip_prefix(b"-") {
        Some(text) => number::value(text).map(|number| -number),
        None => number::value(text.strip_prefix(b"+").unwrap_or(text)),
    }
}
