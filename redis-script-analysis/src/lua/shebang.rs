//! The first line `#!lua flags=...` of a script, as Redis from 7.0 on and Valkey read it, and that of a function library,
//! `#!lua name=...`.

use super::source::{Source, Span};
use crate::report::diagnostic::Diagnostic;

const FLAGS: [&str; 5] = [
    "no-writes",
    "allow-oom",
    "allow-stale",
    "no-cluster",
    "allow-cross-slot-keys",
];

/// What a text is to a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// EVAL and SCRIPT LOAD take it.
    Script,
    /// FUNCTION LOAD takes it.
    Library,
}

impl Form {
    /// What a text seems to be meant as: a library has a name in its first line.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        let line = source.text().strip_prefix("#!").map(first_line);
        let named = line.is_some_and(|line| {
            words(line)
                .iter()
                .any(|(_, word)| word.starts_with("name="))
        });
        if named { Self::Library } else { Self::Script }
    }
}

fn first_line(text: &str) -> &str {
    text.split('\n').next().unwrap_or_default()
}

/// The shebang line without its end, if the text begins with one. `more_flags` are known besides those of Redis.
pub(super) fn read(
    source: &Source,
    form: Form,
    more_flags: &[&str],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Span> {
    let text = source.text();
    if !text.starts_with("#!") {
        return None;
    }
    let line = first_line(text);
    let end = line.len();
    let span = Span::new(0, end as u32);
    if end == text.len() {
        let answer = match form {
            Form::Script => "ERR Invalid script shebang",
            Form::Library => "ERR Invalid library metadata",
        };
        diagnostics.push(
            Diagnostic::error("syntax", span, "the shebang line has no line end")
                .note(format!("Redis answers `{answer}`"))
                .help("end the line, and write the script below it"),
        );
    }
    match form {
        Form::Script => check_line(line, more_flags, diagnostics),
        Form::Library => check_library_line(line, diagnostics),
    }
    Some(span)
}

fn check_library_line(line: &str, diagnostics: &mut Vec<Diagnostic>) {
    let mut error = |(start, word): (usize, &str), message: String, answer: &str| {
        let span = Span::new(start as u32, (start + word.len()) as u32);
        let found = Diagnostic::error("syntax", span, message);
        diagnostics.push(
            found
                .note(format!("Redis answers `{answer}`"))
                .help("write `#!lua name=mylib`, and nothing else on the line"),
        );
    };
    if has_open_quote(line) {
        let message = "unbalanced quotes in the shebang line".to_owned();
        return error((0, line), message, "ERR Invalid library metadata");
    }
    let mut words = words(line).into_iter();
    let (start, engine) = words.next().unwrap_or_default();
    if !engine.eq_ignore_ascii_case("#!lua") {
        let name = engine.trim_start_matches("#!");
        let message = "the engine of the shebang line is not `lua`".to_owned();
        let answer = format!("ERR Engine '{name}' not found");
        error((start, engine), message, &answer);
    }
    let mut named = false;
    for (start, word) in words {
        let plain = without_quotes(word);
        let Some(name) = plain.strip_prefix("name=") else {
            let message = format!("unknown option `{plain}` in the shebang line of a library");
            let answer = format!("ERR Invalid metadata value given: {plain}");
            error((start, word), message, &answer);
            continue;
        };
        if std::mem::replace(&mut named, true) {
            let message = "the library has two names".to_owned();
            let answer = "ERR Invalid metadata value, name argument was given multiple times";
            error((start, word), message, answer);
        }
        let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if name.is_empty() || !name.chars().all(is_plain) {
            let message = format!("`{name}` cannot be the name of a library");
            let answer = "ERR Library names can only contain letters, numbers, or underscores(_) and must be at least one character long";
            error((start, word), message, answer);
        }
    }
}

fn has_open_quote(line: &str) -> bool {
    line.matches('"').count() % 2 == 1 || line.matches('\'').count() % 2 == 1
}

/// Quotes around a word or its value are the command line's, and not part of it.
fn without_quotes(word: &str) -> String {
    word.chars().filter(|c| !matches!(c, '"' | '\'')).collect()
}

fn check_line(line: &str, more_flags: &[&str], diagnostics: &mut Vec<Diagnostic>) {
    let mut words = words(line).into_iter();
    let (start, engine) = words.next().unwrap_or_default();
    if has_open_quote(line) {
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
        let plain = without_quotes(word);
        match plain.strip_prefix("flags=") {
            Some(flags) => check_flags(flags, more_flags, span(start, word), diagnostics),
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

fn check_flags(flags: &str, more_flags: &[&str], span: Span, diagnostics: &mut Vec<Diagnostic>) {
    if flags.is_empty() {
        return;
    }
    let known = |flag: &&str| FLAGS.contains(flag) || more_flags.contains(flag);
    for flag in flags.split(',').filter(|flag| !known(flag)) {
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
