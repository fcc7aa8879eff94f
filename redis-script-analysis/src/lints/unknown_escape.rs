//! Finds escapes in strings that Lua 5.1 does not know.
//!
//! # Why is this bad?
//! Lua 5.1 drops the backslash without a word. `'\x41'`, `'\u{41}'` and `'\z'` came with later versions: in Redis they
//! are the texts `x41`, `u{41}` and `z`. `'%d\.%d'` is `%d.%d`, where the dot matches any character, and `'\d'` is the
//! letter d: Lua's patterns escape with `%`.
//!
//! # Example
//! ```lua
//! local separator = '\x1f'
//! ```
//! Use instead:
//! ```lua
//! local separator = '\31'
//! ```
//! A backslash before punctuation that means nothing in a pattern, as in `'\/'`, is left alone: dropping it is what was
//! meant.

use std::fmt::Write as _;

use super::{ByDefault, Context, Lint, Topic};
use crate::report::diagnostic::Diagnostic;
use crate::text::Span;

pub(super) const LINT: Lint = Lint {
    name: "unknown_escape",
    topic: Topic::Sandbox,
    by_default: ByDefault::Warning,
    check,
};

/// What is special in a pattern.
const MAGIC: &str = "^$()%.[]*+-?";

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for span in &context.facts.unknown_escapes {
        diagnostics.extend(report(context, *span));
    }
}

fn report(context: &Context, span: Span) -> Option<Diagnostic> {
    let escape = context.text(span);
    let escaped = escape.chars().nth(1)?;
    let behind = context.source.text().get(span.range().end..)?;
    let help = match escaped {
        'x' => hexadecimal(behind),
        'u' => code_point(behind),
        'z' => {
            "it skips white space from Lua 5.2 on: end the string, and go on with `..`".to_owned()
        }
        _ if escaped.is_ascii_alphabetic() || MAGIC.contains(escaped) => {
            format!(
                "in a pattern, `%{escaped}` escapes; for a backslash in the string write `\\\\`"
            )
        }
        _ if escaped.is_ascii() => return None,
        _ => "for a backslash in the string write `\\\\`".to_owned(),
    };
    Some(
        Diagnostic::warning(
            LINT.name,
            span,
            format!("Lua 5.1 does not know the escape `{escape}`"),
        )
        .label(format!("this is `{escaped}`: the backslash is dropped"))
        .note("the string contains other bytes than it seems to, and no error is raised")
        .help(help),
    )
}

/// `\x41` as a decimal escape.
fn hexadecimal(digits: &str) -> String {
    match digits
        .get(..2)
        .map(|digits| u32::from_str_radix(digits, 16))
    {
        Some(Ok(byte)) => format!("write the byte in decimal: `\\{byte:03}`"),
        _ => "write the byte in decimal: `\\065` is `A`".to_owned(),
    }
}

/// `\u{41}` as the bytes of its UTF-8.
fn code_point(digits: &str) -> String {
    let digits = digits.strip_prefix('{').unwrap_or(digits);
    let ends: fn(char) -> bool = |digit| !digit.is_ascii_hexdigit();
    let end = digits.find(ends).unwrap_or(digits.len());
    let code = digits.get(..end.min(6)).unwrap_or_default();
    let character = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
    let Some(character) = character else {
        return "write the character itself, or its bytes in decimal".to_owned();
    };
    let mut bytes = [0; 4];
    let mut escapes = String::new();
    for byte in character.encode_utf8(&mut bytes).bytes() {
        // Writing to a string does not fail.
        let _ = write!(escapes, "\\{byte:03}");
    }
    format!("write the bytes of its UTF-8 in decimal: `{escapes}`")
}
