//! The first line `#!lua flags=...` of a script, as Redis from 7.0 on and Valkey read it, and that of a function library,
//! `#!lua name=...`.

mod library;
mod words;

use self::words::{Word, words};
use crate::collections::lists;
use crate::report::diagnostic::Diagnostic;
use crate::text::{Source, Span, fill};

const FLAGS: [&str; 5] = [
    "no-writes",
    "allow-oom",
    "allow-stale",
    "no-cluster",
    "allow-cross-slot-keys",
];

/// The first line of a script or a library.
#[derive(Clone)]
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
        for (flag, span) in &self.flags {
            if flag == name {
                return Some(*span);
            }
        }
        None
    }

    /// Whether Redis knows all its flags; those of a service are its own.
    #[must_use]
    pub fn has_known_flags(&self) -> bool {
        for (flag, _) in &self.flags {
            if !flag.is_empty() && !FLAGS.contains(&flag.as_str()) {
                return false;
            }
        }
        true
    }
}

/// What a text is to a server.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ScriptKind {
    /// EVAL and SCRIPT LOAD take it.
    Script,
    /// FUNCTION LOAD takes it.
    Library,
}

/// How the first line begins by which a script says to Dragonfly what it does.
pub(crate) const DRAGONFLY: &str = "--!df flags=";

/// Where the first line ends if it is a shebang, and else the start of the text.
pub(crate) fn end(source: &Source) -> u32 {
    if source.text().starts_with("#!") {
        first_line(source.text()).len() as u32
    } else {
        0
    }
}

impl ScriptKind {
    /// What a text seems to be meant as: a library has a name in its first line.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        match source.text().strip_prefix("#!") {
            Some(text) if has_name(first_line(text)) => Self::Library,
            _ => Self::Script,
        }
    }
}

fn has_name(line: &str) -> bool {
    let Some(words) = words(line) else {
        return crate::text::find(line, "name=").is_some();
    };
    for word in &words {
        if library::name(&word.text).is_some() {
            return true;
        }
    }
    false
}

fn first_line(text: &str) -> &str {
    text.split('\n').next().unwrap_or_default()
}

/// The shebang line without its end, if the text begins with one. `more_flags` are known besides those of Redis.
pub(super) fn read(
    source: &Source,
    kind: ScriptKind,
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
    if let Some(message) = no_line_end(text, line) {
        let answer = match kind {
            ScriptKind::Script => "ERR Invalid script shebang",
            ScriptKind::Library => "ERR Invalid library metadata",
        };
        diagnostics.push(
            Diagnostic::error("syntax", span, message)
                .note(fill!("Redis answers `{answer}`", answer))
                .help("end the line, and write the script below it"),
        );
        return Some(Shebang {
            span,
            flags: Vec::new(),
        });
    }
    let flags = match kind {
        ScriptKind::Script => check_line(line, more_flags, diagnostics),
        ScriptKind::Library => {
            library::check_line(line, diagnostics);
            Vec::new()
        }
    };
    Some(Shebang { span, flags })
}

/// Why a server finds no end of the line: `strchr` stops at a NUL.
fn no_line_end(text: &str, line: &str) -> Option<&'static str> {
    if line.contains('\0') {
        Some("the shebang line has a NUL")
    } else if line.len() == text.len() {
        Some("the shebang line has no line end")
    } else {
        None
    }
}

fn unbalanced_quotes(line: &str, answer: &str) -> Diagnostic {
    let span = Span::new(0, line.len() as u32);
    Diagnostic::error("syntax", span, "unbalanced quotes in the shebang line")
        .note(fill!("Redis answers `{answer}`", answer))
        .help("remove the quotes; this line needs none")
}

/// Gives the flags.
fn check_line(
    line: &str,
    more_flags: &[&str],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    let Some(words) = words(line) else {
        let answer = "ERR Invalid engine in script shebang";
        diagnostics.push(unbalanced_quotes(line, answer));
        return found;
    };
    let [Word { text: engine, span }, options @ ..] = words.as_slice() else {
        return found;
    };
    if engine != "#!lua" {
        diagnostics.push(
            Diagnostic::error(
                "syntax",
                *span,
                "the engine of the shebang line is not `lua`",
            )
            .note(fill!(
                "Redis replies `ERR Unexpected engine in script shebang: {engine}`",
                engine
            ))
            .help("write `#!lua`, in lower case and without a space"),
        );
    }
    for Word { text, span } in options {
        match text.strip_prefix("flags=") {
            Some(flags) => {
                check_flags(flags, more_flags, *span, diagnostics);
                for flag in flags.split(',') {
                    found.push((flag.to_owned(), *span));
                }
            }
            None => diagnostics.push(
                Diagnostic::error(
                    "syntax",
                    *span,
                    fill!("unknown option `{text}` of the shebang line", text),
                )
                .note(fill!(
                    "Redis replies `ERR Unknown lua shebang option: {text}`",
                    text
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
    for flag in flags.split(',') {
        if FLAGS.contains(&flag) || more_flags.contains(&flag) {
            continue;
        }
        diagnostics.push(
            Diagnostic::error(
                "syntax",
                span,
                fill!("unknown flag `{flag}` in the shebang line", flag),
            )
            .note(fill!(
                "Redis replies `ERR Unexpected flag in script shebang: {flag}`",
                flag
            ))
            .help(fill!(
                "the flags are {}; separate them by commas without spaces",
                lists::joined(&FLAGS, ", ")
            )),
        );
    }
}
