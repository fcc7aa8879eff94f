//! Whether a reply becomes the declared type, and means what it says.
//!
//! The runtime converts as redis-rs does (`FromRedisValue`), but for integers that do not fit, which it refuses. Types that are
//! not known by name are judged by the runtime's `described`, in a constant of the generated code. A test of the macros holds
//! these judgements, those constants and the conversions against each other.

mod containers;

use containers::{list, map, tuple};

use super::types::{ReplyType, is_integer};
use crate::facts::ReplyShape;
use crate::text::fill;

/// How a reply and a type go together.
#[derive(Debug, Clone, PartialEq)]
pub enum Fit {
    /// It converts, as far as is known.
    Fits,
    /// It converts, but to a value that means something else: why.
    Misleading(String),
    /// It converts only for some values: why.
    MayFail(String),
    /// It never converts: why.
    Fails(String),
}

/// Holds a reply against a type.
#[must_use]
pub fn fit(ty: &ReplyType, shape: &ReplyShape) -> Fit {
    if let ReplyShape::OneOf(shapes) = shape {
        let mut either = None;
        for shape in shapes {
            let one = fit(ty, shape);
            either = Some(match either {
                Some(other) => Fit::either(other, one),
                None => one,
            });
        }
        return either.unwrap_or(Fit::Fits);
    }
    // An error becomes the call's error.
    if matches!(shape, ReplyShape::Any | ReplyShape::Error) {
        return Fit::Fits;
    }
    match ty {
        ReplyType::Unknown | ReplyType::Unit => Fit::Fits,
        ReplyType::Bool => bool(shape),
        ReplyType::Integer(_) => integer(ty, shape),
        ReplyType::Float => float(ty, shape),
        ReplyType::Text => text(shape),
        ReplyType::Bytes => bytes(shape),
        ReplyType::Option(_) if *shape == ReplyShape::Null => Fit::Fits,
        ReplyType::Option(inner) => fit(inner, shape),
        ReplyType::List(item, length) => list(ty, item, *length, shape),
        ReplyType::Set(item) => match shape {
            ReplyShape::Null => never(ty, shape),
            _ => list(ty, item, None, shape),
        },
        ReplyType::Tuple(types) => tuple(ty, types, shape),
        ReplyType::Map(key, value) => map(ty, key, value, shape),
    }
}

impl Fit {
    /// One or the other reply comes.
    fn either(self, other: Self) -> Self {
        match (self, other) {
            (Self::Fits, Self::Fits) => Self::Fits,
            (Self::Fails(why), Self::Fails(_)) => Self::Fails(why),
            (Self::Fails(why) | Self::MayFail(why), _)
            | (_, Self::Fails(why) | Self::MayFail(why)) => Self::MayFail(why),
            (Self::Misleading(why), _) | (_, Self::Misleading(why)) => Self::Misleading(why),
        }
    }

    /// Both parts come, one beside the other.
    fn and(self, ty: &ReplyType, shape: &ReplyShape) -> Self {
        match self {
            Self::Fails(why) => Self::Fails(why),
            Self::Fits => fit(ty, shape),
            first => match fit(ty, shape) {
                Self::Fails(why) => Self::Fails(why),
                _ => first,
            },
        }
    }

    /// The same where it concerns an element that need not be there.
    fn of_element(self) -> Self {
        match self {
            Self::Fails(why) => Self::MayFail(why),
            fit => fit,
        }
    }
}

fn never(ty: &ReplyType, shape: &ReplyShape) -> Fit {
    let hint = if *shape == ReplyShape::Null {
        fill!("; use `Option<{ty}>`", ty)
    } else {
        String::new()
    };
    Fit::Fails(fill!(
        "{shape} does not convert to `{ty}`{hint}",
        shape,
        ty,
        hint
    ))
}

