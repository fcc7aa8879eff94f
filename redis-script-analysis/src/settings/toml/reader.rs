//! From characters to keys and lines.

use super::value::{self, Given};
use super::{TomlError, string};
use crate::text::Refusal;
use crate::text::Span;

/// A key, or several joined by dots, each with its place.
pub(super) struct TomlKey {
    pub(super) parents: Vec<(String, Span)>,
    pub(super) last: (String, Span),
}

/// A place in the text.
pub(super) struct TomlReader<'text> {
    text: &'text str,
    at: usize,
}

impl<'text> TomlReader<'text> {
    pub(super) fn new(text: &'text str) -> Self {
        let at = text.len() - text.trim_start_matches('\u{feff}').len();
        Self {
            text,
            at: at.min('\u{feff}'.len_utf8()),
        }
    }

    /// Goes to the next line that says something; `false` at the end of the text.
    pub(super) fn skip_blank_lines(&mut self) -> Result<bool, TomlError> {
        self.skip_blank()?;
        Ok(!self.rest().is_empty())
    }

    /// Passes spaces, line ends and comments.
    pub(super) fn skip_blank(&mut self) -> Result<(), TomlError> {
        loop {
            self.skip_spaces();
            if self.peek() == Some('#') {
                self.skip_comment()?;
            } else if !self.accept("\n") && !self.accept("\r\n") {
                return Ok(());
            }
        }
    }

    /// `[a.b]`; `None` where something else stands.
    pub(super) fn header(&mut self) -> Result<Option<TomlKey>, TomlError> {
        if self.rest().starts_with("[[") {
            let help = "write the name of the table between single brackets";
            return Err(self.refuse("arrays of tables have no meaning here", help));
        }
        if !self.accept("[") {
            return Ok(None);
        }
        let key = self.key()?;
        if !self.accept("]") {
            return Err(self.refuse(
                "the name of a table ends in `]`",
                "write it like `[target]`",
            ));
        }
        Ok(Some(key))
    }

    /// `key = value`
    pub(super) fn pair(&mut self) -> Result<(TomlKey, Given), TomlError> {
        Ok((self.key_of_pair()?, value::read_given(self)?))
    }

    /// `key =`, and the spaces after it.
    pub(super) fn key_of_pair(&mut self) -> Result<TomlKey, TomlError> {
        let key = self.key()?;
        if !self.accept("=") {
            return Err(self.refuse(
                "expected `=` after the key",
                "write it like `key = \"value\"`",
            ));
        }
        self.skip_spaces();
        Ok(key)
    }

    /// The end of a line, perhaps behind a comment.
    pub(super) fn line_end(&mut self) -> Result<(), TomlError> {
        self.skip_spaces();
        if self.peek() == Some('#') {
            self.skip_comment()?;
        }
        if self.rest().is_empty() || self.accept("\n") || self.accept("\r\n") {
            return Ok(());
        }
        Err(self.refuse(
            "expected the end of the line",
            "give each key a line of its own",
        ))
    }

    fn key(&mut self) -> Result<TomlKey, TomlError> {
        let mut key = TomlKey {
            parents: Vec::new(),
            last: self.key_part()?,
        };
        while self.accept(".") {
            let part = self.key_part()?;
            key.parents.push(std::mem::replace(&mut key.last, part));
        }
        Ok(key)
    }

    fn key_part(&mut self) -> Result<(String, Span), TomlError> {
        self.skip_spaces();
        let start = self.at;
        let part = match self.peek() {
            Some('"' | '\'') => string::read(self)?,
            _ => self.word().to_owned(),
        };
        let span = self.span_from(start);
        if self.at == start {
            let help = "a name is made of letters, digits, `_` and `-`";
            return Err(self.refuse("expected the name of a key or a table", help));
        }
        self.skip_spaces();
        Ok((part, span))
    }

    /// Takes letters, digits, `_` and `-`.
    pub(super) fn word(&mut self) -> &'text str {
        let rest = self.rest();
        let ends: fn(char) -> bool = |c| !c.is_ascii_alphanumeric() && c != '_' && c != '-';
        let end = rest.find(ends);
        let word = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        self.at += word.len();
        word
    }

    pub(super) fn skip_spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
    }

    fn skip_comment(&mut self) -> Result<(), TomlError> {
        while let Some(c) = self.peek() {
            match c {
                '\n' => break,
                '\r' if self.rest().starts_with("\r\n") => break,
                c if is_control(c) => return Err(self.control_character()),
                c => self.at += c.len_utf8(),
            }
        }
        Ok(())
    }

    pub(super) fn rest(&self) -> &'text str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Takes the next character.
    pub(super) fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    /// Takes a text if it comes next.
    pub(super) fn accept(&mut self, text: &str) -> bool {
        let next = self.rest().starts_with(text);
        self.at += if next { text.len() } else { 0 };
        next
    }

    pub(super) fn offset(&self) -> usize {
        self.at
    }

    pub(super) fn span_from(&self, start: usize) -> Span {
        Span::new(start as u32, self.at as u32)
    }

    /// An error at the next character.
    pub(super) fn refuse(&self, message: &str, help: &str) -> TomlError {
        let width = self.peek().map_or(0, char::len_utf8);
        let span = Span::new(self.at as u32, (self.at + width) as u32);
        (Refusal::new(message).help(help), span)
    }

    pub(super) fn control_character(&self) -> TomlError {
        let code = self.peek().map_or(0, u32::from);
        let message = format!("the control character U+{code:04X} is not allowed here");
        self.refuse(
            &message,
            "remove it, or write it as an escape between double quotes",
        )
    }
}

/// What TOML keeps out of comments and strings.
pub(super) fn is_control(c: char) -> bool {
    c.is_ascii_control() && c != '\t'
}
