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
    /// An array within so many others that nobody looks at it: a table that holds itself becomes thousands.
    Deep,
}

/// Arrays in arrays that are told apart.
const DEPTH: usize = 50;

impl Reply {
    pub(super) fn read(from: &mut impl BufRead) -> io::Result<Self> {
        Self::read_within(from, DEPTH)
    }

    fn read_within(from: &mut impl BufRead, depth: usize) -> io::Result<Self> {
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
                Ok(length) if depth == 0 => skip(from, length).map(|()| Self::Deep),
                Ok(length) => {
                    let items = (0..length).map(|_| Self::read_within(from, depth - 1));
                    items.collect::<io::Result<_>>().map(Self::Array)
                }
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
            Self::Array(_) | Self::Deep => "array",
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
            Self::Error(text)
                if text.contains(" script: ")
                    && [", on ", ": on "].iter().any(|on| text.contains(on)) =>
            {
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

    /// Whether clients take it for the error of a replica that refuses to write.
    #[must_use]
    pub fn is_readonly(&self) -> bool {
        matches!(self, Self::Error(text) if text.starts_with("READONLY "))
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
            Self::Deep => f.write_str("[...]"),
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

/// Reads so many replies and forgets them.
fn skip(from: &mut impl BufRead, replies: usize) -> io::Result<()> {
    let mut left = replies;
    while left > 0 {
        left -= 1;
        let head = line(from)?;
        let length = head
            .get(1..)
            .and_then(|digits| digits.parse::<usize>().ok());
        match (head.as_bytes().first(), length) {
            (Some(b'*'), Some(items)) => left += items,
            (Some(b'$'), Some(length)) => from.read_exact(&mut vec![0; length + 2])?,
            _ => {}
        }
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &str) -> Option<Reply> {
        Reply::read(&mut bytes.as_bytes()).ok()
    }

    #[test]
    fn replies_are_read_to_their_end() {
        let items = vec![Reply::Integer(-1), Reply::Bulk(b"a".to_vec()), Reply::Null];
        assert_eq!(
            read("*3\r\n:-1\r\n$1\r\na\r\n$-1\r\n"),
            Some(Reply::Array(items))
        );
        assert_eq!(read("*1\r\n"), None);
    }

    #[test]
    fn a_table_within_itself_is_not_read_level_by_level() {
        let deep = "*1\r\n".repeat(100_000) + "$1\r\na\r\n";
        let two = format!("*2\r\n{deep}+OK\r\n");
        let mut reply = read(&two).expect("an array");
        assert_eq!(reply.items().get(1), Some(&Reply::Status("OK".to_owned())));
        while let Some(first) = reply.items().first() {
            reply = first.clone();
        }
        assert_eq!(reply, Reply::Deep);
    }
}
