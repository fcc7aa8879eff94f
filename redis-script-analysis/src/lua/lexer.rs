//! From bytes to tokens, as llex.c of Lua 5.1 reads them.

use super::number;
use super::source::{Source, Span};
use super::syntax::Comment;
use crate::report::diagnostic::Diagnostic;

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// The end of the text.
    End,
    /// A name; its text is the span's.
    Name,
    /// A string after its escapes.
    String(Box<[u8]>),
    Number(f64),
    /// A keyword or an operator.
    Fixed(&'static str),
    /// A character that Lua does not know.
    Foreign,
}

/// A token and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Span,
}

const KEYWORDS: [&str; 21] = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "if", "in", "local",
    "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
];

/// Longer ones before their beginnings.
const OPERATORS: [&str; 26] = [
    "...", "..", "==", "~=", "<=", ">=", "+", "-", "*", "/", "%", "^", "#", "<", ">", "=", "(",
    ")", "{", "}", "[", "]", ";", ":", ",", ".",
];

pub(super) struct Lexer<'source> {
    source: &'source Source,
    text: &'source [u8],
    at: usize,
    pub(super) comments: Vec<Comment>,
    pub(super) errors: Vec<Diagnostic>,
}

impl<'source> Lexer<'source> {
    /// Begins behind `start`, where a shebang line ends.
    pub(super) fn new(source: &'source Source, start: u32) -> Self {
        let text = source.text().as_bytes();
        Self {
            source,
            text,
            at: start as usize,
            comments: Vec::new(),
            errors: Vec::new(),
        }
    }

    pub(super) fn next(&mut self) -> Token {
        self.skip_space_and_comments();
        let start = self.at;
        let kind = self.token();
        Token {
            kind,
            span: self.span_from(start),
        }
    }

    fn token(&mut self) -> Kind {
        let rest = self.rest();
        match rest {
            [] => Kind::End,
            [b'"' | b'\'', ..] => self.quoted(),
            [b'[', b'[' | b'=', ..] if long_bracket(rest).is_some() => self.long_string(),
            [b'0'..=b'9', ..] | [b'.', b'0'..=b'9', ..] => self.numeral(),
            [byte, ..] if byte.is_ascii_alphabetic() || *byte == b'_' => self.word(),
            _ => self.operator(),
        }
    }

