//! Arithmetic and `..`: what they give.

use super::interval::Interval;
use super::value::{Kind, Number, Value};
use crate::facts::{Sources, Types};
use crate::lua::syntax::BinaryOperator;

/// Constant text longer than this is not put together.
const TEXT: usize = 4_096;

/// The result of an operator on two values.
pub(super) fn compute(operator: BinaryOperator, left: &Value, right: &Value) -> Value {
    if operator == BinaryOperator::Concat {
        return concatenate(left, right);
    }
    let value = Value::number(arithmetic(operator, left, right));
    let magnitude = match operator {
        BinaryOperator::Add => left.magnitude.max(right.magnitude),
        BinaryOperator::Multiply => left.magnitude * right.magnitude,
        BinaryOperator::Divide if right.magnitude != 0.0 => left.magnitude / right.magnitude,
        // The difference of two times is short.
        BinaryOperator::Subtract if right.magnitude < 1e8 => left.magnitude,
        _ => 0.0,
    };
    let constant = left.sources == Sources::LITERAL && right.sources == Sources::LITERAL;
    let value = if constant {
        value
    } else {
        Value {
            sources: Sources::BUILT,
            ..value
        }
    };
    Value {
        magnitude,
        ..value.built_with(left).built_with(right)
    }
}

fn concatenate(left: &Value, right: &Value) -> Value {
    let joined = constant_text(left)
        .zip(constant_text(right))
        .map(|(left, right)| [left, right].concat());
    match joined.filter(|text| text.len() <= TEXT) {
        Some(text) => Value::text(&text),
        None => Value {
            sources: Sources::BUILT,
            ..Value::string()
        }
        .built_with(left)
        .built_with(right),
    }
}

/// The bytes of a constant, as `..` takes them.
pub(super) fn constant_text(value: &Value) -> Option<Vec<u8>> {
    match &value.kind {
        _ if !value.origins.is_empty() || value.types.has(Types::FALSY) => None,
        Kind::String(Some(text)) => Some(text.to_vec()),
        Kind::Number(Number {
            constant: Some(number),
            ..
        }) if number.fract() == 0.0 && number.abs() < 1e14 => {
            Some(format!("{number:.0}").into_bytes())
        }
        _ => None,
    }
}

fn arithmetic(operator: BinaryOperator, left: &Value, right: &Value) -> Number {
    let number = |value: &Value| match value.kind {
        Kind::Number(number) => number,
        _ => Number::UNKNOWN,
    };
    let (a, b) = (number(left), number(right));
    if let (Some(left), Some(right)) = (a.constant, b.constant) {
        return Number::constant(folded(operator, left, right));
    }
    let interval = match (operator, a.interval.as_constant(), b.interval.as_constant()) {
        (BinaryOperator::Add, _, Some(by)) => a.interval.shift(by),
        (BinaryOperator::Add, Some(by), _) => b.interval.shift(by),
        (BinaryOperator::Subtract, _, Some(by)) => by
            .checked_neg()
            .map_or(Interval::UNKNOWN, |by| a.interval.shift(by)),
        _ => Interval::UNKNOWN,
    };
    let divides = operator == BinaryOperator::Divide;
    let integral = a.integral && b.integral && !divides && operator != BinaryOperator::Power;
    let fractional = !integral
        && (divides || a.fractional || b.fractional)
        && operator != BinaryOperator::Modulo;
    Number {
        interval,
        constant: None,
        integral,
        fractional,
    }
}

fn folded(operator: BinaryOperator, left: f64, right: f64) -> f64 {
    match operator {
        BinaryOperator::Add => left + right,
        BinaryOperator::Subtract => left - right,
        BinaryOperator::Multiply => left * right,
        BinaryOperator::Divide => left / right,
        // Lua 5.1 rounds the quotient down.
        BinaryOperator::Modulo => left - (left / right).floor() * right,
        _ => left.powf(right),
    }
}
