//! Whether the reply of a script becomes a type, as far as both are known.
//!
//! `contract::fit` of the analysis judges types that are known by name in the same way. What it only warns of is left alone here, for a
//! constant cannot warn. But a field for which nil may come is an error.

use super::containers::{list, map, tuple};
use super::place::At;
use super::text::ConstText;
use super::verdict::{Misfit, Verdict};
use super::wire::{WireKind, WireReply, WireText};
use super::{Description, structs};

/// Stops the build if a reply does not become the described type.
///
/// # Panics
/// With a message about the reply, followed by the excerpt of the script. The place of the panic is that of the caller.
#[track_caller]
#[expect(clippy::panic, reason = "this is how a constant reports an error")]
pub const fn check_reply(target: Description, reply: &'static WireReply, excerpt: &str) {
    match judge(&target, reply, At::WHOLE) {
        Verdict::Fits => {}
        Verdict::MayBeNil(message) | Verdict::Fails(Misfit { message, .. }) => {
            let text = ConstText::<4096>::EMPTY.with(message.as_str());
            panic!("{}", text.with(excerpt).as_str());
        }
    }
}

/// Holds a reply against a type.
pub(super) const fn judge(target: &Description, reply: &'static WireReply, at: At) -> Verdict {
    if let WireKind::OneOf(replies) = reply.kind {
        return one_of(target, replies, at);
    }
    let fits = match *target {
        Description::Unknown | Description::Unit => true,
        _ if matches!(reply.kind, WireKind::Any) => true,
        Description::Bool => bool_takes(reply.kind),
        Description::Integer { low, high, .. } => integer_takes(low, high, reply.kind),
        Description::Float(_) => float_takes(reply.kind),
        Description::Text => text_takes(reply.kind),
        Description::Bytes => !matches!(
            reply.kind,
            WireKind::Integer(_) | WireKind::Bool | WireKind::Status
        ),
        Description::Option(_) if reply.is_null() => true,
        Description::Option(inner) => return judge(inner, reply, at),
        Description::List(item, length) => return list(target, item, length, reply, at),
        Description::Set(_) if reply.is_null() => false,
        Description::Set(item) => return list(target, item, None, reply, at),
        Description::Tuple(parts) => return tuple(target, parts, reply, at),
        Description::Map(key, value) => return map(target, key, value, reply, at),
        Description::Struct { shape, types } => {
            return structs::judge_struct(target, shape, types, reply, at);
        }
    };
    if fits {
        Verdict::Fits
    } else {
        misfit(target, reply, at)
    }
}

/// A reply that a type does not take.
pub(super) const fn misfit(target: &Description, reply: &WireReply, at: At) -> Verdict {
    let is_nil = reply.is_null();
    let message = if is_nil {
        at.is_nil(target, reply)
    } else {
        at.is_other(target, reply)
    };
    Verdict::Fails(Misfit {
        message,
        is_nil,
        is_of_struct: at.field.is_some() || matches!(target, Description::Struct { .. }),
    })
}

/// It fails if all fail, and may be nil if one of them is.
const fn one_of(target: &Description, replies: &'static [WireReply], at: At) -> Verdict {
    let mut failure = None;
    let mut null = None;
    let mut nil = Verdict::Fits;
    let mut all_fail = true;
    let mut rest = replies;
    while let [reply, others @ ..] = rest {
        match judge(target, reply, at.as_choice()) {
            Verdict::Fails(misfit) => {
                if misfit.is_nil && misfit.is_of_struct {
                    null = Some(reply);
                }
                if failure.is_none() {
                    failure = Some(misfit);
                }
            }
            verdict => {
                all_fail = false;
                nil = nil.and(verdict);
            }
        }
        rest = others;
    }
    match (failure, null) {
        (Some(misfit), _) if all_fail => Verdict::Fails(misfit),
        (_, Some(null)) => nil.and(judge(target, null, at.as_choice()).of_sometimes()),
        (_, None) => nil,
    }
}

const fn bool_takes(reply: WireKind) -> bool {
    match reply {
        WireKind::Bulk(Some(text)) => matches!(text.bytes, b"0" | b"1"),
        WireKind::Integer(_)
        | WireKind::Bool
        | WireKind::Null
        | WireKind::Status
        | WireKind::Bulk(None) => true,
        _ => false,
    }
}

const fn integer_takes(low: i64, high: i64, reply: WireKind) -> bool {
    match reply {
        WireKind::Integer(Some((least, most))) => least <= high && most >= low,
        WireKind::Bulk(Some(WireText { is_integer, .. })) => is_integer,
        WireKind::Integer(None) | WireKind::Bool | WireKind::Bulk(None) => true,
        _ => false,
    }
}

const fn float_takes(reply: WireKind) -> bool {
    match reply {
        WireKind::Bulk(Some(WireText { is_number, .. })) => is_number,
        WireKind::Integer(_) | WireKind::Bool | WireKind::Bulk(None) => true,
        _ => false,
    }
}

const fn text_takes(reply: WireKind) -> bool {
    matches!(
        reply,
        WireKind::Bulk(_) | WireKind::Status | WireKind::Integer(_) | WireKind::Bool
    )
}
