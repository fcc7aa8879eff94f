//! The files that a path beside the Rust file may mean, if it is not known where the Rust file is.
//!
//! rust-analyzer does not say it. Without this, a misspelled path would be no error there, and the script would not be checked.

use std::ffi::OsStr;
use std::fs::{self, FileType};
use std::path::{Component, Path, PathBuf};

/// What the crate has under a relative path.
pub(super) enum Found {
    /// No folder has such a file.
    Nothing,
    /// One folder has it.
    One(PathBuf),
    /// Several have it, or some folder is not known.
    Unclear,
}

/// Folders that are looked at; in a crate with more, it remains unclear.
const FOLDERS: usize = 2_000;

/// Searches the whole crate, apart from what is built.
pub(super) fn search(crate_root: &Path, written: &str) -> Found {
    let Some(below) = below(written) else {
        return Found::Unclear;
    };
    let mut found = None;
    let mut folders = vec![crate_root.to_owned()];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        count += 1;
        let file = folder.join(&below);
        if file.exists() && found.replace(file).is_some() {
            return Found::Unclear;
        }
        let Some(inner) = folders_in(&folder).filter(|_| count < FOLDERS) else {
            return Found::Unclear;
        };
        folders.extend(inner);
    }
    found.map_or(Found::Nothing, Found::One)
}

/// The path without `./`; `None` if it leads out of its folder, and so perhaps out of the crate.
fn below(written: &str) -> Option<PathBuf> {
    let mut below = PathBuf::new();
    for component in Path::new(written).components() {
        match component {
            Component::CurDir => {}
            Component::Normal(name) => below.push(name),
            _ => return None,
        }
    }
    Some(below)
}

/// The folders inside; `None` if they are not all known.
fn folders_in(folder: &Path) -> Option<Vec<PathBuf>> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder).ok()? {
        let entry = entry.ok()?;
        let file_type = entry.file_type().ok()?;
        let path = entry.path();
        if is_link_to_folder(file_type, &path) {
            return None;
        }
        if file_type.is_dir() && !is_skipped(&entry.file_name()) {
            folders.push(path);
        }
    }
    Some(folders)
}

/// It may lead anywhere.
fn is_link_to_folder(file_type: FileType, path: &Path) -> bool {
    file_type.is_symlink() && path.is_dir()
}

/// What is built, and what other tools keep: Rust files stand in neither.
fn is_skipped(name: &OsStr) -> bool {
    name == "target" || name.to_string_lossy().starts_with('.')
}
