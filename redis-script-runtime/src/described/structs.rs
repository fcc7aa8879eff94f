//! Whether a reply becomes a struct: its fields by name or by position, as `reply::arrange` finds them.

use super::Description;
use super::judge::{judge, misfit};
use super::place::At;
use super::verdict::Verdict;
use super::wire::{WireKind, WireReply};
use crate::reply::structs::{FieldOrder, FieldShape, Presence, StructShape};

/// Holds a reply against a struct.
pub(super) const fn judge_struct(
    target: &Description,
    shape: &'static StructShape,
    types: &'static [Description],
    reply: &'static WireReply,
    at: At,
) -> Verdict {
    let fields = StructFields { shape, types };
    match reply.kind {
        WireKind::Tuple(items) => fields.of_tuple(items, reply, at),
        WireKind::Array(item)
            if !matches!(shape.order, FieldOrder::ByPosition) && item.may_be_pair() =>
        {
            Verdict::Fits
        }
        WireKind::Array(item) => fields.all_of(item, at.some_element()),
        // How long it is is not known.
        WireKind::Flat(..) if matches!(shape.order, FieldOrder::ByPosition) => Verdict::Fits,
        WireKind::Flat(_, value) => fields.all_of(value, at.some_element()),
        _ => misfit(target, reply, at),
    }
}

/// The fields of a struct, with their types if these are known.
#[derive(Clone, Copy)]
struct StructFields {
    shape: &'static StructShape,
    types: &'static [Description],
}

impl StructFields {
    const fn of_tuple(
        self,
        items: &'static [WireReply],
        reply: &'static WireReply,
        at: At,
    ) -> Verdict {
        let (count, fields) = (items.len(), self.shape.fields.len());
        let is_by_name = matches!(self.shape.order, FieldOrder::ByName);
        let by_name = match self.shape.order {
            FieldOrder::ByPosition => Naming::No,
            FieldOrder::Either if count == fields => self.naming(items).of_all(self, items),
            _ => self.naming(items),
        };
        match by_name {
            Naming::Known
                if is_by_name || count == fields || count == 0 || self.names_any(items) =>
            {
                self.by_name(items, at)
            }
            Naming::Maybe => Verdict::Fits,
            _ if count == fields && !is_by_name => self.by_position(items, at),
            _ => Verdict::fails(at.is_count(self.shape, reply)),
        }
    }

    const fn by_position(self, items: &'static [WireReply], at: At) -> Verdict {
        let mut verdict = Verdict::Fits;
        let mut number = 1;
        let mut left = (self.shape.fields, self.types, items);
        while let ([field, fields @ ..], [item, items @ ..]) = (left.0, left.2) {
            let (ty, types) = first_type(left.1);
            let at = at.element(number);
            verdict = verdict.and(judge_field(ty, item, field, at.in_field(self.shape, field)));
            number += 1;
            left = (fields, types, items);
        }
        verdict
    }

    /// The last value of each name.
    const fn by_name(self, items: &'static [WireReply], at: At) -> Verdict {
        let mut verdict = Verdict::Fits;
        let mut left = (self.shape.fields, self.types);
        while let [field, fields @ ..] = left.0 {
            let (ty, types) = first_type(left.1);
            let of_field = match value_named(field.name, items) {
                Some(value) => {
                    let at = at.value(field.name);
                    judge_field(ty, value, field, at.in_field(self.shape, field))
                }
                None if matches!(field.presence, Presence::Required) => {
                    Verdict::fails(at.is_without(self.shape, field))
                }
                None => Verdict::Fits,
            };
            verdict = verdict.and(of_field);
            left = (fields, types);
        }
        verdict
    }

    /// The required fields all get such a value, whether by name or by position.
    const fn all_of(self, item: &'static WireReply, at: At) -> Verdict {
        let mut verdict = Verdict::Fits;
        let mut left = (self.shape.fields, self.types);
        while let [field, fields @ ..] = left.0 {
            let (ty, types) = first_type(left.1);
            if matches!(field.presence, Presence::Required) {
                let at = at.in_field(self.shape, field);
                verdict = verdict.and(judge_field(ty, item, field, at));
            }
            left = (fields, types);
        }
        verdict
    }

