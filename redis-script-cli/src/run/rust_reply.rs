//! A reply as a compiled call would read it: by the runtime's own conversion, with its errors.

mod dynamic;

use std::any::type_name;
use std::fmt::Debug;

use redis::{ConnectionLike, FromRedisValue, RedisResult, Value};
use redis_script_analysis::contract::types::ReplyType;
use redis_script_runtime::__private::{
    Effect, LoadState, ScriptDefinition, encode, script, with_origins,
};
use redis_script_runtime::{Call, Error, Script};

use self::dynamic::{Dynamic, within};
use super::subject::Subject;
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
pub(crate) fn declare(subject: &Subject) -> &'static Script {
    let definition = ScriptDefinition {
        name: leaked(subject.name()),
        path: leaked(subject.script.source.path()),
        // What is sent comes from elsewhere.
        source: "",
        sha1: leaked(&subject.sent.sha1),
        keys: &[],
        effect: Effect::Writes,
        one_slot: false,
        undone_by_readonly: false,
        state: Box::leak(Box::new(LoadState::new())),
    };
    Box::leak(Box::new(script(definition)))
}

/// The same, with errors that name the files of its lines.
pub(crate) fn declare_with_origins(subject: &Subject) -> &'static Script {
    let origins = subject.origins().into_iter();
    let origins: Vec<_> = origins
        .map(|(first, path, own)| (first, leaked(path), own))
        .collect();
    Box::leak(Box::new(with_origins(*declare(subject), origins.leak())))
}

fn leaked(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
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
