//! Types that only their own `FromRedisValue` knows, tuples and maps among them.
//!
//! redis 1.8 casts numbers (`300 as u8`), but parses text strictly. So a reply with a number that some type might cast
//! is converted twice: once as it is, for the value, and once as a twin in which each such number is text, as a check.
//! `300` as text fails as a `u8`, and `3.7` as any integer.
//!
//! Where the twin fails, some type may just take no such text: `bool`, [`Value`]'s variants in a type of the user's own.
//! Each number is then tried alone: it does not fit if its text fails where the text `7` passes.

use core::any::type_name;

use redis::{FromRedisValue, Value};

use super::{shape, wrong_shape};
use crate::error::Misfit;

/// Text that every type reads that reads integers as text, except for `bool`.
const CONTROL: &[u8] = b"7";

/// Whether a number lies in the reply that some type would cast.
pub(super) fn is_suspicious(reply: &Value) -> bool {
    let any = |pairs: &[(Value, Value)]| {
        pairs
            .iter()
            .any(|(key, value)| is_suspicious(key) || is_suspicious(value))
    };
    match reply {
        Value::Array(items) | Value::Set(items) | Value::Push { data: items, .. } => {
            items.iter().any(is_suspicious)
        }
        Value::Map(pairs) => any(pairs),
        Value::Attribute { data, attributes } => is_suspicious(data) || any(attributes),
        leaf => is_suspect(leaf),
    }
}

/// All integer types hold `0..=127`.
fn is_suspect(leaf: &Value) -> bool {
    match leaf {
        Value::Int(number) => !(0..=127).contains(number),
        Value::Double(_) => true,
        _ => false,
    }
}

/// Converts a reply in which [`is_suspicious`] found a number.
pub(super) fn read<T: FromRedisValue>(mut reply: Value) -> Result<T, Misfit> {
    let mut twin = reply.clone();
    for_each_leaf(&mut twin, &mut |leaf| {
        if is_suspect(leaf) {
            *leaf = as_text(leaf);
        }
    });
    if T::from_redis_value(twin).is_err() && accepts::<T>(&reply) {
        let suspects = suspects(&mut reply);
        find_misfit::<T>(&mut reply, &suspects)?;
    }
    let shape = shape(&reply);
    T::from_redis_value(reply).map_err(|_| wrong_shape::<T>(shape))
}

fn accepts<T: FromRedisValue>(reply: &Value) -> bool {
    T::from_redis_value_ref(reply).is_ok()
}

/// A number with its place in the order of [`for_each_leaf`].
struct Suspect {
    place: usize,
    number: Value,
}

fn suspects(reply: &mut Value) -> Vec<Suspect> {
    let mut suspects = Vec::new();
    let mut place = 0;
    for_each_leaf(reply, &mut |leaf| {
        if is_suspect(leaf) {
            let number = leaf.clone();
            suspects.push(Suspect { place, number });
        }
        place += 1;
    });
    suspects
}

/// Halves the suspects until the texts of a half pass or a single one is left.
fn find_misfit<T: FromRedisValue>(reply: &mut Value, suspects: &[Suspect]) -> Result<(), Misfit> {
    if accepts_with::<T>(reply, suspects, as_text) {
        return Ok(());
    }
    if let [Suspect { number, .. }] = suspects {
        let insists_on_numbers = !accepts_with::<T>(reply, suspects, control);
        return if insists_on_numbers {
            Ok(())
        } else {
            Err(misfit::<T>(number))
        };
    }
    let (left, right) = suspects.split_at(suspects.len() / 2);
    find_misfit::<T>(reply, left)?;
    find_misfit::<T>(reply, right)
}

/// Whether `T` accepts the reply with substitutes for some of its numbers.
fn accepts_with<T: FromRedisValue>(
    reply: &mut Value,
    suspects: &[Suspect],
    substitute: fn(&Value) -> Value,
) -> bool {
    replace(reply, suspects, substitute);
    let accepted = accepts::<T>(reply);
    replace(reply, suspects, Value::clone);
    accepted
}

fn replace(reply: &mut Value, suspects: &[Suspect], substitute: fn(&Value) -> Value) {
    let mut suspects = suspects.iter().peekable();
    let mut place = 0;
    for_each_leaf(reply, &mut |leaf| {
        if let Some(suspect) = suspects.next_if(|suspect| suspect.place == place) {
            *leaf = substitute(&suspect.number);
        }
        place += 1;
    });
}

fn for_each_leaf(reply: &mut Value, visit: &mut impl FnMut(&mut Value)) {
    match reply {
        Value::Array(items) | Value::Set(items) | Value::Push { data: items, .. } => {
            items.iter_mut().for_each(|item| for_each_leaf(item, visit));
        }
        Value::Map(pairs) => for_each_leaf_of_pairs(pairs, visit),
        Value::Attribute { data, attributes } => {
            for_each_leaf(data, visit);
            for_each_leaf_of_pairs(attributes, visit);
        }
        leaf => visit(leaf),
    }
}

fn for_each_leaf_of_pairs(pairs: &mut [(Value, Value)], visit: &mut impl FnMut(&mut Value)) {
    for (key, value) in pairs {
        for_each_leaf(key, visit);
        for_each_leaf(value, visit);
    }
}

/// The text of a float always has a point, an exponent or letters, so that no integer reads it.
fn as_text(number: &Value) -> Value {
    match number {
        Value::Int(number) => Value::BulkString(number.to_string().into_bytes()),
        Value::Double(number) => Value::BulkString(format!("{number:?}").into_bytes()),
        other => other.clone(),
    }
}

fn control(_: &Value) -> Value {
    Value::BulkString(CONTROL.to_vec())
}

fn misfit<T>(number: &Value) -> Misfit {
    let target = type_name::<T>();
    match *number {
        Value::Int(number) => Misfit::Integer { number, target },
        Value::Double(number) => Misfit::Double { number, target },
        _ => wrong_shape::<T>(shape(number)),
    }
}
