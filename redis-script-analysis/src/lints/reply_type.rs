//! Holds each `return` of the script against the return type of the Rust function.
//!
//! # Why is this bad?
//! A reply that is no such type is an error in every call that comes there: nil for an `i64`, an array for a `String`, a
//! tuple of another length. Others convert and lie: a token of 7 returned as `bool` is `true`, whatever the script meant.
//! Where the reply fits only in some calls, or means something else, it is a warning. What the type of a value is, is
//! followed from the commands' replies; Rust types that are not known by name are left alone. Some replies fit into most calls:
//! TTL replies -2 if there is no key, and a score may have a fraction. After `redis.setresp(3)`, members with scores come as an
//! array of pairs, which is not a map.
//!
//! # Example
//! ```lua
//! -- -> redis_script::Result<i64>
//! return redis.call('GET', KEYS[1])
//! ```
//! Use instead: `redis_script::Result<Option<i64>>`, or a default.
//! ```lua
//! return redis.call('GET', KEYS[1]) or 0
//! ```

use super::{ByDefault, Context, Lint, Topic};
use crate::contract::fit::{Fit, fit};
use crate::contract::types::ReplyType;
use crate::facts::{Facts, ReplyShape, Return};
use crate::redis::commands::Property;
use crate::report::diagnostic::{Diagnostic, Severity, Subject};
use crate::report::render::render;
use crate::text::{Source, Span, fill};

pub(crate) const LINT: Lint = Lint {
    name: "reply_type",
    topic: Topic::Signature,
    by_default: ByDefault::Depends,
    check,
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let ty = &context.contract.reply;
    let or_bool = fits_bool(context.facts);
    for returned in &context.facts.returns {
        diagnostics.extend(report(context, ty, returned, or_bool));
    }
    diagnostics.extend(falls_off(context, ty, or_bool));
}

fn report(
    context: &Context,
    ty: &ReplyType,
    returned: &Return,
    or_bool: bool,
) -> Option<Diagnostic> {
    let pairs = context.pairs_in_resp3(returned);
    let shape = pairs.as_ref().unwrap_or(&returned.surely);
    let mut advice = help(ty, shape, or_bool);
    let mut fits = fit(ty, shape);
    if fits == Fit::Fits {
        fits = of_float(ty, returned);
        "declare `f64`, or return `math.floor(tonumber(...))`".clone_into(&mut advice);
    }
    let (severity, message, why) = match fits {
        Fit::Fits => return None,
        Fit::Fails(why) => (
            Severity::Error,
            fill!("this reply never fits into `{ty}`", ty),
            why,
        ),
        Fit::MayFail(why) => (
            Severity::Warning,
            fill!("this reply does not always fit into `{ty}`", ty),
            why,
        ),
        Fit::Misleading(why) => (
            Severity::Warning,
            fill!("this `{ty}` is misleading", ty),
            why,
        ),
    };
    let found = Diagnostic::error(LINT.name, returned.span, message)
        .with_severity(severity)
        .label(fill!("replies {shape}", shape))
        .note(why)
        .help(advice)
        .about(Subject::Reply);
    Some(if pairs.is_some() {
        found.note("after `redis.setresp(3)`, each pair is an array of its own")
    } else if has_command(returned, Property::TIME_LEFT) {
        found.note("it replies -2 if there is no key, and -1 if the key does not expire")
    } else {
        found
    })
}

/// Whether a `return` gives the reply of a command that has a property.
fn has_command(returned: &Return, property: Property) -> bool {
    let operand = returned.operand.as_ref();
    let command = operand.and_then(|operand| operand.reply_of);
    command.is_some_and(|command| command.has(property))
}

/// The digits of a double are an integer only if it has no fraction.
fn of_float(ty: &ReplyType, returned: &Return) -> Fit {
    let integer = match ty {
        ReplyType::Option(inner) => inner,
        ty => ty,
    };
    let ReplyType::Integer(integer) = integer else {
        return Fit::Fits;
    };
    match &returned.operand {
        Some(operand) if operand.is_reply_of_double() => Fit::MayFail(fill!(
            "a number with a fraction or an exponent does not fit into `{}`",
            integer.name
        )),
        _ => Fit::Fits,
    }
}

