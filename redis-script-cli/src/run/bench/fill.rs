//! The data that a call finds.

use redis::{Connection, Pipeline, RedisResult};
use redis_script_analysis::facts::KeyName;
use redis_script_analysis::redis::commands::KeyType;

use crate::run::trial::ReadyCall;

/// Elements that one command adds, and commands that are sent together.
const TOGETHER: u32 = 500;

/// Fills the empty keyspace: by the seed, or each key with so many elements of the type that the script's commands ask for.
///
/// # Errors
/// If the server refuses that.
pub(super) fn fill(con: &mut Connection, ready: &ReadyCall, elements: u32) -> Result<(), String> {
    redis::cmd("FLUSHALL")
        .exec(con)
        .map_err(|error| error.to_string())?;
    if let Some(seed) = &ready.seed {
        return seed.run_for(con, elements);
    }
    for (name, typed) in &ready.subject.script.analysis.facts.typed_keys {
        let (Some((key_type, _)), Some(key)) = (typed.uses.first(), key(ready, name)) else {
            continue;
        };
        let filled = fill_key(con, &key, *key_type, elements);
        filled.map_err(|error| format!("cannot fill the key: {error}"))?;
    }
    Ok(())
}

fn key(ready: &ReadyCall, name: &KeyName) -> Option<Vec<u8>> {
    match name {
        KeyName::Entry(at) => {
            let at = usize::try_from(*at).ok()?.checked_sub(1)?;
            Some(ready.entries.keys.get(at)?.clone().into_bytes())
        }
        KeyName::Literal(text) => Some(text.to_vec()),
    }
}

fn fill_key(con: &mut Connection, key: &[u8], of: KeyType, elements: u32) -> RedisResult<()> {
    let (name, is_pair) = match of {
        KeyType::List => ("RPUSH", false),
        KeyType::Set => ("SADD", false),
        KeyType::SortedSet => ("ZADD", true),
        KeyType::Hash => ("HSET", true),
        KeyType::Stream => return fill_stream(con, key, elements),
        // A string has no elements, and an array is of servers that cannot be had.
        KeyType::String => return redis::cmd("SET").arg(key).arg(1).exec(con),
        KeyType::Array => return Ok(()),
    };
    let mut first = 1;
    while first <= elements {
        let last = elements.min(first + TOGETHER - 1);
        let mut command = redis::cmd(name);
        command.arg(key);
        for element in first..=last {
            command.arg(element);
            if is_pair {
                command.arg(element);
            }
        }
        command.exec(con)?;
        first = last + 1;
    }
    Ok(())
}

fn fill_stream(con: &mut Connection, key: &[u8], elements: u32) -> RedisResult<()> {
    let mut pipeline = Pipeline::new();
    for element in 1..=elements {
        let id = format!("{element}-1");
        pipeline
            .cmd("XADD")
            .arg(key)
            .arg(id)
            .arg("field")
            .arg(element);
        if pipeline.len() >= TOGETHER as usize {
            pipeline.exec(con)?;
            pipeline.clear();
        }
    }
    pipeline.exec(con)
}
