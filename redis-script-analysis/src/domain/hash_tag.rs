//! Whether a string is a key in the slot of a declared key, since it has that key as its hash tag: `'{' .. KEYS[1] .. '}:seq'`.
//!
//! Redis hashes what stands between the first `{` and the next `}`. If the declared key has a hash tag of its own, that is meant to be
//! written between them.

use super::{Sources, Text};

/// What a string is, seen from the slot of the declared keys.
#[derive(Clone, Copy, Default, PartialEq)]
pub(crate) enum HashTag {
    /// It is no string.
    None,
    /// A declared key, or the hash tag of one.
    Key,
    /// It has a declared key as its hash tag.
    Tagged,
    /// One of both.
    Slot,
    /// What comes before the hash tag's end: no brace but a `{`, and then a declared key.
    Open,
    /// A declared key, and then a `}`.
    Closed,
    /// Any string.
    #[default]
    Any,
}

/// A part of what is concatenated.
pub(crate) struct TagPart<'a> {
    pub(crate) tag: HashTag,
    pub(crate) text: &'a Text,
    /// Whether it is a number: it has no braces.
    pub(crate) is_number: bool,
}

impl HashTag {
    /// The tag of a value of these sources, as it was found.
    pub(crate) fn or_key(self, sources: Sources) -> Self {
        if sources == Sources::KEY {
            Self::Key
        } else {
            self
        }
    }

    /// Whether it is in the slot of a declared key.
    pub(crate) fn is_in_slot(self) -> bool {
        matches!(self, Self::Key | Self::Tagged | Self::Slot)
    }

    /// Where two paths meet.
    pub(crate) fn joined(self, other: Self) -> Self {
        match (self, other) {
            (one, other) if one == other => one,
            (Self::None, one) | (one, Self::None) => one,
            (one, other) if one.is_in_slot() && other.is_in_slot() => Self::Slot,
            _ => Self::Any,
        }
    }

    /// `left .. right`
    pub(crate) fn concat(left: &TagPart, right: &TagPart) -> Self {
        if is_empty(left.text) {
            return right.tag;
        }
        if is_empty(right.text) {
            return left.tag;
        }
        let closes = || right.text.prefix().first() == Some(&b'}');
        match (left.tag, right.tag) {
            (Self::Tagged, _) => Self::Tagged,
            (Self::Closed, _) => Self::Closed,
            (Self::Open, _) if closes() => Self::Tagged,
            (Self::Key, _) if closes() => Self::Closed,
            (_, Self::Key) if left.opens() => Self::Open,
            (_, Self::Closed) if left.opens() => Self::Tagged,
            (_, Self::Open | Self::Tagged) if left.has_no_brace() => right.tag,
            _ => Self::Any,
        }
    }

    /// What `string.match(key, pattern)` takes out of a declared key: `{(.-)}` gives its hash tag, `%b{}` has its braces.
    pub(crate) fn matched(pattern: &[u8]) -> Self {
        let in_braces = |text: &[u8]| text.starts_with(b"{") && text.ends_with(b"}");
        match pattern {
            b"%b{}" | b"(%b{})" => Self::Tagged,
            [b'{', b'(', .., b')', b'}'] => Self::Key,
            [b'(', inside @ .., b')'] if in_braces(inside) => Self::Tagged,
            all if in_braces(all) && !all.contains(&b'(') => Self::Tagged,
            _ => Self::Any,
        }
    }
}

fn is_empty(text: &Text) -> bool {
    matches!(text.as_constant(), Some(constant) if constant.is_empty())
}

impl TagPart<'_> {
    /// Whether its first brace is a `{` at its end.
    fn opens(&self) -> bool {
        self.all(&|text| text.iter().position(|byte| *byte == b'{') == text.len().checked_sub(1))
    }

    fn has_no_brace(&self) -> bool {
        self.is_number
            || matches!(self.text, Text::Numeral(_))
            || self.all(&|text| !text.contains(&b'{'))
    }

    fn all(&self, is: &dyn Fn(&[u8]) -> bool) -> bool {
        let Some(constants) = self.text.constants() else {
            return false;
        };
        for constant in constants {
            if !is(constant) {
                return false;
            }
        }
        !constants.is_empty()
    }
}
