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
use crate::collections::{lists, sort_by_key};
use crate::redis::builtins::Role;
use crate::report::diagnostic::Diagnostic;
use crate::text::{Span, fill};

pub(super) const LINT: Lint = Lint {
    name: "unknown_escape",
    topic: Topic::Sandbox,
    by_default: ByDefault::Warning,
    check,
};

/// What is special in a pattern.
const MAGIC: &str = "^$()%.[]*+-?";

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let unknown = &context.facts.unknown_escapes;
    if unknown.is_empty() {
        return;
    }
    let patterns = patterns(context);
    diagnostics.reserve_exact(unknown.len());
    for span in unknown {
        let at = lists::count_before(&patterns, |pattern| pattern.start <= span.start);
        let pattern = at.checked_sub(1).and_then(|at| patterns.get(at));
        let is_pattern = pattern.is_some_and(|pattern| span.end <= pattern.end);
        diagnostics.extend(report(context, *span, is_pattern));
    }
}

/// The literals that are patterns.
fn patterns(context: &Context) -> Vec<Span> {
    let mut patterns = Vec::new();
    for call in &context.facts.library_calls {
        if let (Role::Find | Role::Match | Role::Substitute | Role::IterateMatches, Some(pattern)) =
            (call.function.row.role, call.arguments.fixed.get(1))
        {
            lists::append(&mut patterns, context.quoted(pattern.span));
        }
    }
    sort_by_key(&mut patterns, |pattern| *pattern);
    patterns
}

fn report(context: &Context, span: Span, is_pattern: bool) -> Option<Diagnostic> {
    let escape = context.text(span);
    let escaped = escape.chars().nth(1)?;
    let behind = context.source.text().get(span.range().end..)?;
    let found = Diagnostic::warning(
        LINT.name,
        span,
        fill!("Lua 5.1 does not know the escape `{escape}`", escape),
    )
    .label(fill!(
        "this is `{escaped}`: the backslash is dropped",
        escaped
    ))
    .note("the string contains other bytes than it seems to, and no error is raised");
    let magic = escaped.is_ascii_alphabetic() || MAGIC.contains(escaped);
    let instead = match escaped {
        'x' => return Some(hexadecimal(found, behind)),
        'u' => return Some(code_point(found, behind)),
        'z' => {
            let spaces = behind.len() - behind.trim_start_matches([' ', '\t']).len();
            return Some(
                found
                    .help("it skips white space from Lua 5.2 on: remove it, and the white space after it")
                    .replace(longer(span, spaces), ""),
            );
        }
        _ if is_pattern && magic => fill!("%{escaped}", escaped),
        _ if escaped.is_ascii() && !magic => return None,
        _ => fill!("\\\\{escaped}", escaped),
    };
    // There may be one for each two bytes of a text: most have a help that takes no memory.
    let found = if is_pattern && magic {
        found.help(fill!("in a pattern, `{instead}` escapes", instead))
    } else if magic {
        found.help("for a backslash in the string write `\\\\`; in a pattern, `%` escapes")
    } else {
        found.help("for a backslash in the string write `\\\\`")
    };
    Some(found.replace(span, instead).guess())
}

fn longer(span: Span, by: usize) -> Span {
    Span::new(span.start, span.end + by as u32)
}

/// `\x41` as a decimal escape.
fn hexadecimal(found: Diagnostic, digits: &str) -> Diagnostic {
    let byte = digits
        .get(..2)
        .and_then(|digits| u8::from_str_radix(digits, 16).ok());
    match byte {
        Some(byte) => {
            let escape = format!("\\{byte:03}");
            let whole = longer(found.span(), 2);
            found
                .help(fill!("write the byte in decimal: `{escape}`", escape))
                .replace(whole, escape)
        }
        None => found.help("write the byte in decimal: `\\065` is `A`"),
    }
}

/// `\u{41}` as the bytes of its UTF-8.
fn code_point(found: Diagnostic, behind: &str) -> Diagnostic {
    let code = behind
        .strip_prefix('{')
        .and_then(|digits| digits.split('}').next())
        .unwrap_or_default();
    let character = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
    let Some(character) = character else {
        return found.help("write the character itself, or its bytes in decimal");
    };
    let mut bytes = [0; 4];
    let mut escapes = String::new();
    for byte in character.encode_utf8(&mut bytes).bytes() {
        // Writing to a string does not fail.
        let _ = write!(escapes, "\\{byte:03}");
    }
    let whole = longer(found.span(), code.len() + "{}".len());
    found
        .help(fill!(
            "write the bytes of its UTF-8 in decimal: `{escapes}`",
            escapes
        ))
        .replace(whole, escapes)
}
