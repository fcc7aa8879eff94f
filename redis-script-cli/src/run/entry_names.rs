//! The names of KEYS and ARGV: from the script's header, its local variables, and the Rust functions that call it.

mod script_names;

use std::fmt::Write as _;

use redis_script_analysis::facts::EntryTable;
use redis_script_analysis::text::nearest;

use super::rust_callers::{Breadth, RustCallers, RustEntry};
use crate::script::Script;

/// The names of the entries of one table, the header's first.
pub(crate) struct EntryNames {
    table: EntryTable,
    names: Vec<EntryName>,
    /// Rust files that were not searched for names, each with the reason.
    unread: Vec<String>,
}

/// A name of an entry.
struct EntryName {
    entry: RustEntry,
    /// The Rust function that gives it; `None`: the script.
    place: Option<String>,
}

impl EntryNames {
    pub(crate) fn of(script: &Script, table: EntryTable, callers: &RustCallers) -> Self {
        let of_script = script_names::of(script, table)
            .into_iter()
            .map(|(name, index)| EntryName {
                entry: RustEntry {
                    name,
                    index,
                    breadth: Breadth::One,
                },
                place: None,
            });
        let of_rust = callers.entries(table).map(|(entry, place)| EntryName {
            entry: entry.clone(),
            place: Some(place.to_owned()),
        });
        Self {
            table,
            names: of_script.chain(of_rust).collect(),
            unread: callers.unread.clone(),
        }
    }

    /// The entry of a name or an index.
    ///
    /// # Errors
    /// If there is none, or more than one.
    pub(crate) fn index(&self, name: &str) -> Result<usize, String> {
        let mut meant = self.names.iter().filter(|known| known.is(name));
        let Some(first) = meant.next() else {
            let index = name.parse::<usize>().ok();
            let index = index.filter(|index| (1..=MOST_ENTRIES).contains(index));
            return index.ok_or_else(|| self.unknown(name));
        };
        let (table, option, index) = (self.table.name(), option(self.table), first.entry.index);
        let mut breadth = first.entry.breadth;
        for other in meant {
            if other.entry.index != index {
                return Err(format!(
                    "`{name}` is the name of {} and of {}: write the index, as in `{option} {index}=...`",
                    first.shown(table),
                    other.shown(table)
                ));
            }
            if other.entry.breadth == Breadth::One {
                breadth = Breadth::One;
            }
        }
        let is = match breadth {
            Breadth::One => return Ok(index),
            Breadth::Several => "stands for several entries",
            Breadth::Unknown => "may stand for several entries",
        };
        Err(format!(
            "`{name}` {is} from {} on: write the index of each, as in `{option} {index}=...`",
            first.shown(table)
        ))
    }

    /// The name of an entry; its index if it has none.
    pub(crate) fn name_of(&self, index: usize) -> String {
        let mut entries = self.names.iter().map(|known| &known.entry);
        let named = entries.find(|entry| entry.index == index && entry.breadth == Breadth::One);
        named.map_or_else(|| index.to_string(), |entry| entry.name.clone())
    }

    fn unknown(&self, name: &str) -> String {
        let (table, option) = (self.table.name(), option(self.table));
        let mut listed: Vec<&str> = Vec::new();
        for known in self.names.iter().map(|known| &*known.entry.name) {
            if !listed.iter().any(|listed| same(listed, known)) {
                listed.push(known);
            }
        }
        let mut message = if listed.is_empty() {
            format!(
                "nothing names an entry of {table}: write a line such as `-- {table}[1] = {name}` at its top, or the index, as in `{option} 1=...`"
            )
        } else {
            let help = match nearest(name, &listed) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("there are `{}`", listed.join("`, `")),
            };
            format!("no entry of {table} is called `{name}`: {help}")
        };
        for why in &self.unread {
            let _ = write!(
                message,
                "\n  = note: {why}, so names of parameters are missing"
            );
        }
        message
    }
}

impl EntryName {
    fn is(&self, name: &str) -> bool {
        same(&self.entry.name, name)
    }

    /// `ARGV[1] (src/lib.rs:4)`
    fn shown(&self, table: &str) -> String {
        let index = self.entry.index;
        match &self.place {
            Some(place) => format!("{table}[{index}] ({place})"),
            None => format!("{table}[{index}]"),
        }
    }
}

/// No call passes more.
const MOST_ENTRIES: usize = 65_535;

/// The option that names an entry.
pub(crate) fn option(table: EntryTable) -> &'static str {
    match table {
        EntryTable::Keys => "--key",
        EntryTable::Argv => "--arg",
    }
}

/// `time_to_live` is `Time to live`, too.
fn same(known: &str, name: &str) -> bool {
    let letter = |c: char| {
        if c.is_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '_'
        }
    };
    known.chars().map(letter).eq(name.chars().map(letter))
}
