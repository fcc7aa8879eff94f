//! Which file an include means.

use std::io;
use std::path::{Component, Path, PathBuf};

use super::IncludedPath;
use crate::collections::lists;
use crate::text::{Refusal, fill, joined, nearest};

/// The files that can be included. What is done with them, the callers do: this crate opens no file.
pub trait Files {
    /// The contents of a file.
    ///
    /// # Errors
    /// If it cannot be read.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// The path without links, by which two paths of one file are the same.
    ///
    /// # Errors
    /// If there is no such file or folder.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;

    /// The names in a folder; `None` if there is no such folder.
    fn names(&self, folder: &Path) -> Option<Vec<String>>;

    /// The path as messages name it.
    fn show(&self, path: &Path) -> String;
}

/// The folders that hold what a script may include.
#[derive(Clone, Default)]
pub struct Folders {
    /// Those that names are relative to, if not to the including file.
    searched: Vec<PathBuf>,
    /// Those, and what the settings name besides: paths without links.
    inside: Vec<PathBuf>,
}

impl Folders {
    /// Those of a script in `folder`: the folder of the project's scripts, after `folder` if it is elsewhere, and the files and folders
    /// that the settings name.
    #[must_use]
    pub fn of(
        folder: Option<&Path>,
        scripts: Option<PathBuf>,
        named: &[PathBuf],
        files: &dyn Files,
    ) -> Self {
        let mut folders = Self::default();
        if let Some(scripts) = scripts {
            folders.add(&scripts, files);
            folders.searched.push(scripts);
        }
        if let Some(folder) = folder
            && let Ok(canonical) = files.canonical(folder)
            && !folders.hold(&canonical)
        {
            folders.inside.push(canonical);
            folders.searched.insert(0, folder.to_owned());
        }
        for path in named {
            folders.add(path, files);
        }
        folders
    }

    fn add(&mut self, path: &Path, files: &dyn Files) {
        lists::append(&mut self.inside, files.canonical(path).ok());
    }

    /// Whether a file may be included, by its path without links.
    fn hold(&self, canonical: &Path) -> bool {
        for folder in &self.inside {
            if canonical.starts_with(folder) {
                return true;
            }
        }
        false
    }
}

/// A file that is included.
pub(super) struct FoundFile {
    pub(super) path: IncludedPath,
    pub(super) bytes: Vec<u8>,
}

/// The file that a name means in a file of the folder `beside`: it is relative to that folder, or else to those that are searched.
pub(super) fn find(
    name: &str,
    beside: Option<&Path>,
    folders: &Folders,
    files: &dyn Files,
) -> Result<FoundFile, Refusal> {
    check(name)?;
    let file = match name.strip_suffix(".lua") {
        Some(_) => name.to_owned(),
        None => fill!("{name}.lua", name),
    };
    let mut bases = Vec::new();
    lists::append(&mut bases, beside);
    for folder in &folders.searched {
        bases.push(folder);
    }
    for base in &bases {
        let path = plain(&base.join(&file));
        if let Ok(canonical) = files.canonical(&path) {
            if !folders.hold(&canonical) {
                return Err(outside(&path, folders, files));
            }
            return read(path, canonical, files);
        }
    }
    Err(missing(name, &file, &bases, files))
}

/// A name that no system takes for another file than the others do.
fn check(name: &str) -> Result<(), Refusal> {
    let path = Path::new(name);
    let (message, help) = if name.trim().is_empty() {
        ("the name of the include is empty", RULE)
    } else if name.contains('*') {
        (
            "the name of the include has a `*`",
            "write a line for each file",
        )
    } else if name.contains('\\') {
        (
            "the name of the include has a `\\`",
            "write `/` between the parts of a path",
        )
    } else if path.has_root() || path.is_absolute() {
        ("the name of the include is an absolute path", RULE)
    } else {
        return Ok(());
    };
    Err(Refusal::new(message).help(help))
}

const RULE: &str = "it is relative to the file that includes it, or to the folder of the scripts; `.lua` may be left out";

