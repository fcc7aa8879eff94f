//! The first line `#!lua flags=...` of a script, as Redis from 7.0 on and Valkey read it.

use super::source::{Source, Span};
use crate::report::diagnostic::Diagnostic;

const FLAGS: [&str; 5] = [
    "no-writes",
    "allow-oom",
    "allow-stale",
    "no-cluster",
    "allow-cross-slot-keys",
];

/// The shebang line without its end, if the text begins with one.
pub(super) fn read(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Option<Span> {
    if !source.text().starts_with("#!") {
        return None;
    }
    let text = source.text();
    let end = text.find('\n').unwrap_or(text.len());
    let span = Span::new(0, end as u32);
    if end == text.len() {
        diagnostics.push(
            Diagnostic::error("syntax", span, "the shebang line has no line end")
                .note("Redis answers `ERR Invalid script shebang`")
                .help("end the line, and write the script below it"),
        );
    }
    check_line(text.get(..end).unwrap_or_default(), diagnostics);
    Some(span)
}

fn check_line(line: &str, diagnostics: &mut Vec<Diagnostic>) {
    let mut words = words(line).into_iter();
    let (start, engine) = words.next().unwrap_or_default();
    if line.matches('"').count() % 2 == 1 || line.matches('\'').count() % 2 == 1 {
        let span = Span::new(0, line.len() as u32);
        diagnostics.push(
            Diagnostic::error("syntax", span, "unbalanced quotes in the shebang line")
                .note("Redis answers `ERR Invalid engine in script shebang`")
                .help("remove the quotes; `flags=...` needs none"),
        );
        return;
    }
    let span = |start: usize, word: &str| Span::new(start as u32, (start + word.len()) as u32);
    if engine != "#!lua" {
        diagnostics.push(
            Diagnostic::error(
                "syntax",
                span(start, engine),
                "the engine of the shebang line is not `lua`",
            )
            .note(format!(
                "Redis answers `ERR Unexpected engine in script shebang: {engine}`"
            ))
            .help("write `#!lua`, in lower case and without a space"),
        );
    }
    for (start, word) in words {
        // Quotes around the word or its value are the command line's, and not part of it.
        let plain: String = word.chars().filter(|c| !matches!(c, '"' | '\'')).collect();
        match plain.strip_prefix("flags=") {
            Some(flags) => check_flags(flags, span(start, word), diagnostics),
            None => diagnostics.push(
                Diagnostic::error(
                    "syntax",
                    span(start, word),
                    format!("unknown option `{plain}` of the shebang line"),
                )
                .note(format!(
                    "Redis answers `ERR Unknown lua shebang option: {plain}`"
                ))
                .help("scripts know only `flags=...`; `name=` is for functions"),
            ),
        }
    }
}

fn check_flags(flags: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) {
    if flags.is_empty() {
        return;
    }
    for flag in flags.split(',').filter(|flag| !FLAGS.contains(flag)) {
        diagnostics.push(
            Diagnostic::error(
                "syntax",
                span,
                format!("unknown flag `{flag}` in the shebang line"),
            )
            .note(format!(
                "Redis answers `ERR Unexpected flag in script shebang: {flag}`"
            ))
            .help(format!(
                "the flags are {}; separate them by commas without spaces",
                FLAGS.join(", ")
            )),
        );
    }
}

/// The words of the line with their places; a quoted word may contain spaces.
fn words(line: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut start = None;
    let mut quote = None;
    for (at, c) in line.char_indices() {
        let is_space = c.is_ascii_whitespace() && quote.is_none();
        match (start, is_space) {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                words.extend(line.get(from..at).map(|word| (from, word)));
                start = None;
            }
            _ => {}
        }
        match quote {
            None if matches!(c, '"' | '\'') => quote = Some(c),
            Some(open) if open == c => quote = None,
            _ => {}
        }
    }
    words.extend(start.and_then(|from| line.get(from..).map(|word| (from, word))));
    words
}
