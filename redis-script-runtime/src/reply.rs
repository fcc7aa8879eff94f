//! Converts a reply to `T`, without redis-rs's silent casts.

mod arrange;
mod numbers;
mod remembered;
mod strict;
pub(crate) mod structs;
mod tree;

use core::any::type_name;

use redis::{FromRedisValue, ParsingError, Value};

use crate::Script;
use crate::error::{ConversionError, Error, Result};
use numbers::Numbers;

/// Converts a reply as redis-rs does, but rejects numbers that it would wrap or truncate.
pub(crate) fn convert<T: FromRedisValue>(script: &'static Script, reply: Value) -> Result<T> {
    // Most replies are small numbers, which fit every type that accepts numbers.
    if matches!(reply, Value::Int(0..=127)) {
        let read = T::from_redis_value(reply);
        return read.map_err(|error| Error::reply(script, not_read::<T>(&error, "an integer")));
    }
    let reply = if tree::is_plain(&reply) {
        reply
    } else {
        reply
            .extract_error()
            .map_err(|error| Error::nested(script, error))?
    };
    read(reply).map_err(|error| Error::reply(script, error))
}

#[inline]
pub(crate) fn read<T: FromRedisValue>(reply: Value) -> core::result::Result<T, ConversionError> {
    match Numbers::taken_by::<T>() {
        Some(numbers) => numbers.check(&reply, type_name::<T>())?,
        None if tree::has_castable(&reply) => return strict::read(reply),
        None => {}
    }
    let shape = shape(&reply);
    T::from_redis_value(reply).map_err(|error| not_read::<T>(&error, shape))
}

/// Why redis-rs does not convert a reply. Its own error is dropped, since it prints the reply.
fn not_read<T>(error: &ParsingError, reply: &'static str) -> ConversionError {
    remembered::cause_of(error).unwrap_or_else(|| wrong_shape::<T>(reply))
}

fn wrong_shape<T>(reply: &'static str) -> ConversionError {
    ConversionError::Shape {
        reply,
        target: type_name::<T>(),
    }
}

#[inline]
fn shape(reply: &Value) -> &'static str {
    match reply {
        Value::Nil => "nil",
        Value::Int(_) => "an integer",
        Value::BulkString(_) => "a string",
        Value::SimpleString(_) | Value::Okay => "a status",
        Value::Array(_) => "an array",
        Value::Map(_) => "a map",
        Value::Set(_) => "a set",
        Value::Double(_) => "a floating point number",
        Value::Boolean(_) => "a boolean",
        Value::VerbatimString { .. } => "a verbatim string",
        Value::BigNumber(_) => "a big number",
        Value::Attribute { data, .. } => shape(data),
        _ => "a reply",
    }
}
