//! Finds and reads the scripts.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

use redis_script_analysis::include::Files;
use redis_script_analysis::text;

/// A script that is to be read.
#[derive(Clone, Debug)]
pub(crate) enum Input {
    /// `-`
    Stdin,
    File {
        path: PathBuf,
        /// The folder that was searched for it, or its own.
        folder: PathBuf,
    },
    /// The text itself, from the command line.
    Text(String),
}

impl Input {
    pub(crate) fn from_path(path: &Path) -> Self {
        Self::found(path, path.parent().unwrap_or(path))
    }

    fn found(path: &Path, folder: &Path) -> Self {
        if path == Path::new("-") {
            return Self::Stdin;
        }
        let named = |part: &Component| *part != Component::CurDir;
        Self::File {
            path: path.components().filter(named).collect(),
            folder: folder.to_owned(),
        }
    }

    /// The path by which it is the same file as others; for the standard input, a file of the current folder that is not there.
    pub(crate) fn path(&self) -> &Path {
        match self {
            Self::Stdin => Path::new("<stdin>"),
            Self::Text(_) => Path::new("<text>"),
            Self::File { path, .. } => path,
        }
    }

    /// The folder of its scripts, unless the settings say where they are.
    pub(crate) fn folder(&self) -> &Path {
        match self {
            Self::File { folder, .. } if *folder != Path::new("") => folder,
            _ => Path::new("."),
        }
    }

    /// As messages name it.
    pub(crate) fn shown(&self) -> String {
        shown(self.path())
    }

    /// The source as the macro embeds it.
    ///
    /// # Errors
    /// If it cannot be read or is not UTF-8.
    pub(crate) fn read(&self) -> Result<String, String> {
        let shown = format!("`{}`", self.shown());
        let bytes = self
            .bytes()
            .map_err(|error| format!("cannot read {shown}: {error}"))?;
        text::decode(&bytes, &shown).map_err(|refused| refused.to_string())
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        match self {
            Self::Stdin => {
                let mut bytes = Vec::new();
                io::stdin().read_to_end(&mut bytes)?;
                Ok(bytes)
            }
            Self::File { path, .. } => fs::read(path),
            Self::Text(text) => Ok(text.clone().into_bytes()),
        }
    }
}

/// A path as messages name it: relative to the current folder if it is in there, with `/` between the parts on every system.
pub(crate) fn shown(path: &Path) -> String {
    let current = env::current_dir().unwrap_or_default();
    let relative = path.strip_prefix(current).unwrap_or(path);
    let text = relative.to_string_lossy();
    text.replace(std::path::MAIN_SEPARATOR, "/")
}

/// The name of a file in a folder that it was found in, from the path that messages show.
pub(crate) fn name_in<'a>(folder: &Path, shown: &'a str) -> &'a str {
    let folder = Input::from_path(folder).shown();
    let name = shown.strip_prefix(&folder).unwrap_or(shown);
    name.trim_start_matches('/')
}

/// The files of this machine.
pub(crate) struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn names(&self, folder: &Path) -> Option<Vec<String>> {
        let entries = fs::read_dir(folder).ok()?;
        let names = entries.flatten().map(|entry| entry.file_name());
        let mut names: Vec<String> = names.flat_map(OsString::into_string).collect();
        names.sort_unstable();
        Some(names)
    }

    fn show(&self, path: &Path) -> String {
        shown(path)
    }
}

/// The scripts in files and folders, each once and sorted within a folder, and messages about what could not be found.
pub(crate) fn collect(paths: &[PathBuf]) -> (Vec<Input>, Vec<String>) {
    let (mut inputs, mut wrong) = (Vec::new(), Vec::new());
    for path in paths {
        let mut found = Vec::new();
        if path.is_dir() {
            found = in_folder(path, &mut wrong);
            if found.is_empty() {
                wrong.push(format!("there is no Lua file in `{}`", path.display()));
            }
        } else {
            found.push(Input::from_path(path));
        }
        for input in found {
            if !inputs
                .iter()
                .any(|known: &Input| known.path() == input.path())
            {
                inputs.push(input);
            }
        }
    }
    (inputs, wrong)
}

/// The Lua files below a folder, sorted.
pub(crate) fn in_folder(folder: &Path, wrong: &mut Vec<String>) -> Vec<Input> {
    let mut search = Search::of("lua", usize::MAX);
    search.walk(folder);
    wrong.append(&mut search.wrong);
    search.found.sort();
    let inputs = search.found.iter().map(|path| Input::found(path, folder));
    inputs.collect()
}

/// Rust files below a folder, sorted, and whether these are all: a folder of a package may hold anything.
pub(crate) fn rust_files(folder: &Path) -> (Vec<PathBuf>, bool) {
    const MOST: usize = 50_000;
    let mut search = Search::of("rs", MOST);
    search.walk(folder);
    search.found.sort();
    (search.found, search.left > 0)
}

/// The Lua files of a folder, without those of folders in it.
pub(crate) fn directly_in(folder: &Path) -> Vec<Input> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    found.retain(|path| is_file(path, "lua") && !is_ignored(path, false));
    found.sort();
    found.iter().map(|path| Input::from_path(path)).collect()
}

fn is_file(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|end| end == extension) && !path.is_dir()
}

/// A search for the files of an extension.
struct Search {
    extension: &'static str,
    /// How many files and folders may still be looked at.
    left: usize,
    found: Vec<PathBuf>,
    /// Folders that cannot be read.
    wrong: Vec<String>,
}

impl Search {
    fn of(extension: &'static str, most: usize) -> Self {
        Self {
            extension,
            left: most,
            found: Vec::new(),
            wrong: Vec::new(),
        }
    }

    /// Searches a folder and those below it. Links to folders are not followed: they may be circular.
    fn walk(&mut self, folder: &Path) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                self.wrong.push(format!(
                    "cannot read the folder `{}`: {error}",
                    folder.display()
                ));
                return;
            }
        };
        for entry in entries.flatten() {
            let path = entry.path();
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_ignored(&path, is_folder) {
                continue;
            }
            self.left = self.left.saturating_sub(1);
            if self.left == 0 {
                return;
            }
            if is_folder {
                self.walk(&path);
            } else if is_file(&path, self.extension) {
                self.found.push(path);
            }
        }
    }
}

/// Hidden files, and folders that builds create.
fn is_ignored(path: &Path, is_folder: bool) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || is_folder && matches!(&*name, "target" | "node_modules")
}
