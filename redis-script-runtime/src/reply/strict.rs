//! Types that only their own `FromRedisValue` knows, tuples and maps among them.
//!
//! redis 1.8 casts numbers (`300 as u8`), but parses text strictly. So a reply with a number that some type might cast
//! is converted twice: once as it is, for the value, and once as a twin in which each such number is text, as a check.
//! `300` as text fails as a `u8`, and `3.7` as any integer.
//!
//! Where the twin fails, some type may just take no such text: a `bool`, or a type of the user's own that looks for
//! [`Value::Int`]. Each number is then tried alone: it does not fit if its text fails where the text `7` passes.

use core::any::type_name;

use redis::{FromRedisValue, Value};

use super::tree::{for_each_leaf, halves, is_castable};
use super::{shape, wrong_shape};
use crate::error::ConversionError;

/// Text that every type reads that reads integers as text, except for `bool`.
const CONTROL: &[u8] = b"7";

/// Up to so many numbers each is tried within the whole reply, which takes time by their square.
const MAX_TRIED_IN_WHOLE: usize = 64;

/// Converts a reply in which [`super::tree::has_castable`] found a number.
pub(super) fn read<T: FromRedisValue>(mut reply: Value) -> Result<T, ConversionError> {
    let mut strict = reply.clone();
    for_each_leaf(&mut strict, &mut |leaf| {
        if is_castable(leaf) {
            *leaf = as_text(leaf);
        }
    });
    if T::from_redis_value(strict).is_err() && accepts::<T>(&reply) {
        reject_casts::<T>(&mut reply)?;
    }
    let shape = shape(&reply);
    T::from_redis_value(reply).map_err(|_| wrong_shape::<T>(shape))
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
        // A part may mean something else than it does within the whole.
        let same = |castable: &&Castable| as_text(&castable.number) == as_text(&found);
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
    if castables.len() <= MAX_TRIED_IN_WHOLE || accepts_with::<T>(reply, &castables, as_text) {
        return find::<T>(reply, &castables);
    }
    match halves(reply, accepts::<T>) {
        Some([mut first, mut second]) => {
            find_in_parts::<T>(&mut first).or_else(|| find_in_parts::<T>(&mut second))
        }
        None => find::<T>(reply, &castables),
    }
}

/// A number with its place in the order of [`for_each_leaf`].
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

/// Halves the suspects until the texts of a half pass or a single one is left.
fn find<T: FromRedisValue>(reply: &mut Value, castables: &[Castable]) -> Option<Value> {
    if accepts_with::<T>(reply, castables, as_text) {
        return None;
    }
    if let [castable] = castables {
        let reads_text = accepts_with::<T>(reply, castables, control);
        return reads_text.then(|| castable.number.clone());
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

fn cannot_cast<T>(number: &Value) -> ConversionError {
    let target = type_name::<T>();
    match *number {
        Value::Int(number) => ConversionError::Integer { number, target },
        Value::Double(number) => ConversionError::Double { number, target },
        _ => wrong_shape::<T>(shape(number)),
    }
}
