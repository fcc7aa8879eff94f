//! The Rust functions that call a script: what they name its KEYS and ARGV.

mod attribute;
mod parameters;
mod types;

use std::fs;
use std::path::{Component, Path};

use redis_script_analysis::contract::TableLayout;
use redis_script_analysis::facts::EntryTable;
use redis_script_analysis::include::Files as _;
use redis_script_analysis::{Contract, Facts, KeyCount};

use self::attribute::CallingFunction;
use crate::args::SettingsArgs;
use crate::files::{self, Disk, Input, shown};
use crate::settings::{SettingsCache, crate_root};

/// No person writes a larger file.
const MAX_BYTES: usize = 4_000_000;

/// The functions of the package that call a script.
#[derive(Default)]
pub(crate) struct RustCallers {
    callers: Vec<RustCaller>,
    /// What was not searched, each with the reason.
    pub(crate) unread: Vec<String>,
}

struct RustCaller {
    /// `src/lib.rs:4`
    place: String,
    keys: Vec<RustEntry>,
    args: Vec<RustEntry>,
}

/// A parameter of a Rust function.
#[derive(Clone)]
pub(crate) struct RustEntry {
    pub(crate) name: String,
    /// Its entry, or the first one of several.
    pub(crate) index: usize,
    pub(crate) breadth: Breadth,
}

/// How many entries the value of a name may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Breadth {
    /// Of a slice, its first element.
    One,
    /// Several: it is a tuple.
    Several,
    /// One or several: only the compiler knows its type.
    Unknown,
}

impl RustCallers {
    /// Searches the package of a script for functions that call it.
    pub(crate) fn of(input: &Input, facts: &Facts) -> Self {
        let mut callers = Self::default();
        let Input::File { path, .. } = input else {
            return callers;
        };
        let Ok(script) = Disk.canonical(path) else {
            return callers;
        };
        let Some(root) = crate_root(&script) else {
            return callers;
        };
        let (sources, is_all) = files::rust_files(root);
        if !is_all {
            callers.unread.push(format!(
                "`{}` has too many files to search them all",
                shown(root)
            ));
        }
        let arguments = SettingsArgs::default();
        let mut cache = SettingsCache::new(&arguments, None);
        for source in sources {
            callers.search(&source, &script, facts, &mut cache);
        }
        callers
    }

    fn search(&mut self, source: &Path, script: &Path, facts: &Facts, cache: &mut SettingsCache) {
        let shown = shown(source);
        let text = match read(source) {
            Ok(Some(text)) => text,
            Ok(None) => return,
            Err(why) => return self.unread.push(format!("`{shown}` {why}")),
        };
        let Some(functions) = attribute::functions(&text) else {
            return self.unread.push(format!("`{shown}` is not Rust"));
        };
        for function in functions {
            if !is_called(&function.path, source, script, cache) {
                continue;
            }
            let place = format!("{shown}:{}", function.line);
            match RustCaller::of(function, place, facts) {
                Ok(caller) => self.callers.push(caller),
                Err(why) => self.unread.push(why),
            }
        }
    }

    /// The names that they give the entries of a table, each with the place of its function.
    pub(crate) fn entries(&self, table: EntryTable) -> impl Iterator<Item = (&RustEntry, &str)> {
        self.callers.iter().flat_map(move |caller| {
            let entries = match table {
                EntryTable::Keys => &caller.keys,
                EntryTable::Argv => &caller.args,
            };
            entries.iter().map(|entry| (entry, &*caller.place))
        })
    }
}

/// The text of a file, if it may call scripts.
fn read(source: &Path) -> Result<Option<String>, String> {
    let bytes = fs::read(source).map_err(|error| format!("cannot be read: {error}"))?;
    let name = attribute::NAME.as_bytes();
    if !bytes.windows(name.len()).any(|part| part == name) {
        return Ok(None);
    }
    if bytes.len() > MAX_BYTES {
        return Err("is too large".to_owned());
    }
    let text = String::from_utf8(bytes).map_err(|_| "is not UTF-8")?;
    Ok(Some(text))
}

/// Whether a path in an attribute means the script, by the rule of the macro: without a dot in front it is in the folder of scripts.
fn is_called(written: &str, source: &Path, script: &Path, cache: &mut SettingsCache) -> bool {
    let path = Path::new(written);
    let first = path.components().next();
    let folder = match first {
        Some(Component::CurDir | Component::ParentDir) => source.parent().map(Path::to_owned),
        Some(Component::Normal(_)) => {
            let settings = cache.settings(&Input::from_path(source), &mut |_| {});
            settings.and_then(|settings| settings.scripts)
        }
        _ => None,
    };
    folder.is_some_and(|folder| {
        let file = Disk.canonical(&folder.join(path));
        file.is_ok_and(|file| file == script)
    })
}

impl RustCaller {
    /// # Errors
    /// If it is not known which of its parameters are KEYS.
    fn of(function: CallingFunction, place: String, facts: &Facts) -> Result<Self, String> {
        let contract = Contract {
            keys: function.keys.unwrap_or(KeyCount::Unknown),
            params: function.params,
            ..Contract::default()
        };
        let Some(layout) = contract.layout(facts, &mut Vec::new()) else {
            return Err(format!(
                "`{place}` does not tell which of its parameters are KEYS"
            ));
        };
        let entries = |table: &TableLayout| {
            let params = contract.params.iter().skip(table.first);
            let params = (1..).zip(params.take(table.params()));
            let entries = params.map(|(index, param)| RustEntry {
                name: param.name.clone(),
                index,
                breadth: match param.size() {
                    Some(1) => Breadth::One,
                    Some(_) => Breadth::Several,
                    None => Breadth::Unknown,
                },
            });
            entries.collect()
        };
        Ok(Self {
            keys: entries(&layout.keys),
            args: entries(&layout.args),
            place,
        })
    }
}
