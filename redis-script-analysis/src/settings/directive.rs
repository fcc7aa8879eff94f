//! `-- redis-script: allow(lint_name), deny(other_name) -- for this reason`, the text of one line.

use super::Level;
use crate::report::diagnostic::Diagnostic;
use crate::text::Span;
use crate::text::{Refusal, nearest};

const WORD: &str = "redis-script";
const FORM: &str =
    "levels are set by `-- redis-script: allow(lint_name)`, `warn(...)` or `deny(...)`";

/// The name under which problems with settings are reported.
pub(super) const SETTINGS: &str = "settings";

/// What one line sets.
pub(super) struct Directive<'text> {
    /// From `redis-script` to the last character.
    pub(super) span: Span,
    /// Names as they were written, each with its place.
    pub(super) set: Vec<(Level, &'text str, Span)>,
}

/// Reads a line of a comment, which begins at `start`; `None` if it is about something else.
pub(super) fn read<'text>(
    line: &'text str,
    start: u32,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Directive<'text>> {
    let decoration: fn(char) -> bool = |c| c.is_whitespace() || matches!(c, '-' | '*' | '#');
    let text = line.trim_start_matches(decoration);
    let start = start + (line.len() - text.len()) as u32;
    let text = text.trim_end();
    let span = Span::new(start, start + text.len() as u32);
    let Some(rest) = addressed(text) else {
        if is_misaddressed(text) {
            diagnostics.push(Diagnostic::refused(SETTINGS, span, no_level()));
        }
        return None;
    };
    let mut reader = DirectiveReader {
        rest,
        at: span.end - rest.len() as u32,
        set: Vec::new(),
    };
    if let Err((refused, place)) = reader.all() {
        diagnostics.push(Diagnostic::refused(SETTINGS, place, refused));
    }
    Some(Directive {
        span,
        set: reader.set,
    })
}

/// The text behind `redis-script:`.
fn addressed(text: &str) -> Option<&str> {
    text.strip_prefix(WORD)?.trim_start().strip_prefix(':')
}

/// Whether only the beginning keeps a line from setting a level: `redis_script: allow(x)`, `redis-script allow(x)`.
fn is_misaddressed(text: &str) -> bool {
    let ends: fn(char) -> bool = |c| !c.is_ascii_alphabetic() && c != '-' && c != '_';
    let end = text.find(ends);
    let (word, rest) = text.split_at(end.unwrap_or(text.len()));
    let divides: fn(char) -> bool = |c| c.is_whitespace() || c == ':' || c == '=';
    let rest = rest.trim_start_matches(divides);
    let sets = |level: &Level| {
        let names = rest.strip_prefix(level.name());
        names.is_some_and(|names| names.trim_start().starts_with('('))
    };
    Level::ALL.iter().any(sets) && (word == WORD || nearest(word, &[WORD]).is_some())
}

fn no_level() -> Refusal {
    Refusal::new("this comment sets no level").help(FORM)
}

/// What is wrong, and where.
type DirectiveError = (Refusal, Span);

struct DirectiveReader<'text> {
    rest: &'text str,
    /// Where `rest` begins in the script.
    at: u32,
    set: Vec<(Level, &'text str, Span)>,
}

impl<'text> DirectiveReader<'text> {
    fn all(&mut self) -> Result<(), DirectiveError> {
        loop {
            self.level()?;
            self.skip(|c| c.is_whitespace() || c == ',');
            // What follows another `--` is a remark.
            if self.rest.is_empty() || self.rest.starts_with("--") {
                return Ok(());
            }
        }
    }

    /// `allow(a, b)`
    fn level(&mut self) -> Result<(), DirectiveError> {
        self.skip(char::is_whitespace);
        let (word, span) = self.take(|c| c.is_ascii_alphanumeric() || c == '_');
        if word.is_empty() {
            let all = Span::new(self.at, self.at + self.rest.len() as u32);
            return Err((no_level(), all));
        }
        let level = Level::named(word).map_err(|refused| (refused, span))?;
        self.skip(char::is_whitespace);
        let names = self.parenthesized(level, span)?;
        let listed = self.set.len();
        for name in names.split(',') {
            let trimmed = name.trim();
            let start = self.at + offset(names, trimmed);
            let place = Span::new(start, start + trimmed.len() as u32);
            if !trimmed.is_empty() {
                self.set.push((level, trimmed, place));
            }
        }
        self.at += names.len() as u32 + 1;
        if self.set.len() == listed {
            let message = format!("`{word}` names no lint");
            return Err((Refusal::new(message).help(FORM), span));
        }
        Ok(())
    }

    /// The text between the parentheses; the reader stands at its beginning afterwards, `rest` behind its end.
    fn parenthesized(&mut self, level: Level, word: Span) -> Result<&'text str, DirectiveError> {
        let inside = self.rest.strip_prefix('(');
        let Some((names, behind)) = inside.and_then(|inside| inside.split_once(')')) else {
            let name = level.name();
            let message = format!("the names after `{name}` must be in parentheses");
            let help = format!("write `{name}(lint_name)`");
            return Err((Refusal::new(message).help(help), word));
        };
        self.at += 1;
        self.rest = behind;
        Ok(names)
    }

    fn skip(&mut self, what: fn(char) -> bool) {
        self.take(what);
    }

    fn take(&mut self, what: fn(char) -> bool) -> (&'text str, Span) {
        let behind = self.rest.trim_start_matches(what);
        let (taken, rest) = self.rest.split_at(self.rest.len() - behind.len());
        let span = Span::new(self.at, self.at + taken.len() as u32);
        self.rest = rest;
        self.at = span.end;
        (taken, span)
    }
}

/// Where a part begins in its whole.
fn offset(whole: &str, part: &str) -> u32 {
    (part.as_ptr() as usize - whole.as_ptr() as usize) as u32
}
