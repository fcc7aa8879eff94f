//! The commands of servers that were not run, as their documentation describes them.
//!
//! The repository `redis/docs` holds it as `data/commands_core.json`: one map from the names of commands and subcommands
//! to facts, which are true of the newest version, with the version since which each is.

use serde_json::{Map, Value, json};

use crate::borrow::{is_before, known, version_of};
use crate::{Dump, Result};

/// The facts of the newest version.
pub struct Documentation(Map<String, Value>);

/// What keys are used for, in the order in which servers say it. They keep `incomplete` for themselves.
const KEY_FLAGS: [&str; 10] = [
    "RO",
    "RW",
    "OW",
    "RM",
    "access",
    "update",
    "insert",
    "delete",
    "not_key",
    "variable_flags",
];

impl Documentation {
    /// Reads the file.
    ///
    /// # Errors
    ///
    /// If the text is no map of commands.
    pub fn parse(text: &str) -> Result<Self> {
        let all: Map<String, Value> = serde_json::from_str(text)?;
        if let Some((name, _)) = all.iter().find(|(_, facts)| !facts["arity"].is_i64()) {
            return Err(format!("`{name}` has no arity: is this a map of commands?").into());
        }
        let all = all.into_iter();
        Ok(Self(
            all.map(|(name, facts)| (name.to_lowercase(), plain(&facts)))
                .collect(),
        ))
    }

    /// What it says of a server such as `redis-8.10`: subcommands stand beside their containers, as in `xgroup create`.
    pub(crate) fn of_server(&self, server: &str) -> Dump {
        let mut version = version_of(server);
        // What came with a patch counts for the minor version.
        version.push(u32::MAX);
        let there = self
            .0
            .iter()
            .filter(|(_, facts)| is_before(&facts["since"], &version));
        let commands = there.map(|(name, facts)| (name.clone(), of_version(facts, &version)));
        Dump {
            server: server.to_owned(),
            commands: commands.collect(),
        }
    }
}

fn of_version(facts: &Value, version: &[u32]) -> Value {
    let mut facts = facts.clone();
    if let Some(arguments) = facts["arguments"].as_array() {
        facts["arguments"] = known(arguments, version);
    }
    if !is_before(&facts["deprecated_since"], version) {
        facts["deprecated_since"] = Value::Null;
    }
    facts
}

/// The facts as a server writes them.
fn plain(facts: &Value) -> Value {
    let list = |name: &str| facts[name].as_array().into_iter().flatten();
    let mut command = json!({
        "arity": facts["arity"],
        "flags": facts["command_flags"].as_array().cloned().unwrap_or_default(),
        "since": facts["since"],
        "deprecated_since": facts["deprecated_since"],
        "replaced_by": facts["replaced_by"],
        "key_specs": list("key_specs").map(key_spec).collect::<Vec<_>>(),
    });
    // Without documented arguments a command takes none, unless it is a module's, which looks at them itself.
    let arguments: Vec<Value> = list("arguments").map(argument).collect();
    if is_of_module(&command) {
        command["arity"] = json!(-1);
    } else if !arguments.is_empty() {
        command["arguments"] = Value::Array(arguments);
    }
    command
}

/// Servers leave it to a module to count the arguments of its commands.
fn is_of_module(command: &Value) -> bool {
    crate::record::words(&command["flags"])
        .iter()
        .any(|flag| flag == "module")
}

fn key_spec(spec: &Value) -> Value {
    let mut spec = spec.clone();
    spec["flags"] = flags(&spec, &KEY_FLAGS);
    spec
}

fn argument(argument: &Value) -> Value {
    let mut argument = argument.clone();
    argument["flags"] = flags(&argument, &["optional", "multiple", "multiple_token"]);
    if let Some(inner) = argument["arguments"].as_array() {
        argument["arguments"] = inner.iter().map(self::argument).collect();
    }
    argument
}

/// The members that are true.
fn flags(of: &Value, names: &[&str]) -> Value {
    let set = names.iter().filter(|name| of[**name] == json!(true));
    set.copied().collect()
}
