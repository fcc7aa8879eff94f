//! What a script's `return` becomes on the wire.

use std::fmt;

/// The shape of a reply.
#[derive(Clone, Debug, PartialEq)]
pub enum ReplyShape {
    /// An integer; the lowest and the highest, where they are known: [`i64::MAX`] for the time that a key has left.
    Integer {
        /// Both ends.
        range: Option<(i64, i64)>,
    },
    /// A bulk string; its bytes where they are constant.
    Bulk {
        /// The bytes.
        text: Option<Vec<u8>>,
    },
    /// A simple string, such as `OK`.
    Status,
    /// The null reply: nil or false.
    Null,
    /// Lua's true: the integer 1.
    Bool,
    /// Any number of elements.
    Array(Box<ReplyShape>),
    /// So many elements.
    Tuple(Vec<ReplyShape>),
    /// Fields and values one behind the other.
    Flat(Box<ReplyShape>, Box<ReplyShape>),
    /// An error.
    Error,
    /// One of these.
    OneOf(Vec<ReplyShape>),
    /// Not known.
    Any,
}

impl ReplyShape {
    /// The same reply if nothing in it is nil that may be something else.
    #[must_use]
    pub fn without_possible_nil(&self) -> Self {
        match self {
            Self::OneOf(shapes) => {
                let mut kept = Vec::with_capacity(shapes.len());
                for shape in shapes {
                    if *shape != Self::Null {
                        kept.push(shape.without_possible_nil());
                    }
                }
                if kept.len() == 1
                    && let Some(only) = kept.pop()
                {
                    return only;
                }
                Self::OneOf(kept)
            }
            Self::Array(item) => Self::Array(Box::new(item.without_possible_nil())),
            Self::Tuple(items) => {
                let mut kept = Vec::with_capacity(items.len());
                for item in items {
                    kept.push(item.without_possible_nil());
                }
                Self::Tuple(kept)
            }
            Self::Flat(field, value) => Self::Flat(
                Box::new(field.without_possible_nil()),
                Box::new(value.without_possible_nil()),
            ),
            other => other.clone(),
        }
    }
}

/// As messages name it.
impl fmt::Display for ReplyShape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer {
                range: Some((low, high)),
            } if low == high => write!(f, "the integer {low}"),
            Self::Integer { .. } => f.write_str("an integer"),
            Self::Bulk { text: Some(text) } if text.len() <= 20 && is_ascii(text) => {
                write!(f, "the string `{}`", text.escape_ascii())
            }
            Self::Bulk { .. } => f.write_str("a string"),
            Self::Status => f.write_str("a status"),
            Self::Null => f.write_str("nil"),
            Self::Bool => f.write_str("1 for true"),
            Self::Tuple(items) => write!(f, "an array of {}", items.len()),
            Self::Array(_) | Self::Flat(..) => f.write_str("an array"),
            Self::Error => f.write_str("an error"),
            Self::Any => f.write_str("anything"),
            Self::OneOf(shapes) => {
                for (at, shape) in shapes.iter().enumerate() {
                    if at > 0 {
                        f.write_str(" or ")?;
                    }
                    write!(f, "{shape}")?;
                }
                Ok(())
            }
        }
    }
}

fn is_ascii(text: &[u8]) -> bool {
    for byte in text {
        if !byte.is_ascii() {
            return false;
        }
    }
    true
}
