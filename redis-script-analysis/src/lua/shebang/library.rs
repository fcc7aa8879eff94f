//! The first line of a function library.

use super::{has_open_quote, without_quotes, words};
use crate::lua::source::Span;
use crate::report::diagnostic::Diagnostic;

pub(super) fn check_line(line: &str, diagnostics: &mut Vec<Diagnostic>) {
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
