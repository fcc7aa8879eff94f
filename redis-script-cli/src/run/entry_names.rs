//! The names of KEYS and ARGV: from the script's header, its local variables, and the Rust functions that call it.

mod script_names;

use std::fmt::Write as _;

use redis_script_analysis::facts::EntryTable;
use redis_script_analysis::text::nearest;

use super::rust_callers::{Breadth, RustCallers, RustEntry};
use crate::script::Script;

/// The names of all entries, the header's first.
pub(crate) struct EntryNames {
    names: Vec<EntryName>,
    /// Rust files that were not searched for names, each with the reason.
    unread: Vec<String>,
}

/// A name of an entry.
struct EntryName {
    table: EntryTable,
    entry: RustEntry,
    /// The Rust function that gives it; `None`: the script.
    place: Option<String>,
}

impl EntryNames {
    pub(crate) fn of(script: &Script, callers: RustCallers) -> Self {
        let mut names = Vec::new();
        for table in [EntryTable::Keys, EntryTable::Argv] {
            for (name, index) in script_names::of(script, table) {
                let breadth = Breadth::One;
                names.push(EntryName {
                    table,
                    entry: RustEntry {
                        name,
                        index,
                        breadth,
                    },
                    place: None,
                });
            }
            names.extend(callers.entries(table).map(|(entry, place)| EntryName {
                table,
                entry: entry.clone(),
                place: Some(place.to_owned()),
            }));
        }
        Self {
            names,
            unread: callers.unread,
        }
    }

    /// The entry of a name or an index.
    ///
    /// # Errors
    /// If there is none, or more than one.
    pub(crate) fn index(&self, table: EntryTable, name: &str) -> Result<usize, String> {
        let mut meant = self.of_table(table).filter(|known| known.is(name));
        let Some(first) = meant.next() else {
            let index = name.parse::<usize>().ok();
            let index = index.filter(|index| (1..=MOST_ENTRIES).contains(index));
            return index.ok_or_else(|| self.unknown(table, name));
        };
        let (option, index) = (option(table), first.entry.index);
        let mut breadth = first.entry.breadth;
        for other in meant {
            if other.entry.index != index {
                return Err(ambiguous(name, first, other));
            }
            if other.entry.breadth == Breadth::One {
                breadth = Breadth::One;
            }
        }
        if let Some((one, other)) = self.in_both_tables(table, name) {
            return Err(ambiguous(name, one, other));
        }
        let is = match breadth {
            Breadth::One => return Ok(index),
            Breadth::Several => "stands for several entries",
            Breadth::Unknown => "may stand for several entries",
        };
        Err(format!(
            "`{name}` {is} from {} on: write the index of each, as in `{option} {index}=...`",
            first.shown()
        ))
    }

    /// The name of an entry; its index if it has none.
    pub(crate) fn name_of(&self, table: EntryTable, index: usize) -> String {
        let mut entries = self.of_table(table).map(|known| &known.entry);
        let named = entries.find(|entry| entry.index == index && entry.breadth == Breadth::One);
        named.map_or_else(|| index.to_string(), |entry| entry.name.clone())
    }

    fn of_table(&self, table: EntryTable) -> impl Iterator<Item = &EntryName> {
        self.names.iter().filter(move |known| known.table == table)
    }

    /// Two functions by which a name is a key and an argument.
    fn in_both_tables(&self, table: EntryTable, name: &str) -> Option<(&EntryName, &EntryName)> {
        let of_rust = self.names.iter();
        let of_rust = of_rust.filter(|known| known.place.is_some() && known.is(name));
        let one = of_rust.clone().find(|known| known.table == table)?;
        let other = of_rust.clone().find(|known| known.table != table)?;
        Some((one, other))
    }

    fn unknown(&self, table: EntryTable, name: &str) -> String {
        let (shown, named) = (table.name(), option(table));
        let mut all = self.names.iter();
        if let Some(other) = all.find(|known| known.is(name)) {
            let option = option(other.table);
            return format!(
                "`{name}` is the name of {}: write `{option} '{name}=...'`",
                other.shown()
            );
        }
        let mut listed: Vec<&str> = Vec::new();
        for known in self.of_table(table).map(|known| &*known.entry.name) {
            if !listed.iter().any(|listed| same(listed, known)) {
                listed.push(known);
            }
        }
        let mut message = if listed.is_empty() {
            format!(
                "nothing names an entry of {shown}: write a line such as `-- {shown}[1] = {name}` at the top of the script, or the index, as in `{named} 1=...`"
            )
        } else {
            let help = match nearest(name, &listed) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("there are `{}`", listed.join("`, `")),
            };
            format!("no entry of {shown} is called `{name}`: {help}")
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
    fn shown(&self) -> String {
        let (table, index) = (self.table.name(), self.entry.index);
        match &self.place {
            Some(place) => format!("{table}[{index}] ({place})"),
            None => format!("{table}[{index}]"),
        }
    }
}

/// The error if a name is that of two entries.
fn ambiguous(name: &str, one: &EntryName, other: &EntryName) -> String {
    let (option, index) = (option(one.table), one.entry.index);
    format!(
        "`{name}` is the name of {} and of {}: write the index, as in `{option} {index}=...`",
        one.shown(),
        other.shown()
    )
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
