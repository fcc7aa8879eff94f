//! The KEYS and ARGV of a call, by their order and by their names.

use redis_script_analysis::facts::EntryTable;
use redis_script_analysis::text::nearest;
use redis_script_analysis::{Count, Counts};

use super::entry_names::EntryNames;
use crate::args::NamedValue;
use crate::args::run::CallArgs;
use crate::script::Script;

/// What a call passes.
#[derive(Clone, Debug, Default)]
pub(crate) struct CallEntries {
    pub(crate) keys: Vec<String>,
    pub(crate) args: Vec<String>,
}

impl CallEntries {
    /// Those of the command line.
    ///
    /// # Errors
    /// If the script has no entry of a name, or one has no value.
    pub(crate) fn of(args: &CallArgs, script: &Script) -> Result<Self, String> {
        Ok(Self {
            keys: entries(EntryTable::Keys, &args.keys, &args.key, script)?,
            args: entries(EntryTable::Argv, &args.args, &args.arg, script)?,
        })
    }

    pub(crate) fn counts(&self) -> Counts {
        Counts {
            keys: Some(Count::exactly(self.keys.len())),
            args: Some(Count::exactly(self.args.len())),
        }
    }

    /// `EVAL <text> <numkeys> <keys> <args>`
    pub(crate) fn command<'a>(&'a self, text: &'a str, numkeys: &'a str) -> Vec<&'a [u8]> {
        let entries = self.keys.iter().chain(&self.args).map(String::as_bytes);
        [b"EVAL", text.as_bytes(), numkeys.as_bytes()]
            .into_iter()
            .chain(entries)
            .collect()
    }
}

fn entries(
    table: EntryTable,
    positional: &[String],
    named: &[NamedValue],
    script: &Script,
) -> Result<Vec<String>, String> {
    if named.is_empty() {
        return Ok(positional.to_owned());
    }
    let known = EntryNames::of(script, table);
    let mut values: Vec<Option<String>> = positional.iter().cloned().map(Some).collect();
    for entry in named {
        let index = index(table, &entry.name, &known)?;
        if values.len() < index {
            values.resize(index, None);
        }
        let slot = index.checked_sub(1).and_then(|at| values.get_mut(at));
        match slot {
            Some(slot @ None) => *slot = Some(entry.value.clone()),
            _ => {
                return Err(format!(
                    "{}[{index}] has two values; one is that of `{}`",
                    table.name(),
                    entry.name
                ));
            }
        }
    }
    let filled = values.into_iter().enumerate().map(|(at, value)| {
        value.ok_or_else(|| {
            let option = option(table);
            let name = known
                .of_index(at + 1)
                .unwrap_or_else(|| (at + 1).to_string());
            format!(
                "{}[{}] has no value: add `{option} '{name}=...'`",
                table.name(),
                at + 1
            )
        })
    });
    filled.collect()
}

/// No call passes more.
const HIGHEST: usize = 65_535;

fn index(table: EntryTable, name: &str, names: &EntryNames) -> Result<usize, String> {
    match names.indices(name).as_slice() {
        [index] => return Ok(*index),
        [] => {}
        [first, second, ..] => {
            let (table, option) = (table.name(), option(table));
            return Err(format!(
                "`{name}` is the name of {table}[{first}] and of {table}[{second}]: write the index, as in `{option} {first}=...`"
            ));
        }
    }
    if let Ok(index) = name.parse::<usize>()
        && (1..=HIGHEST).contains(&index)
    {
        return Ok(index);
    }
    let table_name = table.name();
    let known = names.all();
    if known.is_empty() {
        return Err(format!(
            "the script names no entry of {table_name}: write a line such as `-- {table_name}[1] = {name}` at its top, or the index, as in `{} 1=...`",
            option(table)
        ));
    }
    let listed: Vec<&str> = known.iter().map(String::as_str).collect();
    let help = match nearest(name, &listed) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("there are `{}`", listed.join("`, `")),
    };
    Err(format!(
        "no entry of {table_name} is called `{name}`: {help}"
    ))
}

fn option(table: EntryTable) -> &'static str {
    match table {
        EntryTable::Keys => "--key",
        EntryTable::Argv => "--arg",
    }
}
