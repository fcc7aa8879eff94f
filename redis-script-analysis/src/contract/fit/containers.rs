//! Replies against lists, tuples and maps.

use super::super::types::ReplyType;
use super::{Fit, fit, never};
use crate::facts::ReplyShape;
use crate::text::fill;

pub(super) fn list(
    ty: &ReplyType,
    item: &ReplyType,
    length: Option<usize>,
    shape: &ReplyShape,
) -> Fit {
    match shape {
        ReplyShape::Null if length.unwrap_or(0) == 0 => Fit::Fits,
        ReplyShape::Tuple(shapes) if length.unwrap_or(shapes.len()) != shapes.len() => {
            wrong_length(ty, shapes.len())
        }
        ReplyShape::Tuple(shapes) => match item {
            // A flat array may be read in groups.
            ReplyType::Tuple(_) if !have_array(shapes) => Fit::Fits,
            _ => {
                let mut fits = Fit::Fits;
                for shape in shapes {
                    fits = fits.and(item, shape);
                }
                fits
            }
        },
        ReplyShape::Array(element) => match item {
            ReplyType::Tuple(_) if !is_array(element) => Fit::Fits,
            _ => fit(item, element).of_element(),
        },
        ReplyShape::Flat(key, value) => match item {
            ReplyType::Tuple(types) => match types.as_slice() {
                [first, second] => fit(first, key).and(second, value).of_element(),
                _ => Fit::Fits,
            },
            _ => fit(item, key).and(item, value).of_element(),
        },
        ReplyShape::Bulk { .. } => Fit::Misleading(fill!(
            "a string becomes a `{ty}` of one element, if it converts",
            ty
        )),
        _ => never(ty, shape),
    }
}

fn is_array(shape: &ReplyShape) -> bool {
    match shape {
        ReplyShape::Array(_) | ReplyShape::Tuple(_) | ReplyShape::Flat(..) | ReplyShape::Any => {
            true
        }
        ReplyShape::OneOf(shapes) => have_array(shapes),
        _ => false,
    }
}

fn have_array(shapes: &[ReplyShape]) -> bool {
    for shape in shapes {
        if is_array(shape) {
            return true;
        }
    }
    false
}

fn wrong_length(ty: &ReplyType, length: usize) -> Fit {
    Fit::Fails(fill!(
        "an array of {length} does not convert to `{ty}`",
        length,
        ty
    ))
}

pub(super) fn tuple(ty: &ReplyType, types: &[ReplyType], shape: &ReplyShape) -> Fit {
    match shape {
        ReplyShape::Tuple(shapes) if shapes.len() != types.len() => wrong_length(ty, shapes.len()),
        ReplyShape::Tuple(shapes) => {
            let mut fits = Fit::Fits;
            for (at, ty) in types.iter().enumerate() {
                if let Some(shape) = shapes.get(at) {
                    fits = fits.and(ty, shape);
                }
            }
            fits
        }
        ReplyShape::Array(element) => {
            let mut fits = Fit::Fits;
            for ty in types {
                fits = fits.and(ty, element);
            }
            fits.of_element()
        }
        ReplyShape::Flat(..) => Fit::Fits,
        _ => never(ty, shape),
    }
}

pub(super) fn map(ty: &ReplyType, key: &ReplyType, value: &ReplyType, shape: &ReplyShape) -> Fit {
    match shape {
        ReplyShape::Flat(keys, values) => fit(key, keys).and(value, values).of_element(),
        ReplyShape::Tuple(shapes) if shapes.len() % 2 == 1 && !have_array(shapes) => {
            Fit::Fails(fill!(
                "an array of {}, an odd number, does not convert to `{ty}`",
                shapes.len(),
                ty
            ))
        }
        // Keys and values are elements of one array.
        ReplyShape::Array(element) if matches!(**element, ReplyShape::Tuple(_)) => {
            fit(key, element).and(value, element).of_element()
        }
        ReplyShape::Tuple(_) | ReplyShape::Array(_) | ReplyShape::Null => Fit::Fits,
        _ => never(ty, shape),
    }
}
