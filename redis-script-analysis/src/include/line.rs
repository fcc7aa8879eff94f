//! The line of a comment that includes a file: `--- @include "lib/clock"`.

use crate::lua::comments;
use crate::lua::syntax::Comment;
use crate::text::{Refusal, Source, Span, fill, find, is_misspelled};

const WORD: &str = "@include";
const FORM: &str = "write `--- @include \"name\"` on a line of its own";

/// A line that includes a file.
pub(super) struct IncludeLine {
    /// Its number, from 1.
    pub(super) line: u32,
    /// The name, or what is wrong.
    pub(super) name: Result<String, Refusal>,
    /// The name with its quotes, or what is wrong.
    pub(super) span: Span,
}

/// The lines of a text that include files, in their order.
pub(super) fn include_lines(source: &Source) -> Vec<IncludeLine> {
    let mut lines = Vec::new();
    // Most texts have none, and need no lexer.
    if find(source.text(), "@").is_none() {
        return lines;
    }
    for comment in &comments(source) {
        if let Some(line) = include_line(comment, source) {
            lines.push(line);
        }
    }
    lines
}

/// A comment that begins with `@include`. One in long brackets never does anything.
fn include_line(comment: &Comment, source: &Source) -> Option<IncludeLine> {
    if comment.inner.start != comment.span.start + 2 {
        return None;
    }
    let text = source.slice(comment.inner).trim_end();
    let end = comment.inner.start + text.len() as u32;
    let text = text.trim_start_matches('-').trim_start();
    let after = after_word(text)?;
    let mut span = Span::new(end - text.len() as u32, end);
    let line = source.line_of(comment.span.start);
    let before = Span::new(source.line_start(line), comment.span.start);
    let name = match &after {
        _ if !source.slice(before).trim().is_empty() => {
            Err(Refusal::new("an include shares its line with code").help(FORM))
        }
        Ok(after) => name(after).map(str::to_owned),
        Err(refusal) => Err(refusal.clone()),
    };
    if let (Ok(name), Ok(after)) = (&name, after) {
        let start = end - after.trim_start().len() as u32;
        span = Span::new(start, start + name.len() as u32 + 2);
    }
    Some(IncludeLine { line, name, span })
}

/// What follows `@include`; a refusal for a word that is meant as it; `None` for a comment about something else.
fn after_word(text: &str) -> Option<Result<&str, Refusal>> {
    let ends: fn(char) -> bool = |c| c != '@' && c != '_' && !c.is_alphanumeric();
    let (word, after) = text.split_at(text.find(ends).unwrap_or(text.len()));
    if word == WORD {
        return Some(Ok(after));
    }
    let is_quoted = after.trim_start().starts_with(['"', '\'']);
    if !is_quoted || !word.starts_with('@') || !is_misspelled(word, &[WORD]) {
        return None;
    }
    let refusal = Refusal::new(fill!("`{word}` includes nothing", word));
    Some(Err(refusal.help(fill!("did you mean `{WORD}`?", WORD))))
}

/// The name in quotes, after which only `;` and blanks may come.
fn name(after: &str) -> Result<&str, Refusal> {
    let text = after.trim_start();
    let (quote, inside) = match text.chars().next() {
        Some(quote @ ('"' | '\'')) => (quote, text.get(1..).unwrap_or_default()),
        _ => return Err(Refusal::new("the name of an include must be in quotes").help(FORM)),
    };
    let Some((name, rest)) = inside.split_once(quote) else {
        let message = "the name of an include has no closing quote";
        return Err(Refusal::new(message).help(FORM));
    };
    let ends: fn(char) -> bool = |c| c == ';' || c.is_whitespace();
    let rest = rest.trim_start_matches(ends);
    if !rest.is_empty() {
        let message = fill!(
            "an include names one file, and this one goes on with `{rest}`",
            rest
        );
        return Err(Refusal::new(message).help("write each include on a line of its own"));
    }
    Ok(name)
}
