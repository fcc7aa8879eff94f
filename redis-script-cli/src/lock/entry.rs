//! What is locked of one script.

use redis_script_analysis::Effect;
use redis_script_analysis::compatibility::runs_on;
use redis_script_analysis::facts::EntryTable;
use redis_script_analysis::redis::servers::{Product, Servers};
use serde::{Deserialize, Serialize};

use crate::inspect;
use crate::reply_names;
use crate::script::Script;

/// A script as callers and servers see it. The order of the fields is that of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// Its file, relative to the folder.
    pub(super) name: String,
    /// The SHA1 of what is sent.
    sha1: String,
    /// How many KEYS it reads, as `inspect` says it.
    keys: String,
    /// How many ARGV.
    args: String,
    /// The commands that it calls.
    commands: Vec<String>,
    /// Whether it writes.
    effect: String,
    /// What it replies.
    reply: String,
    /// The oldest servers that run it, one of each product.
    servers: Vec<String>,
}

/// A function library, of which only the source is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Library {
    /// Its file, relative to the folder.
    pub(super) name: String,
    /// The SHA1 of what is loaded.
    sha1: String,
}

/// A field of the file and its value.
pub(super) type Field = (&'static str, String);

impl Entry {
    pub(super) fn of(script: &Script, name: String) -> Self {
        let number = |table| inspect::number(script.entries(table));
        Self {
            name,
            sha1: script.shown_sha1(),
            keys: number(EntryTable::Keys),
            args: number(EntryTable::Argv),
            commands: script.commands(),
            effect: effect(script).to_owned(),
            reply: reply_names::name(&script.analysis.facts.reply()),
            servers: lowest(runs_on(&script.source, &script.analysis)),
        }
    }

    pub(super) fn fields(&self) -> Vec<Field> {
        vec![
            ("kind", "script".to_owned()),
            ("sha1", self.sha1.clone()),
            ("keys", self.keys.clone()),
            ("args", self.args.clone()),
            ("commands", inspect::list(&self.commands)),
            ("effect", self.effect.clone()),
            ("reply", self.reply.clone()),
            ("servers", inspect::list(&self.servers)),
        ]
    }
}

impl Library {
    pub(super) fn of(script: &Script, name: String) -> Self {
        Self {
            name,
            sha1: script.shown_sha1(),
        }
    }

    pub(super) fn fields(&self) -> Vec<Field> {
        vec![
            ("kind", "function library".to_owned()),
            ("sha1", self.sha1.clone()),
        ]
    }
}

fn effect(script: &Script) -> &'static str {
    match script.effect {
        Effect::Reads | Effect::ReadsByRo => "reads",
        Effect::Writes if script.writing_commands().is_empty() => "may write",
        Effect::Writes => "writes",
    }
}

/// `Redis 7.0.15`, `Valkey 8.1.8`: only the lowest, so that a newer server does not change the file.
fn lowest(servers: Servers) -> Vec<String> {
    let mut lowest = Vec::new();
    for product in [Product::Redis, Product::Valkey] {
        let first = servers.iter().find(|server| server.product == product);
        lowest.extend(first.map(|server| server.to_string()));
    }
    lowest
}
