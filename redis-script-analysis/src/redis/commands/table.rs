//! The text of the table, which `tools/command-table` writes and describes.

use std::sync::{LazyLock, OnceLock};

use super::details::Details;
use crate::collections::lists;
use crate::redis::servers::Servers;

const TEXT: &str = include_str!("table.txt");
/// What no server says of its commands, in the order of their names: [`Property`](super::Property) has the words.
const PROPERTIES: &str = include_str!("properties.txt");
/// What they reply, in the notation of [`replies`](crate::redis::replies).
const REPLIES: &str = include_str!("replies.txt");
/// What they cost: [`Cost`](super::Cost) has the words.
const COSTS: &str = include_str!("costs.txt");
/// All entries in the order of their names.
static ENTRIES: LazyLock<Vec<CommandEntry>> = LazyLock::new(read);

/// A command or a subcommand.
#[derive(Debug)]
pub(super) struct CommandEntry {
    pub(super) name: &'static str,
    pub(super) servers: Servers,
    /// One fact a line.
    facts: &'static str,
    /// One word a property.
    properties: &'static str,
    /// What it replies; empty if that is not known.
    pub(super) reply: &'static str,
    /// What it costs; empty if that is not known.
    pub(super) cost: &'static str,
    /// Its place among all.
    at: usize,
    /// What these texts say. Most commands are never asked for it.
    details: OnceLock<Details>,
}

impl PartialEq for CommandEntry {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at
    }
}

impl Eq for CommandEntry {}

impl CommandEntry {
    pub(super) fn details(&'static self) -> &'static Details {
        let read = || Details::read(self.facts, self.properties, self.servers);
        self.details.get_or_init(read)
    }
}

/// The entry of a name in lower case.
pub(super) fn find(name: &str) -> Option<&'static CommandEntry> {
    let at = lists::find(&ENTRIES, |entry| entry.name.cmp(name)).ok()?;
    ENTRIES.get(at)
}

/// All entries in the order of their names.
pub(super) fn entries() -> &'static [CommandEntry] {
    &ENTRIES
}

/// Those that follow one.
pub(super) fn entries_behind(entry: &CommandEntry) -> &'static [CommandEntry] {
    ENTRIES.get(entry.at + 1..).unwrap_or_default()
}

/// An entry is a line that begins without a blank, with the facts on the lines after it, and an empty line; before the
/// first stands the list of the servers.
fn read() -> Vec<CommandEntry> {
    let mut entries = Vec::new();
    let (mut properties, mut replies) = (Column::new(PROPERTIES), Column::new(REPLIES));
    let mut costs = Column::new(COSTS);
    let mut rest = behind_blank(TEXT);
    while !rest.is_empty() {
        let (head, facts) = first_line(rest);
        rest = behind_blank(facts);
        let (name, servers) = name_and_servers(head);
        entries.push(CommandEntry {
            name,
            servers,
            facts: facts.get(..facts.len() - rest.len()).unwrap_or(facts),
            properties: properties.of(name),
            reply: replies.of(name),
            cost: costs.of(name),
            at: entries.len(),
            details: OnceLock::new(),
        });
    }
    entries
}

/// `acl cat on 3ffe`, or `append` if all servers have it.
fn name_and_servers(head: &'static str) -> (&'static str, Servers) {
    match crate::text::split_once(head, " on ") {
        Some((name, servers)) => (name, set(servers)),
        None => (head, Servers::ALL),
    }
}

/// The lines `name: words` of a text that were not read yet, in the order of their names.
struct Column {
    rest: &'static str,
    name: &'static str,
}

impl Column {
    fn new(text: &'static str) -> Self {
        let mut column = Self {
            rest: text,
            name: "",
        };
        column.look_ahead();
        column
    }

    /// What the next line says, if it is about this command.
    fn of(&mut self, name: &str) -> &'static str {
        if self.name != name {
            return "";
        }
        let (line, rest) = first_line(self.rest);
        self.rest = rest;
        self.look_ahead();
        line.get(name.len() + 2..).unwrap_or_default()
    }

    fn look_ahead(&mut self) {
        let (name, _) = crate::text::split_once(self.rest, ": ").unwrap_or_default();
        self.name = name;
    }
}

/// What comes after the next empty line.
fn behind_blank(text: &'static str) -> &'static str {
    let mut rest = text;
    loop {
        let line;
        (line, rest) = first_line(rest);
        if line.is_empty() {
            return rest;
        }
    }
}

/// The first line without its end, and what follows.
pub(super) fn first_line(text: &'static str) -> (&'static str, &'static str) {
    text.split_once('\n').unwrap_or((text, ""))
}

/// A set of servers in hexadecimal digits.
pub(super) fn set(text: &str) -> Servers {
    Servers::from_bits(u32::from_str_radix(text, 16).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::{COSTS, CommandEntry, PROPERTIES, REPLIES, TEXT, entries};
    use crate::redis::commands::details;
    use crate::redis::servers::{KNOWN, Servers};

    #[test]
    fn the_table_is_of_the_known_servers() {
        let names = KNOWN.map(|server| server.to_string().to_lowercase().replace(' ', "-"));
        assert_eq!(
            TEXT.lines().next(),
            Some(&*format!("servers {}", names.join(" ")))
        );
    }

    #[test]
    fn all_lines_are_of_known_commands() {
        let described = |column: fn(&CommandEntry) -> &'static str| {
            let lines = entries().iter().map(column);
            lines.filter(|line| !line.is_empty()).count()
        };
        assert_eq!(
            described(|entry| entry.properties),
            PROPERTIES.lines().count()
        );
        assert_eq!(described(|entry| entry.reply), REPLIES.lines().count());
        assert_eq!(described(|entry| entry.cost), COSTS.lines().count());
    }

    /// The values of a fact, and on which servers it has them.
    fn facts(
        entry: &'static CommandEntry,
        name: &str,
    ) -> impl Iterator<Item = (Servers, &'static str)> {
        let facts = entry.facts.lines();
        let facts = facts.filter_map(|line| details::fact(line, entry.servers));
        facts.filter_map(move |(fact, servers, value)| (fact == name).then_some((servers, value)))
    }

    #[test]
    fn entries_are_in_order() {
        let names: Vec<_> = entries().iter().map(|entry| entry.name).collect();
        assert!(names.is_sorted());
    }

    #[test]
    fn a_fact_has_one_value_a_server() {
        for entry in entries() {
            for fact in ["arity", "flags", "keys", "deprecated", "grammar"] {
                let mut seen = Servers::NONE;
                for (servers, _) in facts(entry, fact) {
                    assert!(seen.and(servers).is_empty(), "{} {fact}", entry.name);
                    assert_eq!(
                        servers.without(entry.servers),
                        Servers::NONE,
                        "{} {fact}",
                        entry.name
                    );
                    seen = seen.or(servers);
                }
                assert!(fact != "arity" || seen == entry.servers, "{}", entry.name);
            }
        }
    }

    #[test]
    fn servers_agree_on_the_places_of_keys() {
        for entry in entries() {
            let flags = |word: &&str| {
                !word.starts_with(|first: char| first.is_ascii_lowercase()) || word.contains("key")
            };
            let mut specs = facts(entry, "keys").map(|(_, specs)| {
                let words = specs
                    .split(' ')
                    .filter(|word| word.parse::<i32>().is_ok() || flags(word));
                words
                    .filter(|word| !matches!(*word, "RO" | "RW" | "OW" | "RM"))
                    .collect::<Vec<_>>()
            });
            let first = specs.next();
            assert!(specs.all(|specs| Some(specs) == first), "{}", entry.name);
        }
    }
}
