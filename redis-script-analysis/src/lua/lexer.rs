//! From bytes to tokens, as llex.c of Lua 5.1 reads them.

mod string;

use self::string::long_bracket;
use super::number;
use super::syntax::Comment;
use crate::report::diagnostic::Diagnostic;
use crate::text::{Source, Span};

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum TokenKind {
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
    pub(super) kind: TokenKind,
    pub(super) span: Span,
}

const KEYWORDS: [&str; 21] = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "if", "in", "local",
    "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
];

/// Longer ones before their beginnings; `..` and `...` are read by [`dots`].
const OPERATORS: [&str; 24] = [
    "==", "~=", "<=", ">=", "+", "-", "*", "/", "%", "^", "#", "<", ">", "=", "(", ")", "{", "}",
    "[", "]", ";", ":", ",", ".",
];

pub(super) struct Lexer<'source> {
    source: &'source Source,
    text: &'source [u8],
    at: usize,
    pub(super) comments: Vec<Comment>,
    pub(super) errors: Vec<Diagnostic>,
    pub(super) unknown_escapes: Vec<Span>,
    pub(super) nested_brackets: Vec<Span>,
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
            unknown_escapes: Vec::new(),
            nested_brackets: Vec::new(),
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

    fn token(&mut self) -> TokenKind {
        let rest = self.rest();
        match rest {
            [] => TokenKind::End,
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
            while self.next_is(|byte| !matches!(byte, b'\n' | b'\r')) {
                self.at += 1;
            }
            self.span_from(start + 2)
        };
        self.comments.push(Comment {
            span: self.span_from(start),
            inner,
        });
    }

    fn word(&mut self) -> TokenKind {
        let start = self.at;
        while self.next_is(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            self.at += 1;
        }
        let text = self.source.slice(self.span_from(start));
        for keyword in &KEYWORDS {
            if *keyword == text {
                return TokenKind::Fixed(keyword);
            }
        }
        TokenKind::Name
    }

    fn next_is(&self, wanted: fn(u8) -> bool) -> bool {
        self.text.get(self.at).is_some_and(|byte| wanted(*byte))
    }

    fn operator(&mut self) -> TokenKind {
        let rest = self.rest();
        if let Some((dots, length)) = dots(rest) {
            self.at += length;
            return TokenKind::Fixed(dots);
        }
        for operator in &OPERATORS {
            if rest.starts_with(operator.as_bytes()) {
                self.at += operator.len();
                return TokenKind::Fixed(operator);
            }
        }
        let width = self
            .source
            .text()
            .get(self.at..)
            .and_then(|text| text.chars().next())
            .map_or(1, char::len_utf8);
        self.at += width;
        TokenKind::Foreign
    }

    fn numeral(&mut self) -> TokenKind {
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
        TokenKind::Number(value.unwrap_or_default())
    }
}

/// `..` or `...` and its length. As in a numeral, `strchr` finds the NUL at the end of its list: a NUL passes for each dot
/// but the first (`check_next` in llex.c).
fn dots(text: &[u8]) -> Option<(&'static str, usize)> {
    match text {
        [b'.', b'.' | 0, b'.' | 0, ..] => Some(("...", 3)),
        [b'.', b'.' | 0, ..] => Some(("..", 2)),
        _ => None,
    }
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
