//! What values look like.

use super::argument::Argument;

/// What a value must be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Any text.
    Text,
    /// A key.
    Key,
    /// A pattern, which is any text too.
    Pattern,
    /// An integer of 64 bits from one number to another.
    Integer(i64, i64),
    /// A number, also an infinite one.
    Float,
    /// A bound of scores: `(1.5`, `-inf`.
    ScoreBound,
    /// A bound of members: `[a`, `(a`, `-`, `+`.
    MemberBound,
    /// The ID of a new entry of a stream: `*`, `5`, `5-1`, `5-*`.
    EntryId,
    /// Another ID of a stream, or what stands for one: `5-1`, `$`, `>`, `(5`.
    StreamId,
    /// An ID of a stream that is written out: `5`, `5-1`.
    ExactId,
    /// A unit of length in lower case: `km`.
    Unit,
    /// The cursor of SCAN.
    Cursor,
    /// A place in an array, an integer of 64 bits without a sign.
    ArrayIndex,
    /// The place of an integer in BITFIELD: `8`, `#1`.
    BitOffset,
    /// The type of an integer in BITFIELD: `u8`.
    BitType,
}

impl Kind {
    /// The kind of a letter or a range of the table.
    pub(super) fn of_table(text: &str) -> Option<Self> {
        Some(match text {
            "s" => Self::Text,
            "k" => Self::Key,
            "p" => Self::Pattern,
            "i" => Self::Integer(i64::MIN, i64::MAX),
            "d" => Self::Float,
            "b" => Self::ScoreBound,
            "m" => Self::MemberBound,
            "e" => Self::EntryId,
            "x" => Self::StreamId,
            "y" => Self::ExactId,
            "l" => Self::Unit,
            "c" => Self::Cursor,
            "u" => Self::ArrayIndex,
            "o" => Self::BitOffset,
            "t" => Self::BitType,
            range => {
                let (low, high) = crate::text::split_once(range, "..")?;
                let high = match high {
                    "" => i64::MAX,
                    high => high.parse().ok()?,
                };
                Self::Integer(low.parse().ok()?, high)
            }
        })
    }

    /// Whether an argument may be such a value.
    #[must_use]
    pub fn takes(self, argument: Argument) -> bool {
        match (self, argument) {
            (_, Argument::Any) | (Self::Text | Self::Key | Self::Pattern, _) => true,
            (_, Argument::Text(text)) => self.takes_text(text),
            // Digits, perhaps with a fraction or an exponent.
            (Self::MemberBound | Self::BitType | Self::Unit, _) => false,
            (Self::Float | Self::ScoreBound, _) => true,
            (_, argument) => matches!(argument, Argument::Integer | Argument::Number),
        }
    }

    fn takes_text(self, text: &[u8]) -> bool {
        let Ok(text) = std::str::from_utf8(text) else {
            // Bounds of members hold any bytes.
            return self == Self::MemberBound && matches!(text.first(), Some(b'(' | b'['));
        };
        match self {
            Self::Text | Self::Key | Self::Pattern => true,
            Self::Integer(low, high) => {
                matches!(integer(text), Some(number) if low <= number && number <= high)
            }
            Self::Float => is_float(text),
            // Nothing is 0.
            Self::ScoreBound => {
                let score = text.strip_prefix('(').unwrap_or(text);
                score.is_empty() || is_float(score)
            }
            Self::MemberBound => {
                matches!(text, "-" | "+") || text.starts_with('(') || text.starts_with('[')
            }
            Self::EntryId => text == "*" || is_id(text.strip_suffix("-*").unwrap_or(text)),
            Self::StreamId => {
                let special = matches!(text, "-" | "+" | "$" | ">");
                special || is_id(text.strip_prefix('(').unwrap_or(text))
            }
            Self::ExactId => is_id(text),
            Self::Unit => matches!(text, "m" | "km" | "ft" | "mi"),
            Self::Cursor => unsigned(text).is_empty() || is_digits(unsigned(text)),
            Self::ArrayIndex => is_index(text),
            Self::BitOffset => {
                matches!(integer(text.strip_prefix('#').unwrap_or(text)), Some(0..))
            }
            Self::BitType => match text.strip_prefix('i').or(text.strip_prefix('u')) {
                Some(size) => integer(size).is_some(),
                None => false,
            },
        }
    }
}

