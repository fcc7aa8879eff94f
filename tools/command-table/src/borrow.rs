//! Servers before Redis 7.0 have no COMMAND DOCS, no key specs and no subcommands: theirs are those of a later one, less
//! what came after them.

use serde_json::{Map, Value, json};

use crate::Dump;

/// Completes a dump by a later server's.
pub(crate) fn complete(old: &Dump, documented: &Dump) -> Dump {
    let version = version_of(&old.server);
    let commands = old.commands.iter().filter(|(name, _)| !is_no_command(name));
    let commands = commands.map(|(name, command)| {
        let mut command = command.clone();
        if let Some(later) = documented.commands.get(name) {
            borrow(&mut command, later, &version);
        }
        (name.clone(), command)
    });
    Dump {
        server: old.server.clone(),
        commands: commands.collect(),
    }
}

/// Browsers that speak HTTP to the port are caught by these.
fn is_no_command(name: &str) -> bool {
    matches!(name, "host:" | "post")
}

fn borrow(command: &mut Value, later: &Value, version: &[u32]) {
    for name in ["key_specs", "replaced_by"] {
        command[name] = later[name].clone();
    }
    if is_before(&later["deprecated_since"], version) {
        command["deprecated_since"] = later["deprecated_since"].clone();
    }
    if let Some(arguments) = later["arguments"].as_array() {
        command["arguments"] = known(arguments, version);
    }
    let subcommands = later["subcommands"].as_object().into_iter().flatten();
    let known = subcommands.filter(|(_, later)| is_before(&later["since"], version));
    let subcommands: Map<String, Value> = known
        .map(|(name, later)| {
            // Such servers look at the container only before they run it.
            let mut subcommand = json!({ "arity": command["arity"], "flags": command["flags"] });
            borrow(&mut subcommand, later, version);
            (name.clone(), subcommand)
        })
        .collect();
    command["subcommands"] = Value::Object(subcommands);
}

/// The arguments that a version has.
pub(crate) fn known(arguments: &[Value], version: &[u32]) -> Value {
    let known = arguments
        .iter()
        .filter(|argument| argument["since"].is_null() || is_before(&argument["since"], version));
    let known = known.map(|argument| {
        let mut argument = argument.clone();
        if let Some(inner) = argument["arguments"].as_array() {
            argument["arguments"] = self::known(inner, version);
        }
        argument
    });
    let is_empty = |argument: &Value| argument["arguments"].as_array().is_some_and(Vec::is_empty);
    known.filter(|argument| !is_empty(argument)).collect()
}

pub(crate) fn is_before(since: &Value, version: &[u32]) -> bool {
    since
        .as_str()
        .is_some_and(|since| version_of(since).as_slice() <= version)
}

/// `6.2.14`, with or without a product before it.
pub(crate) fn version_of(text: &str) -> Vec<u32> {
    let version = text.rsplit_once('-').map_or(text, |(_, version)| version);
    version
        .split('.')
        .filter_map(|part| part.parse().ok())
        .collect()
}
