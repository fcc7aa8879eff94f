//! The comments at the top of a script, such as `-- KEYS[1] = rate limit key`.

/// What the header says.
#[derive(Clone, Debug, Default)]
pub struct Header {
    /// Described KEYS, by index.
    pub keys: Vec<Entry>,
    /// Described ARGV, by index.
    pub args: Vec<Entry>,
}

/// A described KEYS or ARGV entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// From 1.
    pub index: usize,
    /// The description; may be empty.
    pub text: String,
}
