//! Strict conversion for types that only their own `FromRedisValue` knows, such as tuples and maps.
//!
//! redis 1.8 casts numbers (`300 as u8`), but parses strings strictly. So a reply with a number that some type might cast is
//! converted twice: once as it is, for the value, and once, as a check, with each such number replaced by a string. The string
//! `300` fails as a `u8`, and `3.7` as any integer.
//!
//! If the check fails, some type may just not accept such strings: a `bool`, or a type of the user's own that expects
//! [`Value::Int`]. Then each number is tried alone: it does not fit if its string fails where the string `7` passes.

use core::any::type_name;

use redis::{FromRedisValue, Value};

use super::tree::{for_each_leaf, halves, is_castable};
use super::{not_read, shape, wrong_shape};
use crate::error::ConversionError;

/// A string that is accepted by every type that reads integers from strings, except for `bool`.
const CONTROL_NUMBER: &[u8] = b"7";

/// Up to so many numbers are each tried within the whole reply, which takes quadratic time.
const MAX_TRIED_IN_WHOLE: usize = 64;

/// Converts a reply in which [`super::tree::has_castable`] found a number.
pub(super) fn read<T: FromRedisValue>(mut reply: Value) -> Result<T, ConversionError> {
    let mut strict = reply.clone();
    for_each_leaf(&mut strict, &mut |leaf| {
        if is_castable(leaf) {
            *leaf = as_string(leaf);
        }
    });
    if T::from_redis_value(strict).is_err() && accepts::<T>(&reply) {
        reject_casts::<T>(&mut reply)?;
    }
    let shape = shape(&reply);
    T::from_redis_value(reply).map_err(|error| not_read::<T>(&error, shape))
}

fn accepts<T: FromRedisValue>(reply: &Value) -> bool {
    T::from_redis_value_ref(reply).is_ok()
}

fn reject_casts<T: FromRedisValue>(reply: &mut Value) -> Result<(), ConversionError> {
    let all = castables(reply);
    if all.len() > MAX_TRIED_IN_WHOLE {
        let Some(found) = find_in_parts::<T>(reply) else {
            return Ok(());
        };
        // A part may be read differently than within the whole reply.
        let same = |castable: &&Castable| as_string(&castable.number) == as_string(&found);
        let same: Vec<Castable> = all.iter().filter(same).cloned().collect();
        if find::<T>(reply, &same).is_some() {
            return Err(cannot_cast::<T>(&found));
        }
    }
    find::<T>(reply, &all).map_or(Ok(()), |number| Err(cannot_cast::<T>(&number)))
}

/// Finds a number that does not fit into `T`, in parts of the reply that are small enough.
fn find_in_parts<T: FromRedisValue>(reply: &mut Value) -> Option<Value> {
    let castables = castables(reply);
    if castables.len() <= MAX_TRIED_IN_WHOLE || accepts_with::<T>(reply, &castables, as_string) {
        return find::<T>(reply, &castables);
    }
    match halves(reply, accepts::<T>) {
        Some([mut first, mut second]) => {
            find_in_parts::<T>(&mut first).or_else(|| find_in_parts::<T>(&mut second))
        }
        None => find::<T>(reply, &castables),
    }
}

/// A number with its position in the order of [`for_each_leaf`].
#[derive(Clone)]
struct Castable {
    place: usize,
    number: Value,
}

fn castables(reply: &mut Value) -> Vec<Castable> {
    let mut castables = Vec::new();
    let mut place = 0;
    for_each_leaf(reply, &mut |leaf| {
        if is_castable(leaf) {
            let number = leaf.clone();
            castables.push(Castable { place, number });
        }
        place += 1;
    });
    castables
}

/// Halves the castables until the strings of a half are accepted or one number is left.
fn find<T: FromRedisValue>(reply: &mut Value, castables: &[Castable]) -> Option<Value> {
    if accepts_with::<T>(reply, castables, as_string) {
        return None;
    }
    if let [castable] = castables {
        let reads_strings = accepts_with::<T>(reply, castables, control);
        return reads_strings.then(|| castable.number.clone());
    }
    let (left, right) = castables.split_at(castables.len() / 2);
    find::<T>(reply, left).or_else(|| find::<T>(reply, right))
}

/// Whether `T` accepts the reply with substitutes for some of its numbers.
fn accepts_with<T: FromRedisValue>(
    reply: &mut Value,
    castables: &[Castable],
    substitute: fn(&Value) -> Value,
) -> bool {
    replace(reply, castables, substitute);
    let accepted = accepts::<T>(reply);
    replace(reply, castables, Value::clone);
    accepted
}

fn replace(reply: &mut Value, castables: &[Castable], substitute: fn(&Value) -> Value) {
    let mut castables = castables.iter().peekable();
    let mut place = 0;
    for_each_leaf(reply, &mut |leaf| {
        if let Some(castable) = castables.next_if(|castable| castable.place == place) {
            *leaf = substitute(&castable.number);
        }
        place += 1;
    });
}

/// The string of a float always has a point, an exponent or letters, so that no integer type reads it.
fn as_string(number: &Value) -> Value {
    match number {
        Value::Int(number) => Value::BulkString(number.to_string().into_bytes()),
        Value::Double(number) => Value::BulkString(format!("{number:?}").into_bytes()),
        other => other.clone(),
    }
}

fn control(_: &Value) -> Value {
    Value::BulkString(CONTROL_NUMBER.to_vec())
}

fn cannot_cast<T>(number: &Value) -> ConversionError {
    let target = type_name::<T>();
    match *number {
        Value::Int(number) => ConversionError::Integer { number, target },
        Value::Double(number) => ConversionError::Double { number, target },
        _ => wrong_shape::<T>(shape(number)),
    }
}
