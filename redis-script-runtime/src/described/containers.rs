//! Replies against lists, sets, tuples and maps.

use super::Description;
use super::judge::{judge, misfit};
use super::place::At;
use super::verdict::Verdict;
use super::wire::{WireKind, WireReply};

pub(super) const fn list(
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

pub(super) const fn tuple(
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

pub(super) const fn map(
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