fn read(path: PathBuf, canonical: PathBuf, files: &dyn Files) -> Result<FoundFile, Refusal> {
    match files.read(&path) {
        Ok(bytes) => Ok(FoundFile {
            path: IncludedPath { path, canonical },
            bytes,
        }),
        Err(_) if files.names(&path).is_some() => Err(directory(&path, files)),
        Err(error) => {
            let message = fill!("cannot read `{}`: {error}", shown(&path, files), error);
            Err(Refusal::new(message).help("what it includes is part of the script"))
        }
    }
}

fn outside(path: &Path, folders: &Folders, files: &dyn Files) -> Refusal {
    let mut named = Vec::new();
    for folder in &folders.searched {
        named.push(fill!("`{}`", shown(folder, files)));
    }
    let message = fill!(
        "`{}` is outside of the folder of the scripts, {}",
        shown(path, files),
        joined(&named, " and ")
    );
    Refusal::new(message).help(
        "name its folder in `redis-script.toml`: `include = [\"../shared\"]` below `[scripts]`",
    )
}

fn directory(path: &Path, files: &dyn Files) -> Refusal {
    Refusal::new(fill!("`{}` is a directory", shown(path, files)))
        .help("include each of its files by its name")
}

/// What may have been meant by the name of a file that is not there.
fn missing(name: &str, file: &str, bases: &[&Path], files: &dyn Files) -> Refusal {
    let mut tried = Vec::new();
    let mut near = None;
    for base in bases {
        let folder = plain(&base.join(name));
        if files.names(&folder).is_some() {
            return directory(&folder, files);
        }
        let path = plain(&base.join(file));
        let path_shown = fill!("`{}`", shown(&path, files));
        if !tried.contains(&path_shown) {
            tried.push(path_shown);
        }
        near = near.or_else(|| similar(name, &path, files));
        near = near.or_else(|| deeper(name, base, files));
    }
    let refusal = Refusal::new(fill!("there is no file {}", joined(&tried, " or ")));
    refusal.help(match near {
        Some(near) => fill!("did you mean `\"{near}\"`?", near),
        None => RULE.to_owned(),
    })
}

/// The name of a file beside that has a similar name.
fn similar(name: &str, path: &Path, files: &dyn Files) -> Option<String> {
    let names = files.names(path.parent()?)?;
    let mut known = Vec::new();
    for name in &names {
        lists::append(&mut known, name.strip_suffix(".lua"));
    }
    let (folder, last) = match name.rsplit_once('/') {
        Some((folder, last)) => (Some(folder), last),
        None => (None, name),
    };
    let near = nearest(last.strip_suffix(".lua").unwrap_or(last), &known)?;
    Some(match folder {
        Some(folder) => fill!("{folder}/{near}", folder, near),
        None => near.to_owned(),
    })
}

/// The name of a file in a folder that holds it under its plain name.
fn deeper(name: &str, base: &Path, files: &dyn Files) -> Option<String> {
    /// Folders that are looked at.
    const FOLDERS: usize = 50;
    let file = Path::new(name).file_name()?.to_str()?;
    let whole = fill!("{}.lua", file.strip_suffix(".lua").unwrap_or(file));
    for folder in files.names(base)?.iter().take(FOLDERS) {
        let names = files.names(&base.join(folder)).unwrap_or_default();
        if names.contains(&whole) {
            return Some(fill!("{folder}/{file}", folder, file));
        }
    }
    None
}

/// The path as messages name it; the current folder has no other name.
fn shown(path: &Path, files: &dyn Files) -> String {
    let shown = files.show(path);
    if shown.is_empty() {
        return ".".to_owned();
    }
    shown
}

/// Without `.` and `..`, if the path alone allows it.
#[must_use]
pub fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        let last = plain.components().next_back();
        match component {
            Component::CurDir => {}
            Component::ParentDir if matches!(last, Some(Component::Normal(_))) => {
                plain.pop();
            }
            component => plain.push(component),
        }
    }
    plain
}