/// An integer as servers read it: without a plus sign, spaces or zeros in front.
fn integer(text: &str) -> Option<i64> {
    let number: i64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

/// Digits, which servers read as `strtoull` does: with spaces and a sign before them unless that makes a plain negative
/// integer.
fn is_index(text: &str) -> bool {
    is_digits(unsigned(text.trim_start())) && !matches!(integer(text), Some(..0))
}

/// Without the sign in front.
fn unsigned(text: &str) -> &str {
    match text.as_bytes() {
        [b'+' | b'-', ..] => text.get(1..).unwrap_or_default(),
        _ => text,
    }
}

fn is_digits(text: &str) -> bool {
    for byte in text.as_bytes() {
        if !byte.is_ascii_digit() {
            return false;
        }
    }
    !text.is_empty()
}

/// A time in milliseconds, and perhaps a number: `5`, `5-1`.
fn is_id(text: &str) -> bool {
    let (time, number) = text.split_once('-').unwrap_or((text, "0"));
    is_digits(time) && is_digits(number)
}

/// A number that `strtod` may read to its end; some servers read more than others.
fn is_float(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let unsigned = unsigned(&lower);
    unsigned != "nan" && (unsigned.starts_with("0x") || text.parse::<f64>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::{Argument, Kind};

    #[test]
    fn texts_are_of_a_kind() {
        for (kind, taken, refused) in [
            (
                "i",
                "0 -5 9223372036854775807",
                "+1 01 -0 1.0 1e3 x 9223372036854775808 0x10",
            ),
            ("1..", "1 60", "0 -1 1.5"),
            ("0..1", "0 1", "2 -1"),
            ("d", "1 -1.5 .5 1e3 inf -Infinity +1 0x10", "x 1.5x nan (1"),
            ("b", "1 (1.5 -inf (+inf (", "x ((1 [1"),
            ("m", "- + [a (a [", "a 1 *"),
            ("e", "* 5 5-1 5-*", "x -5 $ 1.0 5- 5-*-*"),
            ("x", "5 5-1 (5 - + $ >", "x -5 * ( 1.0 5-*"),
            ("y", "5 5-1", "x * - + $ > (5 5-*"),
            ("l", "m km ft mi", "M KM yd 1"),
            ("c", "0 17", "x 1.5"),
            ("u", "0 18446744073709551614 +1 007", "-1 x 1.5 -"),
            ("o", "0 #2 8", "-1 #x ##1"),
            ("t", "u8 i16", "8 x8 u"),
            ("s", "x 1", ""),
        ] {
            let takes = |text: &str| {
                Kind::of_table(kind).is_some_and(|kind| kind.takes(Argument::Text(text.as_bytes())))
            };
            assert!(taken.split(' ').all(takes), "{kind}");
            assert!(
                !refused
                    .split(' ')
                    .filter(|text| !text.is_empty())
                    .any(takes),
                "{kind}"
            );
        }
    }

    #[test]
    fn numbers_are_of_a_kind() {
        let takes = |kind: &str| {
            [
                Argument::Integer,
                Argument::Fraction,
                Argument::Number,
                Argument::Any,
            ]
            .map(|argument| Kind::of_table(kind).is_some_and(|kind| kind.takes(argument)))
        };
        assert_eq!(takes("i"), [true, false, true, true]);
        assert_eq!(takes("d"), [true; 4]);
        assert_eq!(takes("m"), [false, false, false, true]);
        assert_eq!(takes("k"), [true; 4]);
    }
}
