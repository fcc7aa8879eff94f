//! The merged table and its text.
//!
//! Entries stand in the order of their names with an empty line between them: the name, then ` on SERVERS` unless all
//! known servers have it, then one line a fact and value. A fact that is not the same on all servers that have the
//! command bears `@SERVERS`. SERVERS is a hexadecimal number whose bits are places in `servers::KNOWN`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use redis_script_analysis::redis::servers::{Evidence, KNOWN, Server};
use serde_json::Value;

use crate::record::{self, FACTS, Record};
use crate::{Documentation, Dump, Result, borrow};

/// By command (`get`) or subcommand (`xgroup create`), and server (`redis-7.0.15`).
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Table(BTreeMap<String, BTreeMap<String, Record>>);

impl Table {
    /// Puts servers in, in place of what was there of them.
    ///
    /// # Errors
    ///
    /// If a server is none of `servers::KNOWN`, or has no documentation and none to borrow from.
    pub fn merge(&mut self, dumps: &[Dump]) -> Result<()> {
        let documented = dumps.iter().filter(|dump| dump.is_documented());
        let oldest = documented
            .filter(|dump| dump.server.starts_with("redis-"))
            .min_by_key(|dump| place(&dump.server));
        for dump in dumps {
            if place(&dump.server).is_none() {
                return Err(unknown(&dump.server).into());
            }
            match oldest {
                _ if dump.is_documented() => self.put(dump),
                Some(documented) => self.put(&borrow::complete(dump, documented)),
                None => {
                    return Err(format!(
                        "{} has no COMMAND DOCS: merge it beside one that has",
                        dump.server
                    )
                    .into());
                }
            }
        }
        self.0.retain(|_, servers| !servers.is_empty());
        Ok(())
    }

    /// Puts a server in by its documentation. What that leaves out is taken from the newest server before it that was
    /// asked: the commands and the flags that it does not name, and all of the commands of modules.
    ///
    /// # Errors
    ///
    /// If the server is none of `servers::KNOWN` that are documented, or no server before it was asked.
    pub fn document(&mut self, server: &str, documentation: &Documentation) -> Result<()> {
        let place = place(server).ok_or_else(|| unknown(server))?;
        let asked = asked_before(place).ok_or("no server before it was asked")?;
        let documented = self.documented(documentation.of_server(server), &asked);
        for servers in self.0.values_mut() {
            servers.remove(server);
        }
        for (name, record) in documented {
            self.insert(&name, server, record);
        }
        self.0.retain(|_, servers| !servers.is_empty());
        Ok(())
    }

    /// What the documentation says of a server that was asked, where it is not what that one said: a fact a line.
    ///
    /// # Errors
    ///
    /// If the server is none of `servers::KNOWN`.
    pub fn compare(&self, server: &str, documentation: &Documentation) -> Result<String> {
        place(server).ok_or_else(|| unknown(server))?;
        let documented = self.documented(documentation.of_server(server), server);
        let mut lines = String::new();
        for (name, record) in &documented {
            let asked = self.0.get(name).and_then(|servers| servers.get(server));
            for fact in FACTS {
                let (says, said) = (record.get(fact), asked.and_then(|asked| asked.get(fact)));
                if says != said {
                    let _ = writeln!(
                        lines,
                        "{name} {fact}\n  documented {says:?}\n  asked      {said:?}"
                    );
                }
            }
        }
        Ok(lines)
    }

    fn documented(&self, dump: Dump, asked: &str) -> BTreeMap<String, Record> {
        let of_asked = |(name, servers): (&String, &BTreeMap<String, Record>)| {
            Some((name.clone(), servers.get(asked)?.clone()))
        };
        let mut all: BTreeMap<String, Record> = self.0.iter().filter_map(of_asked).collect();
        for (name, mut command) in dump.commands {
            let before = all.get(&name).and_then(|record| record.get("flags"));
            if let Some(flags) = before {
                if flags.split(' ').any(|flag| flag == "module") {
                    continue;
                }
                command["flags"] = flags.split(' ').collect();
            } else if all.contains_key(&name) {
                command["flags"] = Value::Null;
            }
            let record = record::read(&dump.server, &name, &command);
            all.insert(name, record);
        }
        all
    }

    fn put(&mut self, dump: &Dump) {
        for servers in self.0.values_mut() {
            servers.remove(&dump.server);
        }
        // Modules are no part of the server.
        for (name, command) in dump.commands.iter().filter(|(name, _)| !name.contains('.')) {
            let record = record::read(&dump.server, name, command);
            self.insert(name, &dump.server, record);
            for (name, subcommand) in command["subcommands"].as_object().into_iter().flatten() {
                let name = name.replace('|', " ");
                let record = record::read(&dump.server, &name, subcommand);
                self.insert(&name, &dump.server, record);
            }
        }
    }

