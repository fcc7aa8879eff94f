//! What commands reply.
//!
//! In terms of RESP2. [`Shape`] says what RESP3 makes of that, with these exceptions: the pairs of `ZRANGE WITHSCORES` and
//! its like are an array of pairs there, a member of `ZMSCORE`, `GEOPOS` and `MGET` that is missing leaves a hole in Lua's
//! table, `XREAD` gives a map, and `INFO` and its like a verbatim string.

mod notation;
mod options;

use self::notation::ReplyReader;
use crate::redis::commands::Command;

/// What a command replies when it does not raise an error, in terms of RESP2.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// An integer.
    Integer,
    /// 0 or 1.
    Flag,
    /// A number as text; a double of its own under RESP3.
    Double,
    /// A bulk string.
    Bulk,
    /// A simple string, such as `OK`.
    Status,
    /// The null reply.
    Null,
    /// Any number of elements of one shape.
    Array(Box<Shape>),
    /// So many elements.
    Tuple(Vec<Shape>),
    /// Keys and values one behind the other; a map under RESP3.
    Map(Box<Shape>, Box<Shape>),
    /// An array; a set under RESP3.
    Set(Box<Shape>),
    /// One of these.
    OneOf(Vec<Shape>),
    /// Not known.
    Any,
}

impl Shape {
    /// The reply of a command. Of the arguments after its name, those are `None` that are not constant, and `open` says that
    /// more may follow.
    ///
    /// If the reply depends on arguments that are not constant it is [`Shape::OneOf`] those that are possible. It is
    /// [`Shape::Any`] if it is not known what the command replies.
    #[must_use]
    pub fn of(command: Command, arguments: &[Option<&[u8]>], open: bool) -> Self {
        let shape = ReplyReader::new(command.reply(), arguments, open).reply();
        shape.unwrap_or(Self::Any)
    }

    /// Whether RESP3 may have a type of its own for it, or for what is in it.
    #[must_use]
    pub fn is_other_in_resp3(&self) -> bool {
        match self {
            Self::Double | Self::Map(..) | Self::Set(_) | Self::Any => true,
            Self::Array(item) => item.is_other_in_resp3(),
            Self::Tuple(shapes) | Self::OneOf(shapes) => shapes.iter().any(Self::is_other_in_resp3),
            _ => false,
        }
    }

    /// Whether the null reply is among them.
    #[must_use]
    pub fn may_be_null(&self) -> bool {
        match self {
            Self::Null => true,
            Self::OneOf(shapes) => {
                for shape in shapes {
                    if shape.may_be_null() {
                        return true;
                    }
                }
                false
            }
            _ => false,
        }
    }

    /// Whether it may be an integer, or hold some: a string of digits is none.
    #[must_use]
    pub fn may_hold_integers(&self) -> bool {
        match self {
            Self::Integer | Self::Flag | Self::Any => true,
            Self::Double | Self::Bulk | Self::Status | Self::Null => false,
            Self::Array(item) | Self::Set(item) => item.may_hold_integers(),
            Self::Map(key, value) => key.may_hold_integers() || value.may_hold_integers(),
            Self::Tuple(shapes) | Self::OneOf(shapes) => {
                for shape in shapes {
                    if shape.may_hold_integers() {
                        return true;
                    }
                }
                false
            }
        }
    }
}

/// One of both, in one list without repetitions.
fn either(one: Shape, other: Shape) -> Shape {
    let mut all = Vec::new();
    for shape in &[one, other] {
        let shapes = match shape {
            Shape::OneOf(shapes) => shapes.as_slice(),
            one => std::slice::from_ref(one),
        };
        for shape in shapes {
            if !all.contains(shape) {
                all.push(shape.clone());
            }
        }
    }
    if all.contains(&Shape::Any) {
        return Shape::Any;
    }
    if all.len() == 1
        && let Some(only) = all.pop()
    {
        return only;
    }
    Shape::OneOf(all)
}

#[cfg(test)]
mod tests {
    use super::ReplyReader;
    use crate::redis::commands::all;

    #[test]
    fn every_line_is_read_to_its_end() {
        for command in all().filter(|command| !command.reply().is_empty()) {
            let mut reader = ReplyReader::new(command.reply(), &[], false);
            assert!(reader.reply().is_some(), "{}", command.name());
            assert_eq!(reader.rest(), "", "{}", command.name());
        }
    }
}
