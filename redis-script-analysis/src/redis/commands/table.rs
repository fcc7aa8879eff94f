//! The text of the table, which `tools/command-table` writes and describes.

use std::sync::LazyLock;

use crate::redis::servers::Servers;

const TEXT: &str = include_str!("table.txt");
/// What no server says of its commands, in the order of their names: [`Property`](super::Property) has the words.
const PROPERTIES: &str = include_str!("properties.txt");
/// All entries in the order of their names.
static ENTRIES: LazyLock<Vec<CommandEntry>> = LazyLock::new(read);

/// A command or a subcommand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CommandEntry {
    pub(super) name: &'static str,
    pub(super) servers: Servers,
    /// One fact a line.
    facts: &'static str,
    /// One word a property.
    pub(super) properties: &'static str,
    /// Its place among all.
    at: usize,
}

impl CommandEntry {
    /// The values of a fact, each with the servers on which it has that value.
    pub(super) fn values(self, fact: &str) -> Vec<(Servers, &'static str)> {
        let mut values = Vec::new();
        for line in self.facts.split('\n') {
            let value = line.get(1..).and_then(|line| line.strip_prefix(fact));
            let Some(value) = value.and_then(|value| value.strip_prefix(' ')) else {
                continue;
            };
            let only = value.strip_prefix('@');
            values.push(match only.and_then(|value| value.split_once(' ')) {
                Some((servers, value)) => (set(servers), value),
                None => (self.servers, value),
            });
        }
        values
    }
}

/// The entry of a name in lower case.
pub(super) fn find(name: &str) -> Option<CommandEntry> {
    let at = ENTRIES.binary_search_by(|entry| entry.name.cmp(name));
    at.ok().and_then(|at| ENTRIES.get(at)).copied()
}

/// All entries in the order of their names.
pub(super) fn entries() -> &'static [CommandEntry] {
    &ENTRIES
}

/// Those that follow one.
pub(super) fn entries_behind(entry: CommandEntry) -> &'static [CommandEntry] {
    ENTRIES.get(entry.at + 1..).unwrap_or_default()
}

/// An entry is a line that begins without a blank, with the facts on the lines behind it; before the first stands the
/// list of the servers.
fn read() -> Vec<CommandEntry> {
    let mut entries = Vec::new();
    let mut properties = PROPERTIES.lines().peekable();
    let mut rest = behind_blank(TEXT);
    while !rest.is_empty() {
        let (head, facts) = rest.split_once('\n').unwrap_or((rest, ""));
        let next = behind_blank(facts);
        let facts = facts.get(..facts.len() - next.len()).unwrap_or(facts);
        let (name, servers) = match head.split_once(" on ") {
            Some((name, servers)) => (name, set(servers)),
            None => (head, Servers::ALL),
        };
        let described = properties.next_if(|line| {
            let words = line.strip_prefix(name);
            words.is_some_and(|words| words.starts_with(' '))
        });
        entries.push(CommandEntry {
            name,
            properties: described
                .and_then(|line| line.get(name.len()..))
                .unwrap_or_default(),
            servers,
            facts: facts.trim_end_matches('\n'),
            at: entries.len(),
        });
        rest = next;
    }
    entries
}

/// What stands behind the next blank line.
fn behind_blank(text: &'static str) -> &'static str {
    match text.split_once("\n\n") {
        Some((_, behind)) => behind,
        None => "",
    }
}

fn set(text: &str) -> Servers {
    u32::from_str_radix(text, 16).map_or(Servers::NONE, Servers::from_bits)
}

#[cfg(test)]
mod tests {
    use super::{TEXT, entries};
    use crate::redis::servers::KNOWN;

    #[test]
    fn the_table_is_of_the_known_servers() {
        let names = KNOWN.map(|server| server.to_string().to_lowercase().replace(' ', "-"));
        assert_eq!(
            TEXT.lines().next(),
            Some(&*format!("servers {}", names.join(" ")))
        );
    }

    #[test]
    fn all_properties_are_of_known_commands() {
        let described = entries()
            .iter()
            .filter(|entry| !entry.properties.is_empty());
        assert_eq!(described.count(), super::PROPERTIES.lines().count());
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
                let mut seen = super::Servers::NONE;
                for (servers, _) in entry.values(fact) {
                    assert!(seen.and(servers).is_empty(), "{} {fact}", entry.name);
                    assert_eq!(
                        servers.without(entry.servers),
                        super::Servers::NONE,
                        "{} {fact}",
                        entry.name
                    );
                    seen = seen.or(servers);
                }
                assert!(fact != "arity" || seen == entry.servers, "{}", entry.name);
            }
        }
    }
}
