//! The first line `#!lua flags=...` of a script, as Redis from 7.0 on and Valkey read it, and that of a function library,
//! `#!lua name=...`.

mod library;

use super::source::{Source, Span};
use crate::report::diagnostic::Diagnostic;

const FLAGS: [&str; 5] = [
    "no-writes",
    "allow-oom",
    "allow-stale",
    "no-cluster",
    "allow-cross-slot-keys",
];

/// The first line of a script or a library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shebang {
    /// Where it stands, without its line end.
    pub span: Span,
    /// The flags of a script, known or not, each with its place.
    pub flags: Vec<(String, Span)>,
}

impl Shebang {
    /// The place of a flag, if the line has it.
    #[must_use]
    pub fn flag(&self, name: &str) -> Option<Span> {
        let mut flags = self.flags.iter();
        flags.find(|(flag, _)| flag == name).map(|(_, span)| *span)
    }
}

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
) -> Option<Shebang> {
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
    let flags = match form {
        Form::Script => check_line(line, more_flags, diagnostics),
        Form::Library => {
            library::check_line(line, diagnostics);
            Vec::new()
        }
    };
    Some(Shebang { span, flags })
}

fn has_open_quote(line: &str) -> bool {
    line.matches('"').count() % 2 == 1 || line.matches('\'').count() % 2 == 1
}

/// Quotes around a word or its value are the command line's, and not part of it.
fn without_quotes(word: &str) -> String {
    word.chars().filter(|c| !matches!(c, '"' | '\'')).collect()
}

/// Gives the flags.
fn check_line(
    line: &str,
    more_flags: &[&str],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    let mut words = words(line).into_iter();
    let (start, engine) = words.next().unwrap_or_default();
    if has_open_quote(line) {
        let span = Span::new(0, line.len() as u32);
        diagnostics.push(
            Diagnostic::error("syntax", span, "unbalanced quotes in the shebang line")
                .note("Redis answers `ERR Invalid engine in script shebang`")
                .help("remove the quotes; `flags=...` needs none"),
        );
        return found;
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
            Some(flags) => {
                let span = span(start, word);
                check_flags(flags, more_flags, span, diagnostics);
                found.extend(flags.split(',').map(|flag| (flag.to_owned(), span)));
            }
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
    found
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
