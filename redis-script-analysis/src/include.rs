//! Files that are parts of scripts: `--- @include "lib/clock"`.
//!
//! [`join`] puts the text of a file in the place of the line that includes it, depth first, and each file once. Its functions that
//! nothing refers to are left out. Callers give it access to the files.

mod assembly;
mod files;
mod inclusion;
mod line;
mod unused;

use std::path::PathBuf;

pub use self::files::{Files, Folders, plain};
use self::inclusion::Inclusion;
use self::line::include_lines;
use crate::report::diagnostic::Diagnostic;
use crate::text::Source;

/// The name under which problems with includes are reported.
pub const INCLUDE: &str = "include";

/// A script that may include files.
#[derive(Clone)]
pub struct Including {
    /// The name that messages show.
    pub shown: String,
    /// Its text.
    pub text: String,
    /// Its file; `None` for a text of another kind of file.
    pub path: Option<PathBuf>,
    /// What it may include.
    pub folders: Folders,
}

/// A script with the files that it includes.
pub struct Joined {
    /// The text that is sent.
    pub source: Source,
    /// What is wrong with the lines that include files. They are still in the text, as comments.
    pub errors: Vec<Diagnostic>,
    /// The files that are included, each once.
    pub files: Vec<IncludedPath>,
    /// The functions that are left out, in the order of the text.
    pub left_out: Vec<IncludedFunction>,
}

impl Joined {
    /// A text that is not looked at for includes.
    #[must_use]
    pub fn alone(source: Source) -> Self {
        Self {
            source,
            errors: Vec::new(),
            files: Vec::new(),
            left_out: Vec::new(),
        }
    }
}

/// Where a file is.
#[derive(Clone)]
pub struct IncludedPath {
    /// The path by which it was found first.
    pub path: PathBuf,
    /// The path without links, which is the same for all paths of a file.
    pub canonical: PathBuf,
}

/// A function of an included file.
#[derive(Clone)]
pub struct IncludedFunction {
    /// The name of its variable.
    pub name: String,
    /// The file.
    pub path: String,
    /// The line of the file.
    pub line: u32,
}

/// The script with all that it includes.
#[must_use]
pub fn join(script: Including, files: &dyn Files) -> Joined {
    let Including {
        shown,
        text,
        path,
        folders,
    } = script;
    let mut joined = Joined::alone(Source::new(shown, text));
    if include_lines(&joined.source).is_empty() {
        return joined;
    }
    Inclusion::new(&folders, files, &mut joined).run(path);
    if joined.errors.is_empty() {
        unused::leave_out(&mut joined);
    }
    joined
}