    fn insert(&mut self, name: &str, server: &str, record: Record) {
        let servers = self.0.entry(name.to_owned()).or_default();
        servers.insert(server.to_owned(), record);
    }

    /// The text that [`Self::parse`] reads.
    #[must_use]
    pub fn to_text(&self) -> String {
        let names = KNOWN.map(name_of);
        let entries = self
            .0
            .iter()
            .map(|(name, servers)| entry(name, servers, set(&names)));
        let entries: Vec<String> = entries.collect();
        format!("servers {}\n\n{}", names.join(" "), entries.join("\n"))
    }

    /// Reads a table back, also one of fewer servers than are known now.
    ///
    /// # Errors
    ///
    /// If the text is no table.
    pub fn parse(text: &str) -> Result<Self> {
        let (head, entries) = text.split_once("\n\n").ok_or("the table is empty")?;
        let servers: Vec<&str> = head.split(' ').skip(1).collect();
        let mut table = Self::default();
        for entry in entries.trim_end().split("\n\n") {
            let mut lines = entry.lines();
            let head = lines.next().unwrap_or_default();
            let (name, all) = head.split_once(" on ").unwrap_or((head, "ffffffff"));
            for server in members(all, &servers)? {
                table.insert(name, server, Record::new());
            }
            for line in lines {
                table.read_fact(name, all, line, &servers)?;
            }
        }
        Ok(table)
    }

    fn read_fact(&mut self, name: &str, all: &str, line: &str, servers: &[&str]) -> Result<()> {
        let (fact, value) = line
            .trim_start()
            .split_once(' ')
            .ok_or("a fact has no value")?;
        let only = value
            .strip_prefix('@')
            .and_then(|rest| rest.split_once(' '));
        let (having, value) = only.unwrap_or((all, value));
        let fact = FACTS
            .into_iter()
            .find(|known| *known == fact)
            .ok_or("an unknown fact")?;
        for server in members(having, servers)? {
            let records = self.0.entry(name.to_owned()).or_default();
            records
                .entry(server.to_owned())
                .or_default()
                .insert(fact, value.to_owned());
        }
        Ok(())
    }
}

fn entry(name: &str, servers: &BTreeMap<String, Record>, known: u32) -> String {
    let all = set(servers.keys());
    let on = |set| {
        if set == known {
            String::new()
        } else {
            format!(" on {set:x}")
        }
    };
    let only = |set| {
        if set == all {
            String::new()
        } else {
            format!("@{set:x} ")
        }
    };
    let mut lines = vec![format!("{name}{}", on(all))];
    for fact in FACTS {
        let values = values(servers, fact).into_iter();
        lines.extend(values.map(|(value, having)| format!(" {fact} {}{value}", only(having))));
    }
    lines.join("\n") + "\n"
}

/// The values of a fact and the servers that have them, the oldest server's first.
fn values(servers: &BTreeMap<String, Record>, fact: &str) -> Vec<(String, u32)> {
    let mut values: BTreeMap<&str, u32> = BTreeMap::new();
    for (server, record) in servers {
        if let Some(value) = record.get(fact) {
            *values.entry(value).or_default() |= set([server]);
        }
    }
    let mut values: Vec<_> = values
        .into_iter()
        .map(|(value, having)| (value.to_owned(), having))
        .collect();
    values.sort_by_key(|(_, having)| having.trailing_zeros());
    values
}

fn set<'a>(servers: impl IntoIterator<Item = &'a String>) -> u32 {
    let places = servers.into_iter().filter_map(|server| place(server));
    places.fold(0, |set, place| set | 1 << place)
}

fn members<'a>(set: &str, servers: &[&'a str]) -> Result<Vec<&'a str>> {
    let set = u32::from_str_radix(set, 16)?;
    let having = servers
        .iter()
        .enumerate()
        .filter(|(place, _)| set & (1 << place) != 0);
    Ok(having.map(|(_, server)| *server).collect())
}

fn unknown(server: &str) -> String {
    format!("{server} is not in `servers::KNOWN`")
}

/// The newest server of the same product before a place that was asked.
fn asked_before(place: usize) -> Option<String> {
    let documented = KNOWN.get(place)?;
    let mut before = KNOWN.iter().take(place).rev();
    let asked = before.find(|server| {
        server.product == documented.product && server.evidence == Evidence::Asked
    })?;
    Some(name_of(*asked))
}

fn place(server: &str) -> Option<usize> {
    KNOWN.iter().position(|known| name_of(*known) == server)
}

