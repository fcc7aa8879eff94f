//! `-- redis-script: allow(lint_name), deny(other_name = "for this reason") -- a remark`, the text of one line.

use super::Level;
use crate::report::diagnostic::Diagnostic;
use crate::text::{Refusal, nearest};
use crate::text::{Span, fill};

const WORD: &str = "redis-script";
const FORM: &str =
    "levels are set by `-- redis-script: allow(lint_name)`, `warn(...)` or `deny(...)`";

/// The name under which problems with settings are reported.
pub(super) const SETTINGS: &str = "settings";

/// What one line sets.
pub(super) struct Directive<'text> {
    /// From `redis-script` to the last character.
    pub(super) span: Span,
    /// In the order of the text.
    pub(super) set: Vec<NamedLevel<'text>>,
}

/// A level for a lint, as it is written.
pub(super) struct NamedLevel<'text> {
    pub(super) level: Level,
    pub(super) lint: &'text str,
    /// Where the name stands.
    pub(super) span: Span,
    /// `allow(lint = "reason")`
    pub(super) reason: Option<&'text str>,
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
    if !text.contains('(') {
        return false;
    }
    let ends: fn(char) -> bool = |c| !c.is_ascii_alphabetic() && c != '-' && c != '_';
    let end = text.find(ends);
    let (word, rest) = text.split_at(end.unwrap_or(text.len()));
    let divides: fn(char) -> bool = |c| c.is_whitespace() || c == ':' || c == '=';
    let rest = rest.trim_start_matches(divides);
    sets_level(rest) && (word == WORD || nearest(word, &[WORD]).is_some())
}

fn sets_level(text: &str) -> bool {
    for level in &Level::ALL {
        if let Some(names) = text.strip_prefix(level.name())
            && names.trim_start().starts_with('(')
        {
            return true;
        }
    }
    false
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
    set: Vec<NamedLevel<'text>>,
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

    /// `allow(a, b = "reason")`
    fn level(&mut self) -> Result<(), DirectiveError> {
        self.skip(char::is_whitespace);
        let (word, span) = self.word();
        if word.is_empty() {
            let all = Span::new(self.at, self.at + self.rest.len() as u32);
            return Err((no_level(), all));
        }
        let level = Level::at(span, word)?;
        self.skip(char::is_whitespace);
        if !self.accept('(') {
            return Err((no_parentheses(word), span));
        }
        let listed = self.set.len();
        loop {
            self.skip(|c| c.is_whitespace() || c == ',');
            if self.accept(')') {
                break;
            }
            let (lint, place) = self.take(|c| !c.is_whitespace() && !",=)".contains(c));
            if lint.is_empty() {
                return Err((no_parentheses(word), span));
            }
            let reason = self.reason(lint, place)?;
            self.set.push(NamedLevel {
                level,
                lint,
                span: place,
                reason,
            });
            self.skip(char::is_whitespace);
            if !self.rest.starts_with([',', ')']) {
                return Err((no_end(word, lint), place));
            }
        }
        if self.set.len() == listed {
            let message = fill!("`{word}` names no lint", word);
            return Err((Refusal::new(message).help(FORM), span));
        }
        Ok(())
    }

    /// `= "reason"` after a name, if it is there.
    fn reason(&mut self, lint: &str, place: Span) -> Result<Option<&'text str>, DirectiveError> {
        self.skip(char::is_whitespace);
        if !self.accept('=') {
            return Ok(None);
        }
        self.skip(char::is_whitespace);
        for quote in &['"', '\''] {
            let quote = *quote;
            if let Some(inside) = self.rest.strip_prefix(quote)
                && let Some((reason, rest)) = inside.split_once(quote)
            {
                self.at += (self.rest.len() - rest.len()) as u32;
                self.rest = rest;
                return Ok(Some(reason));
            }
        }
        let message = fill!(
            "the reason for the level of `{lint}` must be in quotes",
            lint
        );
        let help = fill!("write `{lint} = \"why\"`", lint);
        Err((Refusal::new(message).help(help), place))
    }

    fn word(&mut self) -> (&'text str, Span) {
        self.take(|c| c.is_ascii_alphanumeric() || c == '_')
    }

    fn accept(&mut self, mark: char) -> bool {
        let Some(rest) = self.rest.strip_prefix(mark) else {
            return false;
        };
        self.at += (self.rest.len() - rest.len()) as u32;
        self.rest = rest;
        true
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

fn no_parentheses(level: &str) -> Refusal {
    Refusal::new(fill!(
        "the names after `{level}` must be in parentheses",
        level
    ))
    .help(fill!("write `{level}(lint_name)`", level))
}

fn no_end(level: &str, lint: &str) -> Refusal {
    Refusal::new(fill!("expected `,` or `)` after `{lint}`", lint)).help(fill!(
        "write `{level}(lint_name)` or `{level}(lint_name, other_name)`",
        level,
        level
    ))
}
