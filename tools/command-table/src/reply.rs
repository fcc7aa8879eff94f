//! The replies of COMMAND and COMMAND DOCS (RESP2) as JSON.

use redis::Value as Reply;
use serde_json::{Map, Value, json};

/// COMMAND: arrays whose elements have their meaning from their place.
pub(crate) fn commands(reply: &Reply) -> Map<String, Value> {
    items(reply).iter().map(command).collect()
}

fn command(reply: &Reply) -> (String, Value) {
    let parts = items(reply);
    let part = |place: usize| parts.get(place).map_or(Value::Null, plain);
    let mut command = json!({
        "arity": part(1), "flags": part(2), "first_key": part(3), "last_key": part(4), "step": part(5),
    });
    if let Some(specs) = parts.get(8) {
        command["key_specs"] = Value::Array(items(specs).iter().map(record).collect());
    }
    if let Some(subcommands) = parts.get(9) {
        command["subcommands"] = Value::Object(commands(subcommands));
    }
    // Modules choose the case of theirs.
    (text(parts.first()).to_lowercase(), command)
}

/// COMMAND DOCS: adds each command's members to what COMMAND said, without the prose.
pub(crate) fn add_docs(commands: &mut Map<String, Value>, reply: &Reply) {
    for pair in items(reply).chunks_exact(2) {
        let (Some(name), Some(docs)) = (pair.first(), pair.get(1)) else {
            continue;
        };
        let Some(command) = commands.get_mut(&text(Some(name)).to_lowercase()) else {
            continue;
        };
        for member in items(docs).chunks_exact(2) {
            let value = member.get(1).unwrap_or(&Reply::Nil);
            match text(member.first()).as_str() {
                "subcommands" => {
                    if let Some(subcommands) = command["subcommands"].as_object_mut() {
                        add_docs(subcommands, value);
                    }
                }
                "arguments" => command["arguments"] = arguments(value),
                name @ ("since" | "deprecated_since" | "replaced_by") => {
                    command[name] = plain(value);
                }
                _ => {}
            }
        }
    }
}

fn arguments(reply: &Reply) -> Value {
    items(reply).iter().map(record).collect()
}

/// A flat array of names and values; members that are such arrays themselves are known by name.
fn record(reply: &Reply) -> Value {
    let members = items(reply).chunks_exact(2).map(|member| {
        let name = text(member.first());
        let value = member.get(1).unwrap_or(&Reply::Nil);
        let value = match name.as_str() {
            "arguments" => arguments(value),
            "begin_search" | "find_keys" | "spec" => record(value),
            _ => plain(value),
        };
        (name, value)
    });
    Value::Object(members.collect())
}

fn plain(reply: &Reply) -> Value {
    match reply {
        Reply::Int(number) => json!(number),
        Reply::Array(items) => items.iter().map(plain).collect(),
        Reply::Nil => Value::Null,
        other => json!(text(Some(other))),
    }
}

fn text(reply: Option<&Reply>) -> String {
    match reply {
        Some(Reply::BulkString(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
        Some(Reply::SimpleString(text)) => text.clone(),
        _ => String::new(),
    }
}

fn items(reply: &Reply) -> &[Reply] {
    match reply {
        Reply::Array(items) => items,
        _ => &[],
    }
}
