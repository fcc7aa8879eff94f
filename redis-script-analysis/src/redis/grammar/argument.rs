//! What is known of an argument.

/// An argument of a call as far as it is known.
#[derive(Clone, Copy)]
pub enum Argument<'a> {
    /// These bytes.
    Text(&'a [u8]),
    /// A number that is an integer.
    Integer,
    /// A number that is no integer, or is written as if it were none: `0.5`, `1.0`.
    Fraction,
    /// A number.
    Number,
    /// Anything.
    Any,
}

impl Argument<'_> {
    /// Whether it may be a word of a grammar.
    pub(super) fn may_be(self, word: &str) -> bool {
        match self {
            Self::Text(_) => self.is(word),
            Self::Any => true,
            Self::Integer | Self::Fraction | Self::Number => false,
        }
    }

    /// Whether it certainly is a word of a grammar.
    pub(super) fn is(self, word: &str) -> bool {
        matches!(self, Self::Text(text) if text.eq_ignore_ascii_case(word.as_bytes()))
    }

    /// The number that it is, if it is a small one that is known.
    pub(super) fn count(self) -> Option<usize> {
        match self {
            Self::Text(text) => std::str::from_utf8(text).ok()?.parse().ok(),
            _ => None,
        }
    }
}
