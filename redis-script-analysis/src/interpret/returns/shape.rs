//! The shapes of replies that values give, as far as no state matters.

use crate::domain::{Number, Types};
use crate::facts::{ReplyShape, TableKind};
use crate::interpret::heap::{Object, REPLY_FIELDS, field};

/// The shape of a table of which Redis only looks at one field.
pub(in crate::interpret) fn special_shape(object: &Object) -> Option<ReplyShape> {
    let [status, error, others @ ..] = &REPLY_FIELDS;
    for (name, is_error) in &[(error, true), (status, false)] {
        let types = field(object, name).types();
        if types == Types::STRING {
            return Some(if *is_error {
                ReplyShape::Error
            } else {
                ReplyShape::Status
            });
        }
        if types.has(Types::STRING) || types.has(Types::NUMBER) {
            return Some(ReplyShape::Any);
        }
    }
    for name in others {
        if field(object, name).types() != Types::NIL {
            return Some(ReplyShape::Any);
        }
    }
    None
}

/// The lowest and the highest integer that Redis makes of a number: it cuts the fraction off.
pub(super) fn range(number: &Number) -> Option<(i64, i64)> {
    let end = |end: Option<f64>| match end {
        #[expect(clippy::cast_possible_truncation, reason = "Redis truncates it, too")]
        Some(number) if number.abs() < 9e15 => Some(number as i64),
        _ => None,
    };
    if number.nan {
        // Which becomes the lowest integer.
        return None;
    }
    let low = end(number.low().as_constant())?;
    Some((low, end(number.high().as_constant())?))
}

/// Whether a table may be an error that the script made, or changed.
pub(super) fn is_own_error(object: &Object) -> bool {
    let is_known = !object.is_escaped && object.metatable.is_bottom();
    let types = field(object, b"err").types();
    let is_error = types.has(Types::STRING) || types.has(Types::NUMBER);
    let is_caught = object.kind == TableKind::Caught && !object.is_changed;
    !is_known || is_error && !is_caught
}

/// One more shape, if it is not one of them.
pub(super) fn add(shapes: &mut Vec<ReplyShape>, shape: ReplyShape) {
    if !shapes.contains(&shape) {
        shapes.push(shape);
    }
}

/// Any of these shapes, which differ.
pub(super) fn one_of(mut shapes: Vec<ReplyShape>) -> ReplyShape {
    if shapes.contains(&ReplyShape::Any) {
        return ReplyShape::Any;
    }
    match shapes.len() {
        0 => ReplyShape::Any,
        1 => shapes.remove(0),
        _ => ReplyShape::OneOf(shapes),
    }
}
