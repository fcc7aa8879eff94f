//! Which value of a reply belongs to which field of a struct.

use redis::Value;

use super::shape;
use super::structs::{FieldOrder, FieldShape, Presence, StructShape};
use crate::error::ConversionError;

/// The values in the order of the fields; `None` for a field that the reply does not have.
pub(super) fn arrange(
    target: &StructShape,
    reply: Value,
) -> Result<Vec<Option<Value>>, ConversionError> {
    match reply {
        Value::Attribute { data, .. } => arrange(target, *data),
        Value::Map(pairs) if target.order != FieldOrder::ByPosition => Ok(by_name(target, pairs).0),
        Value::Array(items) | Value::Set(items) => arrange_list(target, items),
        other => Err(ConversionError::Struct(format!(
            "{}, which is not a `{}`",
            shape(&other),
            target.name
        ))),
    }
}

fn arrange_list(
    target: &StructShape,
    items: Vec<Value>,
) -> Result<Vec<Option<Value>>, ConversionError> {
    let count = items.len();
    let pairing = Pairing::of(&items).filter(|_| target.order != FieldOrder::ByPosition);
    let has_each = count == target.fields.len() && target.order != FieldOrder::ByName;
    match pairing {
        Some(pairing) if !has_each || pairing.names_all(target, &items) => {
            let (values, found) = by_name(target, pairing.pairs(items));
            if found == 0 && count > 0 && target.order == FieldOrder::Either && requires(target) > 0
            {
                return Err(wrong_count(target, count));
            }
            Ok(values)
        }
        _ if has_each => {
            let mut values = Vec::new();
            for item in items {
                values.push(Some(item));
            }
            Ok(values)
        }
        _ => Err(wrong_count(target, count)),
    }
}

fn wrong_count(target: &StructShape, count: usize) -> ConversionError {
    let (name, fields) = (target.name, target.fields.len());
    let plural = if fields == 1 { "" } else { "s" };
    ConversionError::Struct(format!(
        "an array of {count}, which is not a `{name}` of {fields} field{plural}"
    ))
}

fn requires(target: &StructShape) -> usize {
    let required = |field: &&FieldShape| field.presence == Presence::Required;
    target.fields.iter().filter(required).count()
}

/// The last value of each name, and how many names are those of fields.
fn by_name(target: &StructShape, pairs: Vec<(Value, Value)>) -> (Vec<Option<Value>>, usize) {
    let mut values = Vec::new();
    values.resize_with(target.fields.len(), || None);
    let mut found = 0;
    for (name, value) in pairs {
        let slot = field_named(target, &name).and_then(|at| values.get_mut(at));
        if let Some(slot) = slot {
            *slot = Some(value);
            found += 1;
        }
    }
    (values, found)
}

fn field_named(target: &StructShape, name: &Value) -> Option<usize> {
    let name = text(name)?;
    let mut fields = target.fields.iter();
    fields.position(|field| field.name.as_bytes() == name)
}

fn text(value: &Value) -> Option<&[u8]> {
    match value {
        Value::BulkString(text) => Some(text),
        Value::SimpleString(text) | Value::VerbatimString { text, .. } => Some(text.as_bytes()),
        Value::Okay => Some(b"OK"),
        Value::Attribute { data, .. } => self::text(data),
        _ => None,
    }
}

/// How names and values stand in a list.
#[derive(Clone, Copy)]
enum Pairing {
    /// In turn: `{'id', 1, 'name', 'x'}`.
    Flat,
    /// In lists of two: `{{'id', 1}, {'name', 'x'}}`.
    Nested,
}

impl Pairing {
    /// The way in which a list may hold names; `None` if it does not.
    fn of(items: &[Value]) -> Option<Self> {
        let is_pair = |item: &Value| item_pair(item).is_some_and(|(name, _)| text(name).is_some());
        if items.len().is_multiple_of(2) && items.iter().step_by(2).all(|name| text(name).is_some())
        {
            Some(Self::Flat)
        } else if items.iter().all(is_pair) {
            Some(Self::Nested)
        } else {
            None
        }
    }

    /// Whether each name is that of another field, and no required field is missing.
    fn names_all(self, target: &StructShape, items: &[Value]) -> bool {
        let mut missing = vec![true; target.fields.len()];
        let mut take = |name: &Value| {
            let slot = field_named(target, name).and_then(|at| missing.get_mut(at));
            slot.is_some_and(|missing| std::mem::replace(missing, false))
        };
        let all = match self {
            Self::Flat => items.iter().step_by(2).all(&mut take),
            Self::Nested => items
                .iter()
                .all(|item| item_pair(item).is_some_and(|(name, _)| take(name))),
        };
        let mut fields = target.fields.iter().zip(&missing);
        let may_be_so = |(field, missing): (&FieldShape, &bool)| {
            !missing || field.presence != Presence::Required
        };
        all && fields.all(may_be_so)
    }

    fn pairs(self, items: Vec<Value>) -> Vec<(Value, Value)> {
        let mut items = items.into_iter();
        let mut pairs = Vec::new();
        while let Some(first) = items.next() {
            match (self, first) {
                (Self::Nested, Value::Array(pair)) => {
                    if let Ok([name, value]) = <[Value; 2]>::try_from(pair) {
                        pairs.push((name, value));
                    }
                }
                (_, name) => {
                    if let Some(value) = items.next() {
                        pairs.push((name, value));
                    }
                }
            }
        }
        pairs
    }
}

fn item_pair(item: &Value) -> Option<(&Value, &Value)> {
    match item {
        Value::Array(pair) => match pair.as_slice() {
            [name, value] => Some((name, value)),
            _ => None,
        },
        _ => None,
    }
}