    fn rest(&self) -> &'source [u8] {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn span_from(&self, start: usize) -> Span {
        Span::new(start as u32, self.at as u32)
    }

    fn skip_space_and_comments(&mut self) {
        loop {
            match self.rest() {
                [b' ' | b'\t' | b'\r' | b'\n' | 0x0b | 0x0c, ..] => self.at += 1,
                [b'-', b'-', ..] => self.comment(),
                _ => return,
            }
        }
    }

    fn comment(&mut self) {
        let start = self.at;
        self.at += 2;
        let inner = if long_bracket(self.rest()).is_some() {
            self.long_bracket_body(start)
        } else {
            let length = self
                .rest()
                .iter()
                .take_while(|byte| !matches!(byte, b'\n' | b'\r'))
                .count();
            self.at += length;
            self.span_from(start + 2)
        };
        self.comments.push(Comment {
            span: self.span_from(start),
            inner,
        });
    }

    fn word(&mut self) -> Kind {
        let start = self.at;
        let length = self
            .rest()
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_')
            .count();
        self.at += length;
        let text = self.source.slice(self.span_from(start));
        KEYWORDS
            .iter()
            .find(|keyword| **keyword == text)
            .map_or(Kind::Name, |keyword| Kind::Fixed(keyword))
    }

    fn operator(&mut self) -> Kind {
        let rest = self.rest();
        if let Some(operator) = OPERATORS
            .iter()
            .find(|operator| rest.starts_with(operator.as_bytes()))
        {
            self.at += operator.len();
            return Kind::Fixed(operator);
        }
        let width = self
            .source
            .text()
            .get(self.at..)
            .and_then(|text| text.chars().next())
            .map_or(1, char::len_utf8);
        self.at += width;
        Kind::Foreign
    }

    fn numeral(&mut self) -> Kind {
        let start = self.at;
        let rest = self.rest();
        self.at += number::length(rest);
        let numeral = self.text.get(start..self.at).unwrap_or_default();
        let value = number::value(numeral);
        if value.is_none() {
            let error = Diagnostic::error("syntax", self.span_from(start), "malformed number")
                .help(numeral_help(numeral));
            self.errors.push(error);
        }
        Kind::Number(value.unwrap_or_default())
    }

    fn quoted(&mut self) -> Kind {
        let start = self.at;
        let quote = self.rest().first().copied();
        self.at += 1;
        let mut value = Vec::new();
        loop {
            match self.rest() {
                [byte, ..] if Some(*byte) == quote => {
                    self.at += 1;
                    return Kind::String(value.into());
                }
                [] | [b'\n' | b'\r', ..] => {
                    let span = self.span_from(start);
                    self.errors.push(
                        Diagnostic::error("syntax", span, "unfinished string")
                            .label("no closing quote on this line")
                            .help("close it, or write `\\n` for a line break; `[[...]]` holds several lines"),
                    );
                    return Kind::String(value.into());
                }
                [b'\\', ..] => self.escape(&mut value),
                [byte, ..] => {
                    value.push(*byte);
                    self.at += 1;
                }
            }
        }
    }

    fn escape(&mut self, value: &mut Vec<u8>) {
        let start = self.at;
        self.at += 1;
        let Some(escaped) = self.rest().first().copied() else {
            return;
        };
        let byte = match escaped {
            b'a' => 7,
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'v' => 11,
            b'\n' | b'\r' => {
                self.skip_line_end();
                value.push(b'\n');
                return;
            }
            b'0'..=b'9' => return self.decimal_escape(start, value),
            // An unknown escape drops the backslash.
            other => other,
        };
        value.push(byte);
        self.at += 1;
    }

    fn decimal_escape(&mut self, start: usize, value: &mut Vec<u8>) {
        let digits = self
            .rest()
            .iter()
            .take(3)
            .take_while(|byte| byte.is_ascii_digit());
        let (count, number) = digits.fold((0, 0u32), |(count, number), digit| {
            (count + 1, number * 10 + u32::from(digit - b'0'))
        });
        self.at += count;
        match u8::try_from(number) {
            Ok(byte) => value.push(byte),
            Err(_) => self.errors.push(
                Diagnostic::error("syntax", self.span_from(start), "escape sequence too large")
                    .label("a byte is 255 at most")
                    .help("`\\ddd` is a byte in decimal"),
            ),
        }
    }

    /// CR LF and LF CR are one line end.
    fn skip_line_end(&mut self) {
        self.at += match self.rest() {
            [b'\r', b'\n', ..] | [b'\n', b'\r', ..] => 2,
            _ => 1,
        };
    }

    fn long_string(&mut self) -> Kind {
        let start = self.at;
        let inner = self.long_bracket_body(start);
        let mut value = Vec::new();
        let mut text = self.text.get(inner.range()).unwrap_or_default();
        let mut first = true;
        while let Some((byte, rest)) = text.split_first() {
            text = rest;
            if matches!(byte, b'\n' | b'\r') {
                if let [next @ (b'\n' | b'\r'), rest @ ..] = text
                    && next != byte
                {
                    text = rest;
                }
                // A line end right behind the bracket is not part of the string.
                if !first {
                    value.push(b'\n');
                }
            } else {
                value.push(*byte);
            }
            first = false;
        }
        Kind::String(value.into())
    }

    /// From the opening bracket at the lexer's place to behind the closing one; gives what is between. Vanilla Lua 5.1
    /// refuses a second `[[` inside of `[[...]]`; the Lua of Redis and Valkey takes it as text.
    fn long_bracket_body(&mut self, start: usize) -> Span {
        let level = long_bracket(self.rest()).unwrap_or(0);
        let opening = self.at;
        self.at += level + 2;
        let inner = self.at;
        loop {
            match self.rest() {
                [] => {
                    let span = Span::new(start as u32, (opening + level + 2) as u32);
                    self.errors.push(
                        Diagnostic::error("syntax", span, "unfinished long string or comment")
                            .label("opened here, never closed")
                            .help(format!("close it with `]{}]`", "=".repeat(level))),
                    );
                    return self.span_from(inner);
                }
                rest @ [b']', ..] if closes(rest, level) => {
                    let body = self.span_from(inner);
                    self.at += level + 2;
                    return body;
                }
                _ => self.at += 1,
            }
        }
    }
}

/// The number of `=` in an opening long bracket.
fn long_bracket(text: &[u8]) -> Option<usize> {
    let rest = text.strip_prefix(b"[")?;
    let level = rest.iter().take_while(|byte| **byte == b'=').count();
    (rest.get(level) == Some(&b'[')).then_some(level)
}

fn closes(text: &[u8], level: usize) -> bool {
    let equals = text.get(1..=level).unwrap_or_default();
    equals.len() == level
        && equals.iter().all(|byte| *byte == b'=')
        && text.get(level + 1) == Some(&b']')
}

fn numeral_help(numeral: &[u8]) -> &'static str {
    let lower = numeral.to_ascii_lowercase();
    if lower.ends_with(b"ll") || lower.ends_with(b"i") && !lower.starts_with(b"0x") {
        "suffixes such as `LL` and `i` are LuaJIT's, Redis runs Lua 5.1"
    } else if lower.contains(&b'_') {
        "Lua has no digit separators"
    } else if lower.starts_with(b"0b") || lower.starts_with(b"0o") {
        "Lua has decimal and hexadecimal numerals alone"
    } else {
        "write it as `3`, `3.14`, `1e9` or `0xff`"
    }
}
