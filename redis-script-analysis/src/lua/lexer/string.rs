//! Strings and long brackets.

use super::{Lexer, TokenKind};
use crate::report::diagnostic::Diagnostic;
use crate::text::Span;

impl Lexer<'_> {
    pub(super) fn quoted(&mut self) -> TokenKind {
        let start = self.at;
        let quote = self.rest().first().copied();
        self.at += 1;
        let mut value = Vec::new();
        loop {
            match self.rest() {
                [byte, ..] if Some(*byte) == quote => {
                    self.at += 1;
                    return TokenKind::String(value.into());
                }
                [] | [b'\n' | b'\r', ..] => {
                    let span = self.span_from(start);
                    let help = if self
                        .text
                        .get(..self.at)
                        .is_some_and(|text| text.ends_with(b"\\z"))
                    {
                        "`\\z` came with Lua 5.2: close the string, and go on with `..` on the next line"
                    } else {
                        "close it, or write `\\n` for a line break; `[[...]]` holds several lines"
                    };
                    self.errors.push(
                        Diagnostic::error("syntax", span, "unfinished string")
                            .label("no closing quote on this line")
                            .help(help),
                    );
                    return TokenKind::String(value.into());
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
            b'\\' | b'"' | b'\'' => escaped,
            // An unknown escape drops the backslash.
            other => {
                self.note_unknown_escape(start);
                other
            }
        };
        value.push(byte);
        self.at += 1;
    }

    /// The backslash and the character behind it.
    fn note_unknown_escape(&mut self, start: usize) {
        let rest = self.source.text().get(self.at..).unwrap_or_default();
        let length = rest.chars().next().map_or(0, char::len_utf8);
        let span = Span::new(start as u32, (self.at + length) as u32);
        self.unknown_escapes.push(span);
    }

    fn decimal_escape(&mut self, start: usize, value: &mut Vec<u8>) {
        let mut number = 0;
        for _ in 0..3 {
            if let [digit @ b'0'..=b'9', ..] = self.rest() {
                number = number * 10 + u32::from(digit - b'0');
                self.at += 1;
            }
        }
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

    pub(super) fn long_string(&mut self) -> TokenKind {
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
        TokenKind::String(value.into())
    }

    /// From the opening bracket at the lexer's place to behind the closing one; gives what is between. A `[[` inside of
    /// `[[...]]` is noted: Lua 5.1 and old servers refuse it (`LUA_COMPAT_LSTR`), newer ones take it as text.
    pub(super) fn long_bracket_body(&mut self, start: usize) -> Span {
        let level = long_bracket(self.rest()).unwrap_or(0);
        let opening = self.at;
        self.at += level + 2;
        let inner = self.at;
        let mut nested = None;
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
                    self.nested_brackets.extend(nested);
                    self.at += level + 2;
                    return body;
                }
                [b'[', b'[', ..] if level == 0 && nested.is_none() => {
                    nested = Some(Span::new(self.at as u32, self.at as u32 + 2));
                    self.at += 1;
                }
                _ => self.at += 1,
            }
        }
    }
}

/// The number of `=` in an opening long bracket.
pub(super) fn long_bracket(text: &[u8]) -> Option<usize> {
    let rest = text.strip_prefix(b"[")?;
    let mut level = 0;
    while rest.get(level) == Some(&b'=') {
        level += 1;
    }
    (rest.get(level) == Some(&b'[')).then_some(level)
}

fn closes(text: &[u8], level: usize) -> bool {
    let equals = text.get(1..=level).unwrap_or_default();
    equals.len() == level
        && equals.iter().all(|byte| *byte == b'=')
        && text.get(level + 1) == Some(&b']')
}
