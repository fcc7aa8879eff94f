//! Finds patterns that take time in proportion to the square of the text's length.
//!
//! # Why is this bad?
//! `string.find` and `string.match` try a pattern without `^` at each place of the text, and `.*` or `.-` goes on from there
//! to the end: where nothing matches, that is the square of the length. 60,000 characters held servers for 13 to 19 seconds,
//! and not even the time limit ends a pattern: no other client is served, and nobody is told `BUSY`.
//!
//! # Example
//! ```lua
//! local name = string.match(ARGV[1], '(.-):')
//! ```
//! Use instead:
//! ```lua
//! local name = string.match(ARGV[1], '^(.-):')
//! ```
//! With `^` the result is the same. Two of `.*` with more behind each, as in `'^.*x.*y'`, are slow in any case: `[^x]*` goes
//! no further than the x. Constant texts are left alone.

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::{LibraryCall, Operand, Sources, Types};
use crate::redis::builtins::Role;
use crate::redis::commands::KeyType;
use crate::report::diagnostic::Diagnostic;
use crate::text::Span;

pub(super) const LINT: Lint = Lint {
    name: "slow_pattern",
    topic: Topic::Cost,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.library_calls {
        diagnostics.extend(report(context, call));
    }
}

fn report(context: &Context, call: &LibraryCall) -> Option<Diagnostic> {
    let tried_anywhere = match call.function.row.role {
        Role::Find | Role::Match => true,
        Role::Substitute => false,
        _ => return None,
    };
    let [subject, pattern, options @ ..] = call.arguments.fixed.as_slice() else {
        return None;
    };
    let plain = matches!(options, [_, plain, ..] if plain.types != Types::NIL);
    if plain && call.function.row.role == Role::Find || subject.text.is_some() {
        return None;
    }
    let shape = PatternShape::of(pattern.text.as_deref()?);
    let help = match () {
        () if shape.wide > 1 => "let it stop earlier: `[^x]*x` in the place of `.*x`",
        () if tried_anywhere && shape.starts_wide && !is_name(subject) => {
            "begin the pattern with `^`: what it finds stays the same"
        }
        () => return None,
    };
    let found = Diagnostic::warning(
        LINT.name,
        pattern.span,
        "this pattern takes time quadratic in the string's length",
    )
    .label("slow if a long string does not match")
    .note("60,000 characters hold the server for more than 10 seconds, and nothing can stop it")
    .help(help);
    Some(match context.quoted(pattern.span) {
        Some(inside) if shape.wide <= 1 => {
            found.replace(Span::new(inside.start, inside.start), "^")
        }
        _ => found,
    })
}

/// Whether it may be a name, which is short: of a key, a field or a member. What strings hold is long, and so is what callers pass.
fn is_name(subject: &Operand) -> bool {
    let names = Sources::KEY.or(Sources::KEY_PART).or(Sources::UNKNOWN);
    let of_string =
        matches!(subject.reply_of, Some(command) if command.key_type() == Some(KeyType::String));
    subject.sources.has(names) || subject.sources.has(Sources::REPLY) && !of_string
}

/// What makes a pattern slow.
struct PatternShape {
    /// It is tried at each place, and goes from there to the end of the text.
    starts_wide: bool,
    /// How many `.*` or `.-` have something behind them that may not match.
    wide: usize,
}

impl PatternShape {
    fn of(pattern: &[u8]) -> Self {
        let anchored = pattern.starts_with(b"^");
        let mut items = items(pattern.strip_prefix(b"^").unwrap_or(pattern));
        // Behind `.*` the end of the text always comes.
        if let [.., wide, PatternItem { is_end: true, .. }] = items.as_slice()
            && wide.is_wide
        {
            items.pop();
        }
        let (mut is_wide, mut wide, mut may_fail) = (false, 0, false);
        while let Some(item) = items.pop() {
            is_wide = item.is_wide && may_fail;
            wide += usize::from(is_wide);
            may_fail |= item.may_fail;
        }
        Self {
            starts_wide: !anchored && is_wide,
            wide,
        }
    }
}

/// A part of a pattern that takes characters.
#[derive(Clone, Copy)]
struct PatternItem {
    /// `.*`, `.+` or `.-`
    is_wide: bool,
    may_fail: bool,
    /// `$`, which is the end of the text where it is the last part.
    is_end: bool,
}

/// The parts of a pattern, without the parentheses of its captures.
fn items(pattern: &[u8]) -> Vec<PatternItem> {
    let mut items = Vec::new();
    let mut rest = pattern;
    while let Some((first, behind)) = rest.split_first() {
        let length = match first {
            b'(' | b')' => {
                rest = behind;
                continue;
            }
            b'%' => 2,
            b'[' => class_length(rest),
            _ => 1,
        };
        let behind = rest.get(length..).unwrap_or_default();
        let repeated = match behind.first() {
            Some(sign @ (b'*' | b'+' | b'-' | b'?')) => Some(sign),
            _ => None,
        };
        items.push(PatternItem {
            is_wide: *first == b'.' && matches!(repeated, Some(b'*' | b'+' | b'-')),
            may_fail: !matches!(repeated, Some(b'*' | b'-' | b'?')),
            is_end: *first == b'$' && repeated.is_none(),
        });
        rest = behind
            .get(usize::from(repeated.is_some())..)
            .unwrap_or_default();
    }
    items
}

/// `[...]`, where a `]` right behind the bracket or `^` is a character as any.
fn class_length(pattern: &[u8]) -> usize {
    let mut at = 1 + usize::from(pattern.get(1) == Some(&b'^'));
    loop {
        at += match pattern.get(at) {
            Some(b'%') => 2,
            Some(_) => 1,
            None => return pattern.len().max(1),
        };
        if pattern.get(at) == Some(&b']') {
            return at + 1;
        }
    }
}
