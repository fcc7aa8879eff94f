//! The KEYS and ARGV of a call, by their order and by their names.

use redis_script_analysis::facts::EntryTable;
use redis_script_analysis::{Count, Counts};

use super::entry_names::{EntryNames, option};
use super::rust_callers::RustCallers;
use crate::args::NamedValue;
use crate::args::run::CallArgs;
use crate::files::Input;
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
    pub(crate) fn of(args: &CallArgs, script: &Script, input: &Input) -> Result<Self, String> {
        let callers = if args.key.is_empty() && args.arg.is_empty() {
            RustCallers::default()
        } else {
            RustCallers::of(input, &script.analysis.facts)
        };
        let names = EntryNames::of(script, callers);
        Ok(Self {
            keys: entries(EntryTable::Keys, &args.keys, &args.key, &names)?,
            args: entries(EntryTable::Argv, &args.args, &args.arg, &names)?,
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
    by_name: &[NamedValue],
    names: &EntryNames,
) -> Result<Vec<String>, String> {
    let mut values: Vec<Option<String>> = positional.iter().cloned().map(Some).collect();
    for entry in by_name {
        let index = names.index(table, &entry.name)?;
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
            let name = names.name_of(table, at + 1);
            format!(
                "{}[{}] has no value: add `{option} '{name}=...'`",
                table.name(),
                at + 1
            )
        })
    });
    filled.collect()
}
