//! The map of the crate in ARCHITECTURE.md.

use std::collections::BTreeSet;

const HEADING: &str = "## The crate redis-script-analysis";

/// A folder that the map does not look into: its files have a table of their own.
const UNLISTED: &str = "lints";

/// The modules of the crate, as ARCHITECTURE.md lists them: one a line, those of a module indented below it.
pub(crate) struct Map {
    /// The modules of the crate's root, from the lowest to the highest.
    layers: Vec<String>,
    /// All listed modules: `redis`, `redis::servers`.
    modules: BTreeSet<String>,
}

impl Map {
    pub(crate) fn read(document: &str) -> Result<Self, String> {
        let section = document.split_once(HEADING).map(|(_, section)| section);
        let block = section.and_then(|section| section.split("```").nth(1));
        let block = block.ok_or_else(|| format!("no map below `{HEADING}`"))?;
        let mut map = Self {
            layers: Vec::new(),
            modules: BTreeSet::new(),
        };
        for line in block.lines() {
            let Some(name) = line.split_whitespace().next() else {
                continue;
            };
            let name = name.trim_end_matches('/').to_owned();
            let module = match map.layers.last() {
                Some(layer) if line.starts_with(' ') => format!("{layer}::{name}"),
                _ => {
                    map.layers.push(name.clone());
                    name
                }
            };
            if !map.modules.insert(module.clone()) {
                return Err(format!("the map has `{module}` twice"));
            }
        }
        Ok(map)
    }

    /// How high a module of the root stands.
    pub(crate) fn place(&self, module: &str) -> Option<usize> {
        self.layers.iter().position(|layer| layer == module)
    }

    /// Where the map and the files below `src` disagree.
    pub(crate) fn differences(&self, files: impl IntoIterator<Item = String>) -> Vec<String> {
        let exist: BTreeSet<String> = files
            .into_iter()
            .flat_map(|file| modules_of(&file))
            .collect();
        let unlisted = exist.difference(&self.modules);
        let unlisted =
            unlisted.map(|module| format!("ARCHITECTURE.md does not list the module `{module}`"));
        let gone = self.modules.difference(&exist);
        let gone = gone.map(|module| {
            format!("ARCHITECTURE.md lists the module `{module}`, which does not exist")
        });
        unlisted.chain(gone).collect()
    }
}

/// The modules that the map has because of a file: `redis/commands/table.rs` is a part of `redis::commands`.
fn modules_of(file: &str) -> Vec<String> {
    let file = file.strip_suffix(".rs").unwrap_or(file);
    let parts: Vec<&str> = file.split('/').collect();
    match parts.as_slice() {
        [] | ["lib"] => Vec::new(),
        [module] => vec![(*module).to_owned()],
        [UNLISTED, ..] => vec![UNLISTED.to_owned()],
        [module, part, ..] => vec![(*module).to_owned(), format!("{module}::{part}")],
    }
}
