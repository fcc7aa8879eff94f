//! The first line of a function library.

use super::unbalanced_quotes;
use super::words::{Word, words};
use crate::report::diagnostic::Diagnostic;
use crate::text::{Span, fill};

pub(super) fn check_line(line: &str, diagnostics: &mut Vec<Diagnostic>) {
    let Some(words) = words(line) else {
        diagnostics.push(unbalanced_quotes(line, "ERR Invalid library metadata"));
        return;
    };
    let mut error = |span: Span, message: String, answer: &str| {
        diagnostics.push(
            Diagnostic::error("syntax", span, message)
                .note(fill!("Redis answers `{answer}`", answer))
                .help("write `#!lua name=mylib`, and nothing else on the line"),
        );
    };
    let [Word { text: engine, span }, options @ ..] = words.as_slice() else {
        return;
    };
    if !engine.eq_ignore_ascii_case("#!lua") {
        let name = engine.strip_prefix("#!").unwrap_or(engine);
        let message = "the engine of the shebang line is not `lua`".to_owned();
        let answer = fill!("ERR Engine '{name}' not found", name);
        error(*span, message, &answer);
    }
    let mut named = false;
    for Word { text, span } in options {
        let Some(name) = name(text) else {
            let message = fill!(
                "unknown option `{text}` in the shebang line of a library",
                text
            );
            let answer = fill!("ERR Invalid metadata value given: {text}", text);
            error(*span, message, &answer);
            continue;
        };
        if std::mem::replace(&mut named, true) {
            let message = "the library has two names".to_owned();
            let answer = "ERR Invalid metadata value, name argument was given multiple times";
            error(*span, message, answer);
        }
        if !is_plain(name) {
            let message = fill!("`{name}` cannot be the name of a library", name);
            let answer = "ERR Library names can only contain letters, numbers, or underscores(_) and must be at least one character long";
            error(*span, message, answer);
        }
    }
    if !named {
        let line = Span::new(0, line.len() as u32);
        error(
            line,
            "the library has no name".to_owned(),
            "ERR Library name was not given",
        );
    }
}

fn is_plain(name: &str) -> bool {
    for byte in name.as_bytes() {
        if !byte.is_ascii_alphanumeric() && *byte != b'_' {
            return false;
        }
    }
    !name.is_empty()
}

/// The name that an option gives to the library.
pub(super) fn name(option: &str) -> Option<&str> {
    let (key, name) = option.split_at_checked("name=".len())?;
    key.eq_ignore_ascii_case("name=").then_some(name)
}
