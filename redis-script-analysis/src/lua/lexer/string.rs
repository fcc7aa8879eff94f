//! Strings and long brackets.

use super::{Lexer, TokenKind};
use crate::report::diagnostic::Diagnostic;
use crate::text::{Span, fill};

impl Lexer<'_> {
    pub(super) fn quoted(&mut self, quote: u8) -> TokenKind {
        let start = self.at();
        self.take(1);
        let mut value = Vec::new();
        loop {
            match self.rest {
                [byte, rest @ ..] if *byte == quote => {
                    self.rest = rest;
                    return TokenKind::String(value.into());
                }
                [] | [b'\n' | b'\r', ..] => {
                    self.unfinished(start);
                    return TokenKind::String(value.into());
                }
                [b'\\', ..] => self.escape(&mut value),
                [byte, rest @ ..] => {
                    value.push(*byte);
                    self.rest = rest;
                }
            }
        }
    }

    fn unfinished(&mut self, start: usize) {
        let span = self.span_from(start);
        let help = if self.source.slice(span).ends_with("\\z") {
            "`\\z` came with Lua 5.2: close the string, and go on with `..` on the next line"
        } else {
            "close it, or write `\\n` for a line break; `[[...]]` holds several lines"
        };
        self.errors.push(
            Diagnostic::error("syntax", span, "unfinished string")
                .label("no closing quote on this line")
                .help(help),
        );
    }

    fn escape(&mut self, value: &mut Vec<u8>) {
        let start = self.at();
        self.take(1);
        let [escaped, ..] = *self.rest else { return };
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
        self.take(1);
    }

    /// The backslash and the character behind it.
    fn note_unknown_escape(&mut self, start: usize) {
        let end = self.at() + self.character();
        let span = Span::new(start as u32, end as u32);
        self.unknown_escapes.push(span);
    }

    fn decimal_escape(&mut self, start: usize, value: &mut Vec<u8>) {
        let mut number = 0;
        for _ in 0..3 {
            if let [digit @ b'0'..=b'9', rest @ ..] = self.rest {
                number = number * 10 + u32::from(digit - b'0');
                self.rest = rest;
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
        let is_pair = matches!(self.rest, [b'\r', b'\n', ..] | [b'\n', b'\r', ..]);
        self.take(if is_pair { 2 } else { 1 });
    }

    pub(super) fn long_string(&mut self) -> TokenKind {
        let start = self.at();
        let inner = self.long_bracket_body(start);
        let mut value = Vec::new();
        let mut text = self.source.slice(inner).as_bytes();
        let mut first = true;
        while let [byte, rest @ ..] = text {
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
        let level = long_bracket(self.rest).unwrap_or(0);
        self.take(level + 2);
        let inner = self.at();
        let mut nested = None;
        loop {
            match self.rest {
                [] => {
                    self.unclosed(Span::new(start as u32, inner as u32), level);
                    return self.span_from(inner);
                }
                [b']', ..] if closes(self.rest, level) => {
                    let body = self.span_from(inner);
                    if let Some(span) = nested {
                        self.nested_brackets.push(span);
                    }
                    self.take(level + 2);
                    return body;
                }
                [b'[', b'[', rest @ ..] => {
                    if level == 0 && nested.is_none() {
                        let at = self.at() as u32;
                        nested = Some(Span::new(at, at + 2));
                    }
                    self.rest = rest;
                }
                [_, rest @ ..] => self.rest = rest,
            }
        }
    }

    fn unclosed(&mut self, opening: Span, level: usize) {
        let mut closing = String::from("]");
        for _ in 0..level {
            closing.push('=');
        }
        self.errors.push(
            Diagnostic::error("syntax", opening, "unfinished long string or comment")
                .label("opened here, never closed")
                .help(fill!("close it with `{closing}]`", closing)),
        );
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
    for at in 1..=level {
        if text.get(at) != Some(&b'=') {
            return false;
        }
    }
    text.get(level + 1) == Some(&b']')
}