fn name_of(server: Server) -> String {
    server.to_string().to_lowercase().replace(' ', "-")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failure here is the test's")]

    use super::Table;
    use crate::{Documentation, Dump};

    fn dump(server: &str, version: &str, commands: &str) -> Dump {
        let server = format!(r#""server": "{server}", "version": "{version}""#);
        Dump::parse(&format!(r#"{{ {server}, "commands": {{ {commands} }} }}"#)).unwrap()
    }

    const NEW: &str = r#"
        "getex": { "arity": -2, "flags": ["write"], "since": "6.2.0", "arguments": [{ "name": "key", "type": "key" }] },
        "object": { "arity": -2, "flags": [], "since": "2.2.3", "subcommands": {
            "object|freq": { "arity": 3, "flags": ["readonly"], "since": "4.0.0" },
            "object|later": { "arity": 3, "flags": ["readonly"], "since": "7.0.0" } } },
        "ft.search": { "arity": -1, "flags": [], "since": "1.0.0" }"#;

    #[test]
    fn equal_facts_are_written_once() {
        let mut table = Table::default();
        let old = dump(
            "redis",
            "6.2.14",
            r#""object": { "arity": -2, "flags": [], "first_key": 0 }"#,
        );
        table.merge(&[old, dump("redis", "7.0.15", NEW)]).unwrap();
        let text = table.to_text();
        let (_, entries) = text.split_once("\n\n").unwrap();
        assert_eq!(
            entries,
            "getex on 8\n arity -2\n flags write\n grammar key:k\n\n\
             object on c\n arity -2\n\n\
             object freq on c\n arity @4 -2\n arity @8 3\n flags @8 readonly\n\n\
             object later on 8\n arity 3\n flags readonly\n"
        );
        assert_eq!(Table::parse(&text).unwrap(), table);
    }

    #[test]
    fn a_server_replaces_what_was_known_of_it() {
        let mut table = Table::default();
        table.merge(&[dump("redis", "7.0.15", NEW)]).unwrap();
        table
            .merge(&[dump(
                "redis",
                "7.0.15",
                r#""get": { "arity": 2, "since": "1.0.0" }"#,
            )])
            .unwrap();
        assert!(table.to_text().ends_with("\n\nget on 8\n arity 2\n"));
    }

    const DOCUMENTED: &str = r#"{
        "GET": { "arity": 2, "since": "1.0.0", "command_flags": ["readonly", "fast"], "arguments": [{ "name": "key", "type": "key" }] },
        "DIGEST": { "arity": 2, "since": "8.4.0", "command_flags": ["readonly"], "key_specs": [{ "RO": true, "access": true,
            "begin_search": { "type": "index", "spec": { "index": 1 } },
            "find_keys": { "type": "range", "spec": { "lastkey": 0, "keystep": 1, "limit": 0 } } }],
            "arguments": [{ "name": "key", "type": "key" }, { "name": "later", "type": "pure-token", "token": "LATER",
                "optional": true, "since": "8.6.1" }] },
        "XNACK": { "arity": 2, "since": "8.8.0" },
        "XGROUP CREATE": { "arity": 4, "since": "5.0.0" } }"#;

    #[test]
    fn documentation_is_cut_to_a_version() {
        let documentation = Documentation::parse(DOCUMENTED).unwrap();
        let mut table = Table::default();
        let asked = r#""get": { "arity": 2, "flags": ["fast", "asked"], "since": "1.0.0" },
            "pfdebug": { "arity": 3, "flags": ["admin"], "since": "1.0.0" }"#;
        table.merge(&[dump("redis", "8.2.3", asked)]).unwrap();
        for server in ["redis-8.4", "redis-8.6"] {
            table.document(server, &documentation).unwrap();
        }
        let text = table.to_text();
        let (_, entries) = text.split_once("\n\n").unwrap();
        assert_eq!(
            entries,
            "digest on 180\n arity 2\n flags readonly\n keys index 1 range 0 1 0 RO access\n \
             grammar @80 key:k\n grammar @100 key:k (& [ 'LATER ] &)\n\n\
             get on 1c0\n arity 2\n flags asked fast\n grammar @180 key:k\n\n\
             pfdebug on 1c0\n arity 3\n flags admin\n\n\
             xgroup create on 180\n arity 4\n"
        );
        let compared = table.compare("redis-8.2.3", &documentation).unwrap();
        assert!(compared.starts_with("get grammar\n"), "{compared}");
        let refusal = table.document("redis-8.5", &documentation).unwrap_err();
        assert_eq!(refusal.to_string(), "redis-8.5 is not in `servers::KNOWN`");
        assert!(Documentation::parse(r#"{ "server": {} }"#).is_err());
    }

    #[test]
    fn what_cannot_be_merged_is_refused() {
        let refusal = |dump: Dump| Table::default().merge(&[dump]).unwrap_err().to_string();
        assert_eq!(
            refusal(dump("redis", "1.0.0", "")),
            "redis-1.0.0 is not in `servers::KNOWN`"
        );
        assert!(
            refusal(dump("redis", "6.2.14", "")).starts_with("redis-6.2.14 has no COMMAND DOCS")
        );
    }
}
