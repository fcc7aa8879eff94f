//! What commands reply.
//!
//! In terms of RESP2. [`Shape`] says what RESP3 makes of that, with these exceptions: the pairs of `ZRANGE WITHSCORES` and
//! its like are an array of pairs there, a member of `ZMSCORE`, `GEOPOS` and `MGET` that is missing leaves a hole in Lua's
//! table, `XREAD` gives a map, and `INFO` and its like a verbatim string.

mod arrays;
mod collections;
mod options;
mod server;
mod sorted_sets;
mod streams;
mod strings;

use self::options::CommandArguments;

/// What a command replies when it does not raise an error, in terms of RESP2.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Whether the null reply is among them.
    #[must_use]
    pub fn may_be_null(&self) -> bool {
        match self {
            Self::Null => true,
            Self::OneOf(shapes) => shapes.iter().any(Self::may_be_null),
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
            Self::Tuple(shapes) | Self::OneOf(shapes) => shapes.iter().any(Self::may_hold_integers),
        }
    }
}

/// The reply of a command, whose name is in upper case; of the arguments behind it, those are `None` that are not
/// constant, and `open` says that more may follow.
///
/// Where the reply depends on arguments that are not constant it is [`Shape::OneOf`] those that are possible, and
/// [`Shape::Any`] where the command is not known.
#[must_use]
pub fn shape(command: &str, arguments: &[Option<&[u8]>], open: bool) -> Shape {
    let arguments = CommandArguments {
        all: arguments,
        open,
    };
    let groups = [
        strings::reply,
        collections::keys,
        collections::hashes,
        collections::lists,
        collections::sets,
        sorted_sets::reply,
        sorted_sets::places,
        sorted_sets::vectors,
        streams::reply,
        arrays::reply,
        server::reply,
    ];
    groups
        .iter()
        .find_map(|group| group(command, &arguments))
        .unwrap_or(Shape::Any)
}

fn array(item: Shape) -> Shape {
    Shape::Array(Box::new(item))
}

fn set(item: Shape) -> Shape {
    Shape::Set(Box::new(item))
}

fn map(key: Shape, value: Shape) -> Shape {
    Shape::Map(Box::new(key), Box::new(value))
}

fn tuple<const N: usize>(items: [Shape; N]) -> Shape {
    Shape::Tuple(items.into())
}

/// It, or null where there is nothing.
fn maybe(shape: Shape) -> Shape {
    either(shape, Shape::Null)
}

/// One of both, in one list without repetitions.
fn either(one: Shape, other: Shape) -> Shape {
    let mut all = Vec::new();
    for shape in [one, other] {
        let shapes = match shape {
            Shape::OneOf(shapes) => shapes,
            shape => vec![shape],
        };
        for shape in shapes {
            if !all.contains(&shape) {
                all.push(shape);
            }
        }
    }
    if all.contains(&Shape::Any) {
        return Shape::Any;
    }
    match all.len() {
        1 => all.remove(0),
        _ => Shape::OneOf(all),
    }
}
