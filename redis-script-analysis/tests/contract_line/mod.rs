//! The first line of a fixture as the contract of its callers: `-- contract: keys=1 params=key,value:i64,rest.. reply=bool`.

use redis_script_analysis::bounds::Limits;
use redis_script_analysis::contract::types::{ArgType, IntegerType, ReplyType};
use redis_script_analysis::redis::target::{Profile, Required, Target};
use redis_script_analysis::{Contract, Count, Param, Passes};

/// What the line says; what is about the settings is left alone.
pub(crate) fn contract(line: &str) -> Contract {
    let said = line.strip_prefix("-- contract:").unwrap();
    let mut contract = Contract::default();
    for word in said.split_whitespace() {
        match word.split_once('=').unwrap() {
            ("keys", "?") | ("servers" | "cluster" | "profile" | "limits", _) => {}
            ("reply", ty) => contract.reply = reply_type(ty),
            ("readonly", flag) => contract.readonly = flag == "true",
            ("keys", count) => contract.keys = Count::parse(count).unwrap().into(),
            ("args", count) => contract.most_args = Count::parse(count).unwrap().most,
            ("params", names) => contract.params = names.split(',').map(param).collect(),
            _ => panic!("{line}"),
        }
    }
    contract
}

/// `name:i64`, `rest..`, `jobs:str+i64..` for a slice of pairs, `ttl:u64?` for an `Option`, `jobs:*..` for a slice of structs.
fn param(text: &str) -> Param {
    let (text, passes) = match (text.strip_suffix(".."), text.strip_suffix('?')) {
        (Some(slice), _) => (slice, Passes::Slice),
        (_, Some(option)) => (option, Passes::Optional),
        _ => (text, Passes::Once),
    };
    let (name, types) = text.split_once(':').unwrap_or((text, ""));
    let types = match types {
        "*" => Vec::new(),
        types => types.split('+').map(arg_type).collect(),
    };
    Param {
        name: name.to_owned(),
        passes,
        types,
    }
}

fn arg_type(name: &str) -> ArgType {
    match name {
        "str" => ArgType::Text,
        "bytes" => ArgType::Bytes,
        "bool" => ArgType::Bool,
        "f64" => ArgType::Float,
        "Duration" => ArgType::Duration,
        ty => IntegerType::named(ty).map_or(ArgType::Unknown, ArgType::Integer),
    }
}

/// A type as Rust spells it, without spaces.
fn reply_type(text: &str) -> ReplyType {
    let inside = |name: &str| {
        let inner = text.strip_prefix(name)?.strip_suffix('>')?;
        Some(inner)
    };
    let boxed = |text: &str| Box::new(reply_type(text));
    if let Some(inner) = inside("Option<") {
        return ReplyType::Option(boxed(inner));
    }
    if let Some(inner) = inside("Vec<").filter(|inner| *inner != "u8") {
        return ReplyType::List(boxed(inner), None);
    }
    if let Some((key, value)) = inside("HashMap<").and_then(|inner| inner.split_once(',')) {
        return ReplyType::Map(boxed(key), boxed(value));
    }
    if let Some(inner) = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'))
    {
        return match inner {
            "" => ReplyType::Unit,
            inner => ReplyType::Tuple(inner.split(',').map(reply_type).collect()),
        };
    }
    match text {
        "bool" => ReplyType::Bool,
        "f64" => ReplyType::Float,
        "String" => ReplyType::Text,
        "Vec<u8>" => ReplyType::Bytes,
        text => ReplyType::Integer(IntegerType::named(text).unwrap()),
    }
}

/// The settings that the line names.
#[allow(dead_code, reason = "not all tests ask for it")]
pub(crate) fn target(line: &str) -> Target {
    let mut target = Target::default();
    for (name, value) in line
        .split_whitespace()
        .filter_map(|word| word.split_once('='))
    {
        match name {
            "servers" => {
                let required = value
                    .split(';')
                    .map(|required| Required::by(required).unwrap());
                target
                    .declare(required.fold(Required::default(), Required::or))
                    .unwrap();
            }
            "cluster" => target.cluster = Some(value == "true"),
            "profile" => target.profile = Some(Profile::named(value).unwrap()),
            _ => {}
        }
    }
    target
}

/// The limits that the line names.
#[allow(dead_code, reason = "not all tests ask for it")]
pub(crate) fn limits(line: &str) -> Limits {
    let mut limits = Limits::default();
    let said = line
        .split_whitespace()
        .find_map(|word| word.strip_prefix("limits="));
    for limit in said
        .unwrap_or_default()
        .split(';')
        .filter(|limit| !limit.is_empty())
    {
        match limit.split_once(':') {
            Some(("commands", most)) => limits.commands = Some(most.parse().unwrap()),
            Some(("entries", most)) => limits.entries = Some(most.parse().unwrap()),
            _ => limits.bounded_data = Some(limit == "data"),
        }
    }
    limits
}
