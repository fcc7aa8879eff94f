//! Types of keys.

/// What a key holds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyType {
    /// Text, a number, bits, a `HyperLogLog`.
    String,
    /// A list.
    List,
    /// A set.
    Set,
    /// A sorted set, also of places.
    SortedSet,
    /// A hash.
    Hash,
    /// A stream.
    Stream,
    /// An array, which Redis 8.8 brought.
    Array,
}

/// The words of `properties.txt`.
pub(super) const TYPES: [(&str, KeyType); 7] = [
    ("string", KeyType::String),
    ("list", KeyType::List),
    ("set", KeyType::Set),
    ("sorted-set", KeyType::SortedSet),
    ("hash", KeyType::Hash),
    ("stream", KeyType::Stream),
    ("array", KeyType::Array),
];

impl KeyType {
    /// With its article.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::String => "a string",
            Self::List => "a list",
            Self::Set => "a set",
            Self::SortedSet => "a sorted set",
            Self::Hash => "a hash",
            Self::Stream => "a stream",
            Self::Array => "an array",
        }
    }
}
