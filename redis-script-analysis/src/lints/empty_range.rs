//! Finds ranges whose bounds are the wrong way around, so that nothing is in them.
//!
//! # Why is this bad?
//! ZRANGEBYSCORE takes the lower bound first, ZREVRANGEBYSCORE the higher one. The other way around, the reply is always empty,
//! and ZREMRANGEBYSCORE removes nothing, without an error.
//!
//! # Example
//! ```lua
//! return redis.call('ZREVRANGEBYSCORE', KEYS[1], 0, 100)
//! ```
//! Use instead:
//! ```lua
//! return redis.call('ZREVRANGEBYSCORE', KEYS[1], 100, 0)
//! ```
//! Only if both bounds are constant. LTRIM with such a range is left alone: that is how scripts empty a list.

use super::{ByDefault, Context, Lint, Topic};
use crate::facts::CommandCall;
use crate::redis::commands::Property;
use crate::report::diagnostic::Diagnostic;
use crate::text::fill;

pub(super) const LINT: Lint = Lint {
    name: "empty_range",
    topic: Topic::Commands,
    by_default: ByDefault::Warning,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for call in &context.facts.commands {
        diagnostics.extend(report(context, call));
    }
}

fn report(context: &Context, call: &CommandCall) -> Option<Diagnostic> {
    let command = call.command()?;
    let whole = command
        .property(Property::RANGE)
        .or(command.property(Property::BOUNDS))?;
    let [_, first, last, ..] = call.operands() else {
        return None;
    };
    let bounds = (first.as_argument()?, last.as_argument()?);
    // ZRANGE says by options what its bounds are.
    let (by_score, by_name) = (call.has_option(b"BYSCORE"), call.has_option(b"BYLEX"));
    let is_rank = whole == "0,-1" && !by_score && !by_name;
    let is_turned = whole.starts_with('+') || call.has_option(b"REV");
    let (low, high) = if is_turned && !is_rank {
        (&bounds.1, &bounds.0)
    } else {
        (&bounds.0, &bounds.1)
    };
    let is_empty = if is_rank {
        is_empty_by_rank(low, high)
    } else if by_name || whole.len() == "-,+".len() {
        is_empty_by_name(low, high)
    } else {
        is_empty_by_score(low, high)
    };
    if !is_empty {
        return None;
    }
    let (first, last) = (first.span, last.span);
    let found = Diagnostic::warning(
        LINT.name,
        first.to(last),
        fill!("nothing is in this range of {command}", command),
    )
    .label("always empty")
    .help(fill!(
        "exchange the bounds: `{}, {}`",
        context.text(last),
        context.text(first)
    ));
    let (ours, theirs) = (context.text(first), context.text(last));
    Some(found.replace(first, theirs).replace(last, ours).guess())
}

/// From 0 on, or from the end if negative.
fn is_empty_by_rank(first: &[u8], last: &[u8]) -> bool {
    let (Some(first), Some(last)) = (number(first), number(last)) else {
        return false;
    };
    let is_one_end = first.is_sign_negative() == last.is_sign_negative();
    first > last && (is_one_end || planted!(RanksHaveOneEnd))
}

fn is_empty_by_score(low: &[u8], high: &[u8]) -> bool {
    let without = |bound: &[u8]| number(bound.strip_prefix(b"(").unwrap_or(bound));
    match (without(low), without(high)) {
        (Some(low), Some(high)) => low > high,
        _ => false,
    }
}

/// Members of a sorted set, or IDs of a stream: of those, what stands for the ends alone.
fn is_empty_by_name(low: &[u8], high: &[u8]) -> bool {
    match (low, high) {
        (b"+", b"-") => true,
        ([b'[' | b'(', low @ ..], [b'[' | b'(', high @ ..]) => low > high,
        (b"+", [b'[' | b'(' | b'0'..=b'9', ..]) | ([b'[' | b'(' | b'0'..=b'9', ..], b"-") => true,
        _ => false,
    }
}

fn number(text: &[u8]) -> Option<f64> {
    str::from_utf8(text).ok()?.parse().ok()
}
