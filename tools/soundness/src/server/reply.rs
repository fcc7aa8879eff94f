//! Replies of RESP2.

use std::fmt;
use std::io::{self, BufRead};

/// A reply.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// Null, of a bulk string or of an array.
    Null,
    /// An integer.
    Integer(i64),
    /// A bulk string.
    Bulk(Vec<u8>),
    /// A simple string.
    Status(String),
    /// An error.
    Error(String),
    /// An array.
    Array(Vec<Reply>),
}

impl Reply {
    pub(super) fn read(from: &mut impl BufRead) -> io::Result<Self> {
        let head = line(from)?;
        let (kind, rest) = head.split_at_checked(1).ok_or(io::ErrorKind::InvalidData)?;
        let number = || {
            rest.parse::<i64>()
                .map_err(|_| io::Error::from(io::ErrorKind::InvalidData))
        };
        match kind {
            "+" => Ok(Self::Status(rest.to_owned())),
            "-" => Ok(Self::Error(rest.to_owned())),
            ":" => number().map(Self::Integer),
            "$" => match usize::try_from(number()?) {
                Ok(length) => {
                    let mut bytes = vec![0; length + 2];
                    from.read_exact(&mut bytes)?;
                    bytes.truncate(length);
                    Ok(Self::Bulk(bytes))
                }
                Err(_) => Ok(Self::Null),
            },
            "*" => match usize::try_from(number()?) {
                Ok(length) => (0..length)
                    .map(|_| Self::read(from))
                    .collect::<io::Result<_>>()
                    .map(Self::Array),
                Err(_) => Ok(Self::Null),
            },
            _ => Err(io::ErrorKind::InvalidData.into()),
        }
    }

    /// The elements of an array.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match self {
            Self::Array(items) => items,
            _ => &[],
        }
    }

    /// Which of them it is.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nil",
            Self::Integer(_) => "integer",
            Self::Bulk(_) => "bulk",
            Self::Status(_) => "status",
            Self::Error(_) => "error",
            Self::Array(_) => "array",
        }
    }

    /// The text of a string, a status or an error.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Bulk(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            Self::Status(text) | Self::Error(text) => text.clone(),
            _ => String::new(),
        }
    }

    /// The text of the error that the script raised. One that it returned is a reply like others.
    ///
    /// Servers from 7.0 on say where it was raised, after the message; earlier ones before it.
    #[must_use]
    pub fn raised(&self) -> Option<&str> {
        match self {
            Self::Error(text) if text.contains("script: ") && text.contains("@user_script:") => {
                Some(text)
            }
            Self::Error(text)
                if text.starts_with("ERR Error running script") || self.is_compilation_error() =>
            {
                Some(text)
            }
            _ => None,
        }
    }

    /// Whether the text is no Lua to the server.
    #[must_use]
    pub fn is_compilation_error(&self) -> bool {
        matches!(self, Self::Error(text) if text.starts_with("ERR Error compiling script"))
    }
}

/// As a report shows it.
impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("nil"),
            Self::Integer(value) => write!(f, "the integer {value}"),
            Self::Bulk(bytes) => write!(f, "the string \"{}\"", bytes.escape_ascii()),
            Self::Status(text) => write!(f, "the status {text}"),
            Self::Error(text) => write!(f, "the error `{text}`"),
            Self::Array(items) => {
                f.write_str("[")?;
                for (at, item) in items.iter().enumerate() {
                    let comma = if at > 0 { ", " } else { "" };
                    write!(f, "{comma}{item}")?;
                }
                f.write_str("]")
            }
        }
    }
}

/// A line without its end.
pub(super) fn line(from: &mut impl BufRead) -> io::Result<String> {
    let mut bytes = Vec::new();
    from.read_until(b'\n', &mut bytes)?;
    if bytes.is_empty() {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}
