//! A type that is known only when the command runs, as redis-rs reads it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Debug};

use redis::{FromRedisValue, ParsingError, Value};
use redis_script_analysis::contract::types::ReplyType;

use super::bytes_shown;

thread_local! {
    /// The types that `Dynamic<0>`, `Dynamic<1>` ... read.
    static TYPES: RefCell<Vec<ReplyType>> = const { RefCell::new(Vec::new()) };
}

/// Reads with other types, and sets those before again.
pub(super) fn within<T>(types: Vec<ReplyType>, read: impl FnOnce() -> T) -> T {
    let before = TYPES.replace(types);
    let read = read();
    TYPES.set(before);
    read
}

/// A value of the type that [`TYPES`] has at this place, as `{:?}` prints it. redis-rs reads what is around it: so an `Option` of it
/// is read as any `Option`.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Dynamic<const AT: usize>(pub(super) String);

impl<const AT: usize> Debug for Dynamic<AT> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<const AT: usize> Dynamic<AT> {
    fn ty() -> ReplyType {
        TYPES.with_borrow(|types| types.get(AT).cloned().unwrap_or_default())
    }

    fn leaf<T: FromRedisValue + Debug>(reply: Value) -> Result<Self, ParsingError> {
        T::from_redis_value(reply).map(|value| Self(format!("{value:?}")))
    }

    /// The type around these types.
    fn around<T: FromRedisValue + Debug>(
        types: Vec<ReplyType>,
        reply: Value,
    ) -> Result<Self, ParsingError> {
        within(types, || Self::leaf::<T>(reply))
    }
}

macro_rules! tuples {
    ($types:expr, $read:ident, $($arity:literal: ($($at:literal)*),)*) => {
        match $types.len() {
            $($arity => $read!(($(Dynamic<$at>,)*)),)*
            _ => $read!(Value),
        }
    };
}

macro_rules! of_each_arity {
    ($types:expr, $read:ident) => {
        tuples!($types, $read,
            1: (0), 2: (0 1), 3: (0 1 2), 4: (0 1 2 3), 5: (0 1 2 3 4), 6: (0 1 2 3 4 5), 7: (0 1 2 3 4 5 6),
            8: (0 1 2 3 4 5 6 7), 9: (0 1 2 3 4 5 6 7 8), 10: (0 1 2 3 4 5 6 7 8 9),
            11: (0 1 2 3 4 5 6 7 8 9 10), 12: (0 1 2 3 4 5 6 7 8 9 10 11),
        )
    };
}

impl<const AT: usize> FromRedisValue for Dynamic<AT> {
    fn from_redis_value(reply: Value) -> Result<Self, ParsingError> {
        match Self::ty() {
            ReplyType::Unknown => Self::leaf::<Value>(reply),
            ReplyType::Unit => Self::leaf::<()>(reply),
            ReplyType::Bool => Self::leaf::<bool>(reply),
            ReplyType::Float => Self::leaf::<f64>(reply),
            ReplyType::Text => Self::leaf::<String>(reply),
            ReplyType::Bytes => {
                Vec::<u8>::from_redis_value(reply).map(|bytes| Self(bytes_shown(&bytes)))
            }
            ReplyType::Integer(integer) => match integer.name {
                "i8" => Self::leaf::<i8>(reply),
                "i16" => Self::leaf::<i16>(reply),
                "i32" => Self::leaf::<i32>(reply),
                "i64" | "isize" => Self::leaf::<i64>(reply),
                "i128" => Self::leaf::<i128>(reply),
                "u8" => Self::leaf::<u8>(reply),
                "u16" => Self::leaf::<u16>(reply),
                "u32" => Self::leaf::<u32>(reply),
                "u128" => Self::leaf::<u128>(reply),
                _ => Self::leaf::<u64>(reply),
            },
            ReplyType::Option(inner) => Self::around::<Option<Dynamic<0>>>(vec![*inner], reply),
            ReplyType::List(item, None) => Self::around::<Vec<Dynamic<0>>>(vec![*item], reply),
            ReplyType::List(item, Some(length)) => within(vec![*item], || array(length, reply)),
            ReplyType::Set(item) => Self::around::<BTreeSet<Dynamic<0>>>(vec![*item], reply),
            ReplyType::Map(key, value) => {
                Self::around::<BTreeMap<Dynamic<0>, Dynamic<1>>>(vec![*key, *value], reply)
            }
            ReplyType::Tuple(types) => {
                macro_rules! read {
                    ($tuple:ty) => {
                        Self::around::<$tuple>(types, reply)
                    };
                }
                of_each_arity!(types, read)
            }
        }
    }

    /// Tuples have their own way: they may be flat in a list.
    fn from_redis_values(items: Vec<Value>) -> Result<Vec<Self>, ParsingError> {
        let ReplyType::Tuple(types) = Self::ty() else {
            return items.into_iter().map(Self::from_redis_value).collect();
        };
        macro_rules! read {
            ($tuple:ty) => {
                within(types, || {
                    <$tuple>::from_redis_values(items).map(|read| {
                        read.iter()
                            .map(|tuple| Self(format!("{tuple:?}")))
                            .collect()
                    })
                })
            };
        }
        of_each_arity!(types, read)
    }

    fn from_redis_value_refs(items: &[Value]) -> Result<Vec<Self>, ParsingError> {
        Self::from_redis_values(items.to_vec())
    }

    /// A string is the list of its bytes.
    fn from_byte_vec(bytes: Vec<u8>) -> Result<Vec<Self>, ParsingError> {
        match Self::ty() {
            ReplyType::Integer(integer) if integer.name == "u8" => {
                Ok(bytes.iter().map(|byte| Self(byte.to_string())).collect())
            }
            _ => Self::from_redis_value(Value::BulkString(bytes)).map(|value| vec![value]),
        }
    }
}

/// An array has its length, which only a type in the source can have: it is read as a list of that length.
fn array<const AT: usize>(length: usize, reply: Value) -> Result<Dynamic<AT>, ParsingError> {
    let items = Vec::<Dynamic<0>>::from_redis_value(reply)?;
    if items.len() == length {
        return Ok(Dynamic(format!("{items:?}")));
    }
    Err(ParsingError::from("an array of another length"))
}