    /// Whether a list may hold names and values.
    const fn naming(self, items: &'static [WireReply]) -> Naming {
        let mut are_names = items.len().is_multiple_of(2);
        let mut are_known = true;
        let mut rest = items;
        while let [name, _, others @ ..] = rest {
            are_names &= name.may_be_name();
            are_known &= matches!(name.kind, WireKind::Bulk(Some(_)));
            rest = others;
        }
        if are_names && are_known {
            Naming::Known
        } else if are_names && items.len() / 2 >= self.required()
            || are_pairs(items) && items.len() >= self.required()
        {
            Naming::Maybe
        } else {
            Naming::No
        }
    }

    const fn required(self) -> usize {
        let mut count = 0;
        let mut rest = self.shape.fields;
        while let [field, others @ ..] = rest {
            count += matches!(field.presence, Presence::Required) as usize;
            rest = others;
        }
        count
    }

    const fn has(self, name: &WireReply) -> bool {
        let mut rest = self.shape.fields;
        while let [field, others @ ..] = rest {
            if is_name(name, field.name) {
                return true;
            }
            rest = others;
        }
        false
    }

    const fn names_any(self, items: &'static [WireReply]) -> bool {
        let mut rest = items;
        while let [name, _, others @ ..] = rest {
            if self.has(name) {
                return true;
            }
            rest = others;
        }
        self.required() == 0
    }

    /// Whether each required field has a name in the list.
    const fn are_all_named(self, items: &'static [WireReply]) -> bool {
        let mut rest = self.shape.fields;
        while let [field, others @ ..] = rest {
            let is_required = matches!(field.presence, Presence::Required);
            if is_required && value_named(field.name, items).is_none() {
                return false;
            }
            rest = others;
        }
        true
    }
}

/// Whether a list holds names and values.
#[derive(Clone, Copy)]
enum Naming {
    No,
    Maybe,
    /// All names are known.
    Known,
}

impl Naming {
    /// The same if names count only if each is that of another field, and no required field is missing.
    const fn of_all(self, fields: StructFields, items: &'static [WireReply]) -> Self {
        let mut rest = items;
        while let [name, _, others @ ..] = rest {
            let is_known = matches!(name.kind, WireKind::Bulk(Some(_)));
            let is_strange = is_known && (!fields.has(name) || repeats(name, others));
            if is_strange && !are_pairs(items) {
                return Self::No;
            }
            rest = others;
        }
        match self {
            Self::Known if !fields.are_all_named(items) => Self::No,
            naming => naming,
        }
    }
}

const fn are_pairs(items: &'static [WireReply]) -> bool {
    let mut rest = items;
    while let [item, others @ ..] = rest {
        if !item.may_be_pair() {
            return false;
        }
        rest = others;
    }
    true
}

/// Whether a known name comes again among the names of a list.
const fn repeats(name: &WireReply, items: &'static [WireReply]) -> bool {
    match name.kind {
        WireKind::Bulk(Some(text)) => match core::str::from_utf8(text.bytes) {
            Ok(name) => value_named(name, items).is_some(),
            Err(_) => false,
        },
        _ => false,
    }
}

const fn value_named(name: &str, items: &'static [WireReply]) -> Option<&'static WireReply> {
    let mut found = None;
    let mut rest = items;
    while let [key, value, others @ ..] = rest {
        if is_name(key, name) {
            found = Some(value);
        }
        rest = others;
    }
    found
}

const fn is_name(reply: &WireReply, name: &str) -> bool {
    let WireKind::Bulk(Some(text)) = reply.kind else {
        return false;
    };
    let (mut left, mut right) = (text.bytes, name.as_bytes());
    while let ([a, others_left @ ..], [b, others_right @ ..]) = (left, right) {
        if *a != *b {
            return false;
        }
        (left, right) = (others_left, others_right);
    }
    left.is_empty() && right.is_empty()
}

/// The first type, and those after it; the types of an outline are not known.
const fn first_type(
    types: &'static [Description],
) -> (&'static Description, &'static [Description]) {
    match types {
        [first, others @ ..] => (first, others),
        [] => (&Description::Unknown, &[]),
    }
}

/// A field with a default takes nil, too.
const fn judge_field(
    ty: &'static Description,
    item: &'static WireReply,
    field: &'static FieldShape,
    at: At,
) -> Verdict {
    match field.presence {
        Presence::Default => judge(&Description::Option(ty), item, at),
        _ => judge(ty, item, at),
    }
}