fn bool(shape: &ReplyShape) -> Fit {
    match shape {
        ReplyShape::Integer {
            range: Some((0.., ..=1)),
        }
        | ReplyShape::Bool
        | ReplyShape::Null
        | ReplyShape::Status => Fit::Fits,
        ReplyShape::Integer { .. } => {
            Fit::Misleading("every number but 0 becomes `true`".to_owned())
        }
        ReplyShape::Bulk { text: Some(text) } if matches!(text.as_slice(), b"0" | b"1") => {
            Fit::Fits
        }
        ReplyShape::Bulk { text: None } => {
            Fit::MayFail("a string is a `bool` only if it is `0` or `1`".to_owned())
        }
        _ => never(&ReplyType::Bool, shape),
    }
}

fn integer(ty: &ReplyType, shape: &ReplyShape) -> Fit {
    let ReplyType::Integer(integer) = ty else {
        return Fit::Fits;
    };
    match shape {
        ReplyShape::Integer { range: Some(range) } if integer.holds(*range) => Fit::Fits,
        ReplyShape::Integer {
            range: Some((low, high)),
        } if *high < integer.low || *low > integer.high => {
            Fit::Fails(fill!("{low} does not fit into `{}`", low, integer.name))
        }
        // How long a key lives, if there is one.
        ReplyShape::Integer {
            range: Some((low, i64::MAX)),
        } if *low < integer.low => {
            Fit::MayFail(fill!("{low} does not fit into `{}`", low, integer.name))
        }
        // A count or a time is below 2^31; what is smaller is easily exceeded.
        ReplyShape::Integer { .. } if integer.high < i64::from(i32::MAX) => Fit::MayFail(fill!(
            "a reply above {} does not fit into `{}`",
            integer.high,
            integer.name
        )),
        ReplyShape::Integer { .. } | ReplyShape::Bool => Fit::Fits,
        ReplyShape::Bulk { text } => parsed(ty, shape, text.as_deref(), is_integer),
        _ => never(ty, shape),
    }
}

fn float(ty: &ReplyType, shape: &ReplyShape) -> Fit {
    match shape {
        ReplyShape::Bool | ReplyShape::Integer { .. } => Fit::Fits,
        ReplyShape::Bulk { text } => parsed(ty, shape, text.as_deref(), |text| {
            text.parse::<f64>().is_ok()
        }),
        _ => never(ty, shape),
    }
}

/// A text that is not known may be a number.
fn parsed(
    ty: &ReplyType,
    shape: &ReplyShape,
    text: Option<&[u8]>,
    parses: fn(&str) -> bool,
) -> Fit {
    match text.map(std::str::from_utf8) {
        None => Fit::Fits,
        Some(Ok(text)) if parses(text) => Fit::Fits,
        Some(_) => never(ty, shape),
    }
}

fn text(shape: &ReplyShape) -> Fit {
    match shape {
        ReplyShape::Bulk { .. }
        | ReplyShape::Status
        | ReplyShape::Integer { .. }
        | ReplyShape::Bool => Fit::Fits,
        _ => never(&ReplyType::Text, shape),
    }
}

fn bytes(shape: &ReplyShape) -> Fit {
    match shape {
        ReplyShape::Bulk { .. } => Fit::Fits,
        ReplyShape::Null => Fit::Misleading(
            "nil becomes an empty `Vec<u8>`: `Option<Vec<u8>>` tells them apart".to_owned(),
        ),
        ReplyShape::Tuple(items) if are_bytes(items) => Fit::Fits,
        ReplyShape::Array(item) if is_byte(item) => Fit::Fits,
        ReplyShape::Array(_) | ReplyShape::Tuple(_) | ReplyShape::Flat(..) => {
            Fit::MayFail("an array is a `Vec<u8>` only if it holds small numbers".to_owned())
        }
        _ => never(&ReplyType::Bytes, shape),
    }
}

fn is_byte(shape: &ReplyShape) -> bool {
    match shape {
        ReplyShape::Bool
        | ReplyShape::Integer {
            range: Some((0.., ..=255)),
        } => true,
        ReplyShape::OneOf(shapes) => are_bytes(shapes),
        _ => false,
    }
}

fn are_bytes(shapes: &[ReplyShape]) -> bool {
    for shape in shapes {
        if !is_byte(shape) {
            return false;
        }
    }
    true
}
