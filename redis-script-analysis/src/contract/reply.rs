//! What a script's `return` becomes on the wire.

/// The shape of a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReplyShape {
    /// An integer; the lowest and the highest, where they are known.
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
