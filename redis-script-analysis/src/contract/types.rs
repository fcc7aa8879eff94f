//! The Rust types of a declaration, as far as they are known by name.

use std::fmt;

/// What a parameter sends.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum ArgType {
    /// A type that is not known by name: it is left alone.
    #[default]
    Unknown,
    /// An integer.
    Integer(IntegerType),
    /// `f32` or `f64`: `1.0` is sent as `1.0`.
    Float,
    /// `bool`, sent as `1` or `0`.
    Bool,
    /// `&str`, `String` and the like.
    Text,
    /// `&[u8]`, `Vec<u8>` and the like.
    Bytes,
    /// `Duration`, sent as an integer in the unit that the script takes.
    Duration,
}

/// What a function returns inside of its `Result`.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum ReplyType {
    /// A type that is not known by name: it is left alone.
    #[default]
    Unknown,
    /// `()`: any reply, which is dropped.
    Unit,
    /// `bool`
    Bool,
    /// An integer.
    Integer(IntegerType),
    /// `f32` or `f64`
    Float,
    /// `String` and the like.
    Text,
    /// `Vec<u8>` and the like.
    Bytes,
    /// `Option<T>`
    Option(Box<ReplyType>),
    /// `Vec<T>`, `Box<[T]>`, `[T; N]` with its length.
    List(Box<ReplyType>, Option<usize>),
    /// `HashSet<T>`, `BTreeSet<T>`
    Set(Box<ReplyType>),
    /// `(A, B)`
    Tuple(Vec<ReplyType>),
    /// `HashMap<K, V>`, `BTreeMap<K, V>`
    Map(Box<ReplyType>, Box<ReplyType>),
}

impl ReplyType {
    /// Whether the type, or a part of it, is not known by name.
    #[must_use]
    pub fn is_open(&self) -> bool {
        match self {
            Self::Unknown => true,
            Self::Unit | Self::Bool | Self::Integer(_) | Self::Float | Self::Text | Self::Bytes => {
                false
            }
            Self::Option(item) | Self::List(item, _) | Self::Set(item) => item.is_open(),
            Self::Tuple(items) => {
                for item in items {
                    if item.is_open() {
                        return true;
                    }
                }
                false
            }
            Self::Map(key, value) => key.is_open() || value.is_open(),
        }
    }
}

/// An integer type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IntegerType {
    /// Its name in Rust.
    pub name: &'static str,
    /// Its lowest value, as far as an integer of Redis can be so low.
    pub low: i64,
    /// Its highest value, as far as an integer of Redis can be so high.
    pub high: i64,
}

impl IntegerType {
    /// The integer type of a name; `usize` and `isize` are those of a 64-bit machine.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let (name, low, high) = match name {
            "i8" => ("i8", i8::MIN.into(), i8::MAX.into()),
            "i16" => ("i16", i16::MIN.into(), i16::MAX.into()),
            "i32" => ("i32", i32::MIN.into(), i32::MAX.into()),
            "i64" => ("i64", i64::MIN, i64::MAX),
            "i128" => ("i128", i64::MIN, i64::MAX),
            "isize" => ("isize", i64::MIN, i64::MAX),
            "u8" => ("u8", 0, u8::MAX.into()),
            "u16" => ("u16", 0, u16::MAX.into()),
            "u32" => ("u32", 0, u32::MAX.into()),
            "u64" => ("u64", 0, i64::MAX),
            "u128" => ("u128", 0, i64::MAX),
            "usize" => ("usize", 0, i64::MAX),
            _ => return None,
        };
        Some(Self { name, low, high })
    }

    /// Whether it holds all integers of a range.
    #[must_use]
    pub fn holds(self, (low, high): (i64, i64)) -> bool {
        self.low <= low && high <= self.high
    }
}

/// As Rust spells it.
impl fmt::Display for ReplyType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("_"),
            Self::Unit => f.write_str("()"),
            Self::Bool => f.write_str("bool"),
            Self::Integer(integer) => f.write_str(integer.name),
            Self::Float => f.write_str("f64"),
            Self::Text => f.write_str("String"),
            Self::Bytes => f.write_str("Vec<u8>"),
            Self::Option(inner) => write!(f, "Option<{inner}>"),
            Self::List(item, None) => write!(f, "Vec<{item}>"),
            Self::List(item, Some(length)) => write!(f, "[{item}; {length}]"),
            Self::Set(item) => write!(f, "HashSet<{item}>"),
            Self::Map(key, value) => write!(f, "HashMap<{key}, {value}>"),
            Self::Tuple(items) => {
                f.write_str("(")?;
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        f.write_str(", ")?;
                    }
                    write!(f, "{item}")?;
                }
                f.write_str(if items.len() == 1 { ",)" } else { ")" })
            }
        }
    }
}

/// Whether a text is an integer of 128 bits, the largest that Rust has. The parser of that type is almost four times as much
/// to compile.
#[must_use]
pub fn is_integer(text: &str) -> bool {
    let (digits, largest) = match text.strip_prefix('-') {
        Some(digits) => (digits, "170141183460469231731687303715884105728"),
        None => (
            text.strip_prefix('+').unwrap_or(text),
            "170141183460469231731687303715884105727",
        ),
    };
    for digit in digits.as_bytes() {
        if !digit.is_ascii_digit() {
            return false;
        }
    }
    let counted = digits.trim_start_matches('0');
    let is_small = counted.len() < largest.len();
    !digits.is_empty() && (is_small || counted.len() == largest.len() && counted <= largest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn integers_are_those_of_rust(text in "[+-]{0,2}(0{0,3}[0-9]{0,41}|1701411834604692317316873037158841057[0-9]{2}|[0-9a ]{0,3})") {
            prop_assert_eq!(super::is_integer(&text), text.parse::<i128>().is_ok());
        }
    }
}