/// Whether all replies are what a condition becomes: 1 for true, nil for false.
fn fits_bool(facts: &Facts) -> bool {
    let mut may_be_true = false;
    for returned in &facts.returns {
        let shapes = match &returned.surely {
            ReplyShape::OneOf(shapes) => shapes.as_slice(),
            shape => std::slice::from_ref(shape),
        };
        for shape in shapes {
            if *shape == ReplyShape::Bool {
                may_be_true = true;
            } else if *shape != ReplyShape::Null {
                return false;
            }
        }
    }
    may_be_true
}

fn help(ty: &ReplyType, shape: &ReplyShape, or_bool: bool) -> String {
    let null = match shape {
        ReplyShape::Null => true,
        ReplyShape::OneOf(shapes) => shapes.contains(&ReplyShape::Null),
        _ => false,
    };
    match ty {
        ReplyType::Bool => {
            "return 1 or 0, as in `return ok and 1 or 0`, or declare the number".to_owned()
        }
        ty if null && or_bool => {
            fill!(
                "declare `bool`: nil is false and 1 is true; or `Option<{ty}>`, or return a default",
                ty
            )
        }
        ty if null => fill!("declare `Option<{ty}>`, or return a default", ty),
        ty => fill!(
            "declare what the script returns, or return what fits into `{ty}`",
            ty
        ),
    }
}

/// A reply that may stop a build for its type.
pub struct StrictReply {
    /// What is replied.
    pub shape: ReplyShape,
    /// Where.
    pub span: Span,
    /// The script there, as it is drawn below a message.
    pub excerpt: String,
}

/// What each `return` replies, and the end of a script that never returns.
pub(crate) fn strict_replies(facts: &Facts, source: &Source) -> Vec<StrictReply> {
    let strict = |shape: &ReplyShape, span, label: String| {
        let drawn = Diagnostic::error(LINT.name, span, "").label(label).help(
            "if it is sure that this does not happen, write `allow(reply_type = \"why\")` in the attribute",
        );
        StrictReply {
            shape: shape.clone(),
            span,
            excerpt: render(&drawn, source),
        }
    };
    if facts.returns.is_empty() && facts.falls_off {
        let label = "the reply is nil here".to_owned();
        return vec![strict(&ReplyShape::Null, end_of(source), label)];
    }
    let mut replies = Vec::new();
    for returned in &facts.returns {
        let shape = &returned.surely;
        replies.push(strict(
            shape,
            returned.span,
            fill!("replies {shape}", shape),
        ));
    }
    replies
}

/// The last character of a script.
fn end_of(source: &Source) -> Span {
    let end = source.text().trim_end().len();
    source.last_character(u32::try_from(end).unwrap_or(u32::MAX))
}

/// The end of the script is a `return` of nil.
fn falls_off(context: &Context, ty: &ReplyType, or_bool: bool) -> Option<Diagnostic> {
    let Fit::Fails(why) = fit(ty, &ReplyShape::Null) else {
        return None;
    };
    if !context.facts.falls_off {
        return None;
    }
    // Where some path returns, whether the others are ever taken is for the script to know.
    let never = context.facts.returns.is_empty();
    let severity = if never {
        Severity::Error
    } else {
        Severity::Warning
    };
    let message = if never {
        "the script returns nothing"
    } else {
        "the script can end without a `return`"
    };
    Some(
        Diagnostic::error(LINT.name, end_of(context.source), message)
            .with_severity(severity)
            .label("the reply is nil here")
            .note(why)
            .help(if or_bool {
                fill!("declare `bool`: nil is false and 1 is true; or `Option<{ty}>`, or end with a `return`", ty)
            } else {
                fill!("end with a `return`, or declare `Option<{ty}>` or `()`", ty)
            })
            .about(Subject::Reply),
    )
}
