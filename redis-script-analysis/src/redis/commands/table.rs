//! The text of the table, which `tools/command-table` writes and describes.

use crate::redis::servers::Servers;

const TEXT: &str = include_str!("table.txt");
/// Between two entries.
const BREAK: &str = "\n\n";

/// A command or a subcommand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) name: &'static str,
    pub(super) servers: Servers,
    /// One fact a line.
    facts: &'static str,
    /// Where the text goes on behind it.
    end: usize,
}

impl Entry {
    /// The values of a fact, each with the servers on which it has that value.
    pub(super) fn values(
        self,
        fact: &'static str,
    ) -> impl Iterator<Item = (Servers, &'static str)> {
        let values = self.facts.lines().filter_map(move |line| {
            let value = line.strip_prefix(' ')?.strip_prefix(fact)?;
            value.strip_prefix(' ')
        });
        values.map(move |value| {
            let only = value
                .strip_prefix('@')
                .and_then(|value| value.split_once(' '));
            only.map_or((self.servers, value), |(servers, value)| {
                (set(servers), value)
            })
        })
    }
}

/// The entry of a name in lower case.
pub(super) fn find(name: &str) -> Option<Entry> {
    let (mut low, mut high) = (first(), TEXT.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = TEXT.get(low..middle)?.rfind(BREAK);
        let start = start.map_or(low, |at| low + at + BREAK.len());
        let entry = read(start)?;
        match entry.name.cmp(name) {
            std::cmp::Ordering::Less => low = entry.end,
            std::cmp::Ordering::Equal => return Some(entry),
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

/// All entries in the order of their names.
pub(super) fn entries() -> impl Iterator<Item = Entry> {
    std::iter::successors(read(first()), |entry| read(entry.end))
}

/// Those that follow one.
pub(super) fn entries_behind(entry: Entry) -> impl Iterator<Item = Entry> {
    std::iter::successors(read(entry.end), |entry| read(entry.end))
}

/// The first entry follows the list of servers.
fn first() -> usize {
    TEXT.find(BREAK).map_or(TEXT.len(), |at| at + BREAK.len())
}

fn read(start: usize) -> Option<Entry> {
    let rest = TEXT.get(start..).filter(|rest| !rest.is_empty())?;
    let (text, length) = match rest.find(BREAK) {
        Some(at) => (rest.get(..at)?, at + BREAK.len()),
        None => (rest, rest.len()),
    };
    let (head, facts) = text.split_once('\n').unwrap_or((text, ""));
    let (name, servers) = match head.split_once(" on ") {
        Some((name, servers)) => (name, set(servers)),
        None => (head, Servers::ALL),
    };
    Some(Entry {
        name,
        servers,
        facts,
        end: start + length,
    })
}

fn set(text: &str) -> Servers {
    u16::from_str_radix(text, 16).map_or(Servers::NONE, Servers::from_bits)
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
    fn entries_are_in_order() {
        let names: Vec<_> = entries().map(|entry| entry.name).collect();
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
