//! A reply as a compiled call would read it: by the runtime's own conversion, with its errors.

use std::any::type_name;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use redis::{ConnectionLike, FromRedisValue, ParsingError, RedisResult, Value};
use redis_script_analysis::contract::types::ReplyType;
use redis_script_runtime::__private::{Effect, LoadState, ScriptDefinition, encode, script};
use redis_script_runtime::{Call, Error, Script};

use super::words::quoted;

/// What a script function with this reply type would return: the value as `{:?}` prints it, or the error's message.
///
/// # Errors
/// If the reply is an error or does not convert.
pub(crate) fn read(
    script: &'static Script,
    ty: &ReplyType,
    reply: &RedisResult<Value>,
) -> Result<String, String> {
    if let Some(read) = read_common(script, ty, reply) {
        return read.map_err(|error| error.to_string());
    }
    let read = within(vec![ty.clone()], || call::<Dynamic<0>>(script, reply));
    read.map(|value| value.0).map_err(|error| {
        error
            .to_string()
            .replace(type_name::<Dynamic<0>>(), &full_name(ty))
    })
}

/// As `type_name` spells it.
fn full_name(ty: &ReplyType) -> String {
    match ty {
        ReplyType::Text => "alloc::string::String".to_owned(),
        ReplyType::Bytes => "alloc::vec::Vec<u8>".to_owned(),
        ReplyType::Option(inner) => format!("core::option::Option<{}>", full_name(inner)),
        ReplyType::List(item, None) => format!("alloc::vec::Vec<{}>", full_name(item)),
        ReplyType::List(item, Some(length)) => format!("[{}; {length}]", full_name(item)),
        ReplyType::Set(item) => {
            format!("std::collections::hash::set::HashSet<{}>", full_name(item))
        }
        ReplyType::Map(key, value) => {
            format!(
                "std::collections::hash::map::HashMap<{}, {}>",
                full_name(key),
                full_name(value)
            )
        }
        ReplyType::Tuple(parts) => {
            let end = if parts.len() == 1 { "," } else { "" };
            format!(
                "({}{end})",
                parts.iter().map(full_name).collect::<Vec<_>>().join(", ")
            )
        }
        scalar => scalar.to_string(),
    }
}

/// The error of a reply that is one.
pub(crate) fn error(script: &'static Script, reply: &RedisResult<Value>) -> Option<Error> {
    call::<Value>(script, reply).err()
}

/// A script as the macro would declare it. It stays in memory: the errors refer to it.
pub(crate) fn declare(name: &str, path: &str, sha1: &str) -> &'static Script {
    let leak = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
    Box::leak(Box::new(script(ScriptDefinition {
        name: leak(name),
        path: leak(path),
        // What is sent comes from elsewhere.
        source: "",
        sha1: leak(sha1),
        keys: &[],
        effect: Effect::Writes,
        one_slot: false,
        undone_by_readonly: false,
        state: Box::leak(Box::new(LoadState::new())),
    })))
}

fn call<T: FromRedisValue>(
    script: &'static Script,
    reply: &RedisResult<Value>,
) -> Result<T, Error> {
    let call: Call<T> = encode(script, &(), &());
    call.invoke(&mut Replay(reply.clone()))
}

/// A connection that gives the reply of the run.
struct Replay(RedisResult<Value>);

impl ConnectionLike for Replay {
    fn req_packed_command(&mut self, _: &[u8]) -> RedisResult<Value> {
        self.0.clone()
    }

    fn req_packed_commands(&mut self, _: &[u8], _: usize, count: usize) -> RedisResult<Vec<Value>> {
        self.0.clone().map(|reply| vec![reply; count])
    }

    fn get_db(&self) -> i64 {
        0
    }

    fn check_connection(&mut self) -> bool {
        true
    }

    fn is_open(&self) -> bool {
        true
    }
}

/// The types that the runtime knows by name.
fn read_common(
    script: &'static Script,
    ty: &ReplyType,
    reply: &RedisResult<Value>,
) -> Option<Result<String, Error>> {
    macro_rules! scalar {
        ($scalar:ty, $wrapped:expr) => {
            match $wrapped {
                Wrapped::Plain => shown(call::<$scalar>(script, reply)),
                Wrapped::Option => shown(call::<Option<$scalar>>(script, reply)),
                Wrapped::List => shown(call::<Vec<$scalar>>(script, reply)),
            }
        };
    }
    let (scalar, wrapped) = match ty {
        ReplyType::Option(inner) => (&**inner, Wrapped::Option),
        ReplyType::List(inner, None) => (&**inner, Wrapped::List),
        ty => (ty, Wrapped::Plain),
    };
    Some(match scalar {
        ReplyType::Unit => scalar!((), wrapped),
        ReplyType::Bool => scalar!(bool, wrapped),
        ReplyType::Float => scalar!(f64, wrapped),
        ReplyType::Text => scalar!(String, wrapped),
        ReplyType::Integer(integer) => match integer.name {
            "i8" => scalar!(i8, wrapped),
            "i16" => scalar!(i16, wrapped),
            "i32" => scalar!(i32, wrapped),
            "i64" => scalar!(i64, wrapped),
            "i128" => scalar!(i128, wrapped),
            "isize" => scalar!(isize, wrapped),
            "u8" => scalar!(u8, wrapped),
            "u16" => scalar!(u16, wrapped),
            "u32" => scalar!(u32, wrapped),
            "u64" => scalar!(u64, wrapped),
            "u128" => scalar!(u128, wrapped),
            _ => scalar!(usize, wrapped),
        },
        ReplyType::Bytes if matches!(wrapped, Wrapped::Plain) => {
            call::<Vec<u8>>(script, reply).map(|bytes| bytes_shown(&bytes))
        }
        _ => return None,
    })
}

enum Wrapped {
    Plain,
    Option,
    List,
}

fn shown<T: Debug>(read: Result<T, Error>) -> Result<String, Error> {
    read.map(|value| format!("{value:?}"))
}

fn bytes_shown(bytes: &[u8]) -> String {
    format!("b{}", quoted(bytes))
}

thread_local! {
    /// The types that `Dynamic<0>`, `Dynamic<1>` ... read.
    static TYPES: RefCell<Vec<ReplyType>> = const { RefCell::new(Vec::new()) };
}

/// Reads with other types, and sets those before again.
fn within<T>(types: Vec<ReplyType>, read: impl FnOnce() -> T) -> T {
    let before = TYPES.replace(types);
    let read = read();
    TYPES.set(before);
    read
}

/// A value of the type that [`TYPES`] has at this place, as `{:?}` prints it. redis-rs reads what is around it: so an `Option` of it
/// is read as any `Option`.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Dynamic<const AT: usize>(String);

impl<const AT: usize> Debug for Dynamic<AT> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
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
