//! What the table keeps of a command on one server: names of facts and their texts.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{corrections, grammar};

/// The facts in the order in which the table writes them.
pub(crate) const FACTS: [&str; 5] = ["arity", "flags", "keys", "deprecated", "grammar"];

pub(crate) type Record = BTreeMap<&'static str, String>;

/// Reads a command or a subcommand of a server's dump; facts that do not apply are absent.
pub(crate) fn read(server: &str, name: &str, command: &Value) -> Record {
    let mut record = Record::new();
    record.insert("arity", command["arity"].to_string());
    let mut flags = words(&command["flags"]);
    flags.sort_unstable();
    record.insert("flags", flags.join(" "));
    record.insert("keys", keys(command));
    if !command["deprecated_since"].is_null() {
        let better = command["replaced_by"].as_str().unwrap_or_default();
        // `!GET` is how the documentation escapes its own links.
        record.insert("deprecated", better.replace("`!", "`"));
    }
    // What scripts cannot call needs no grammar.
    let grammar =
        grammar(server, name, command).filter(|_| !flags.iter().any(|flag| flag == "noscript"));
    if let Some(grammar) = grammar {
        record.insert("grammar", grammar);
    }
    record.retain(|_, text| !text.is_empty());
    record
}

/// `None` without documented arguments: there are none, or it is not known which.
fn grammar(server: &str, name: &str, command: &Value) -> Option<String> {
    let documented = command["arguments"].as_array()?;
    corrections::grammar(server, name, &grammar::command(documented))
}

fn keys(command: &Value) -> String {
    match command["key_specs"].as_array() {
        Some(specs) => specs.iter().map(key_spec).collect::<Vec<_>>().join("; "),
        None if command["first_key"].as_i64().unwrap_or_default() == 0 => String::new(),
        None => first_last_step(command),
    }
}

/// `index 1 range 0 1 0 RW access`: where the search begins, how keys go on, what is done to them.
fn key_spec(spec: &Value) -> String {
    let (begin, find) = (&spec["begin_search"], &spec["find_keys"]);
    let members = |part: &Value, names: [&str; 3]| {
        let kind = part["type"].as_str().unwrap_or("unknown").to_owned();
        let values = names.iter().map(|name| &part["spec"][name]);
        let values = values.filter(|value| !value.is_null()).map(plain);
        [kind].into_iter().chain(values).collect::<Vec<_>>()
    };
    let begin = members(begin, ["index", "keyword", "startfrom"]);
    let find = match find["type"].as_str() {
        Some("keynum") => members(find, ["keynumidx", "firstkey", "keystep"]),
        _ => members(find, ["lastkey", "keystep", "limit"]),
    };
    [
        begin.join(" "),
        find.join(" "),
        words(&spec["flags"]).join(" "),
    ]
    .join(" ")
}

/// Before key specs there was one range, whose last key counts from the command or from the end.
fn first_last_step(command: &Value) -> String {
    let number = |name: &str| command[name].as_i64().unwrap_or_default();
    let (first, last) = (number("first_key"), number("last_key"));
    let last = if last < 0 { last } else { last - first };
    format!("index {first} range {last} {} 0", number("step"))
}

pub(crate) fn words(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().map(plain).collect()
}

pub(crate) fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
