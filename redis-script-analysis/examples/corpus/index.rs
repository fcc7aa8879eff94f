//! What is known of the scripts of a folder.

use std::collections::HashMap;
use std::path::Path;
use std::{fs, io};

use super::calls::{Calls, Passed};

/// By the name of the file, without `.lua`.
#[derive(Default)]
pub(crate) struct Index(HashMap<String, Kind>);

/// What a file is.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// A whole script.
    Script(Calls),
    /// A part of one, or a library of functions: only its syntax counts.
    Other,
}

impl Index {
    /// Reads a table of columns that tabs separate. Of its columns, `sha1` names the file, `kind` is `script` for those
    /// that stand alone, `keys` and `args` are what callers pass: `2`, `var`, `var(>=2)`, or `?` where nobody knows.
    pub(crate) fn read(path: &Path) -> io::Result<Self> {
        if !path.exists() {
            return Ok(Self::default());
        }
        let text = fs::read_to_string(path)?;
        let mut lines = text.lines();
        let head: Vec<_> = lines.next().unwrap_or_default().split('\t').collect();
        let entry = |line: &str| {
            let cells: Vec<_> = line.split('\t').collect();
            let cell = |name| {
                let column = head.iter().position(|column| *column == name)?;
                cells.get(column).copied()
            };
            let passed = |name| cell(name).map_or(Passed::Unknown, Passed::read);
            let kind = match cell("kind") {
                None | Some("script") => Kind::Script(Calls {
                    keys: passed("keys"),
                    args: passed("args"),
                }),
                Some(_) => Kind::Other,
            };
            Some((cell("sha1")?.to_owned(), kind))
        };
        Ok(Self(lines.filter_map(entry).collect()))
    }

    /// What a file is; one that is not listed is a script of which nothing is known.
    pub(crate) fn kind(&self, name: &str) -> Kind {
        let unknown = Kind::Script(Calls::default());
        self.0.get(name).copied().unwrap_or(unknown)
    }
}
