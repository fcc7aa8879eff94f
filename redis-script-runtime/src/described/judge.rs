//! Whether the reply of a script becomes a type, as far as both are known.
//!
//! `contract::fit` of the analysis judges types that are known by name in the same way. What it only warns of is left alone here, for a
//! constant cannot warn. But a field for which nil may come is an error.

use super::place::At;
use super::text::{ConstText, Message};
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

/// How a reply and a type go together.
pub(super) enum Verdict {
    /// It converts, as far as is known.
    Fits,
    /// Sometimes a struct, or a field of one, gets nil, which it does not take.
    MayBeNil(Message),
    /// It never converts.
    Fails(Misfit),
}

/// What does not convert.
pub(super) struct Misfit {
    message: Message,
    /// Whether it is nil.
    is_nil: bool,
    /// Whether it is for a struct or a field of one: the analysis has judged all else if it knows the type by its name.
    is_of_struct: bool,
}

impl Verdict {
    /// Both parts come, one beside the other.
    pub(super) const fn and(self, other: Self) -> Self {
        match (&self, &other) {
            (Self::Fails(_), _) | (Self::MayBeNil(_), Self::Fits | Self::MayBeNil(_)) => self,
            (Self::Fits, _) | (Self::MayBeNil(_), Self::Fails(_)) => other,
        }
    }

    /// The same of an element that need not be there.
    pub(super) const fn of_some_element(self) -> Self {
        match self {
            Self::Fails(Misfit {
                is_of_struct: false,
                ..
            }) => Self::Fits,
            verdict => verdict,
        }
    }

    /// The same of nil that comes only sometimes.
    const fn of_sometimes(self) -> Self {
        match self {
            Self::Fails(Misfit { message, .. }) => Self::MayBeNil(message),
            verdict => verdict,
        }
    }

    /// A struct cannot be read, whatever its fields are.
    pub(super) const fn fails(message: Message) -> Self {
        Self::Fails(Misfit {
            message,
            is_nil: false,
            is_of_struct: true,
        })
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

const fn list(
    target: &Description,
    item: &Description,
    length: Option<usize>,
    reply: &'static WireReply,
    at: At,
) -> Verdict {
    let is_in_groups = matches!(item, Description::Tuple(_));
    match reply.kind {
        WireKind::Null if matches!(length, None | Some(0)) => Verdict::Fits,
        WireKind::Tuple(items) => match length {
            Some(length) if length != items.len() => misfit(target, reply, at),
            _ if is_in_groups && !any_array(items) => Verdict::Fits,
            _ => each(item, items, at),
        },
        WireKind::Array(element) | WireKind::Flat(element, _)
            if is_in_groups && !element.may_be_array() =>
        {
            Verdict::Fits
        }
        WireKind::Array(element) => judge(item, element, at.some_element()).of_some_element(),
        WireKind::Flat(key, value) => {
            let keys = judge(item, key, at.some_element());
            let values = judge(item, value, at.some_element());
            keys.and(values).of_some_element()
        }
        // A string becomes a list of one element.
        WireKind::Bulk(_) if matches!(item, Description::Struct { .. }) => judge(item, reply, at),
        WireKind::Bulk(_) => Verdict::Fits,
        _ => misfit(target, reply, at),
    }
}

const fn any_array(items: &[WireReply]) -> bool {
    let mut rest = items;
    while let [item, others @ ..] = rest {
        if item.may_be_array() {
            return true;
        }
        rest = others;
    }
    false
}

/// All elements become one type.
const fn each(target: &Description, items: &'static [WireReply], at: At) -> Verdict {
    let mut verdict = Verdict::Fits;
    let mut number = 1;
    let mut rest = items;
    while let [item, others @ ..] = rest {
        verdict = verdict.and(judge(target, item, at.element(number)));
        number += 1;
        rest = others;
    }
    verdict
}

const fn tuple(
    target: &Description,
    parts: &'static [&'static Description],
    reply: &'static WireReply,
    at: At,
) -> Verdict {
    let mut verdict = Verdict::Fits;
    let mut number = 1;
    let mut parts_left = parts;
    match reply.kind {
        WireKind::Tuple(items) if items.len() != parts.len() => misfit(target, reply, at),
        WireKind::Tuple(items) => {
            let mut items_left = items;
            while let ([part, parts @ ..], [item, items @ ..]) = (parts_left, items_left) {
                verdict = verdict.and(judge(part, item, at.element(number)));
                number += 1;
                (parts_left, items_left) = (parts, items);
            }
            verdict
        }
        WireKind::Array(element) => {
            while let [part, parts @ ..] = parts_left {
                verdict = verdict.and(judge(part, element, at.some_element()));
                parts_left = parts;
            }
            verdict.of_some_element()
        }
        WireKind::Flat(..) => Verdict::Fits,
        _ => misfit(target, reply, at),
    }
}

const fn map(
    target: &Description,
    key: &Description,
    value: &Description,
    reply: &'static WireReply,
    at: At,
) -> Verdict {
    match reply.kind {
        WireKind::Flat(keys, values) => {
            let keys = judge(key, keys, at.some_element());
            let values = judge(value, values, at.some_element());
            keys.and(values).of_some_element()
        }
        WireKind::Tuple(items) if items.len() % 2 == 1 && !any_array(items) => {
            misfit(target, reply, at)
        }
        WireKind::Tuple(_) | WireKind::Array(_) | WireKind::Null => Verdict::Fits,
        _ => misfit(target, reply, at),
    }
}
