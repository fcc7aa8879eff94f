//! Finds `%.0f` in formats of numbers that surely are whole.
//!
//! # Why is this bad?
//! It is not a mistake, but slow: C writes a floating-point number by long arithmetic, and an integer digit by digit. On the server, `%.0f`
//! takes 0.5 microseconds and `%d` 0.2, which is as much as a command. [What habits cost](habits.md) says how that was measured.
//!
//! # Example
//! ```lua
//! local time = redis.call('TIME')
//! local now = time[1] * 1000 + math.floor(time[2] / 1000)
//! redis.call('RPUSH', KEYS[1], string.format('%.0f', now))
//! ```
//! Use instead:
//! ```lua
//! local time = redis.call('TIME')
//! local now = time[1] * 1000 + math.floor(time[2] / 1000)
//! redis.call('RPUSH', KEYS[1], string.format('%d', now))
//! ```
//! Both write the same digits of each integer of 64 bits. `%d` drops a fraction that `%.0f` rounds, and writes nothing sensible of
//! infinity: numbers that may have a fraction, or may be larger, are left alone. Of minus zero, `%.0f` writes `-0` and `%d` writes `0`,
//! which is what commands take.

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::{LibraryCall, Operand, Types};
use crate::redis::builtins::Role;
use crate::redis::commands::Property;
use crate::redis::habits;
use crate::report::diagnostic::Diagnostic;
use crate::text::{Span, fill};

pub(super) const LINT: Lint = Lint {
    name: "float_format",
    topic: Topic::Cost,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.library_calls {
        if call.function.row.role == Role::Format
            && let Some((format, values)) = call.arguments.fixed.split_first()
            && let Some(text) = format.text.as_deref()
        {
            for (conversion, value) in conversions(text).iter().zip(values) {
                let is_float = matches!(text.get(conversion.range()), Some(b"%.0f" | b"%.f"));
                if is_float && !call.is_alternative && is_whole(value) {
                    diagnostics.push(report(context, call, *conversion, value));
                }
            }
        }
    }
}

/// Where the conversions stand in a format.
fn conversions(format: &[u8]) -> Vec<Span> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(byte) = format.get(at) {
        let start = at;
        at += 1;
        if *byte != b'%' {
            continue;
        }
        while let Some(byte) = format.get(at)
            && !byte.is_ascii_alphabetic()
            && *byte != b'%'
        {
            at += 1;
        }
        at += 1;
        if format.get(at - 1) != Some(&b'%') {
            found.push(Span::new(start as u32, at as u32));
        }
    }
    found
}

/// Whether a value surely is an integer of 64 bits, and no infinity. No list is so long, and no time so far away, that its reply were
/// none.
fn is_whole(value: &Operand) -> bool {
    let is_reply = match value.reply_of {
        Some(command) => {
            let counts = command.has(Property::COUNTS) && command.only_reads();
            counts || command.has(Property::TIME_LEFT)
        }
        None => false,
    };
    value.is_int64 || is_reply && value.types == Types::NUMBER
}

fn report(context: &Context, call: &LibraryCall, conversion: Span, value: &Operand) -> Diagnostic {
    let name = context.text(value.span);
    let format = call.arguments.fixed.first();
    let literal = match format {
        Some(format) => context.quoted(format.span),
        None => None,
    };
    // Where the literal has escapes, places in it are not those in the string.
    let written = match (literal, format) {
        (Some(literal), Some(format)) => {
            let is_plain = format.text.as_deref() == Some(context.text(literal).as_bytes());
            let start = literal.start + conversion.start;
            is_plain.then(|| Span::new(start, literal.start + conversion.end))
        }
        _ => None,
    };
    Diagnostic::warning(
        LINT.name,
        written.unwrap_or(call.span),
        fill!("`{name}` is a whole number, which `%d` writes faster", name),
    )
    .label(habits::FLOAT_FORMAT)
    .note("both write the same digits")
    .help("write `%d`")
    .replace_if(written, "%d")
}
