//! Files that are parts of scripts: how they are found and joined, and what is said about them.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod joining;
mod levels;
mod lines;
mod lookup;
mod places;
mod unused;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use redis_script_analysis::include::{Files, Folders, Including, Joined, join, plain};
use redis_script_analysis::report::render::render_errors;

/// Files that are not on a disk.
#[derive(Default)]
struct Tree(BTreeMap<PathBuf, Vec<u8>>);

impl Tree {
    fn of(files: &[(&str, &str)]) -> Self {
        let files = files.iter();
        Self(
            files
                .map(|(path, text)| (Path::new("/crate").join(path), text.as_bytes().to_vec()))
                .collect(),
        )
    }

    fn is_folder(&self, path: &Path) -> bool {
        let below = |file: &&PathBuf| file.starts_with(path) && *file != path;
        self.0.keys().any(|file| below(&file))
    }
}

impl Files for Tree {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self.0.get(path) {
            Some(bytes) => Ok(bytes.clone()),
            None if self.is_folder(path) => Err(io::ErrorKind::IsADirectory.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        let path = plain(path);
        if self.0.contains_key(&path) || self.is_folder(&path) {
            Ok(path)
        } else {
            Err(io::ErrorKind::NotFound.into())
        }
    }

    fn names(&self, folder: &Path) -> Option<Vec<String>> {
        if !self.is_folder(folder) {
            return None;
        }
        let below = self
            .0
            .keys()
            .filter_map(|file| file.strip_prefix(folder).ok());
        let first = below.filter_map(|below| below.components().next());
        let mut names: Vec<String> = first
            .map(|name| name.as_os_str().to_string_lossy().into_owned())
            .collect();
        names.dedup();
        Some(names)
    }

    fn show(&self, path: &Path) -> String {
        let path = path.strip_prefix("/crate").unwrap_or(path);
        path.to_string_lossy().into_owned()
    }
}

/// The script `scripts/main.lua`, joined.
fn joined(text: &str, files: &[(&str, &str)]) -> Joined {
    joined_in(text, Tree::of(files), &[])
}

/// The same, if the settings name more files and folders.
fn joined_in(text: &str, mut tree: Tree, named: &[&str]) -> Joined {
    let path = Path::new("/crate/scripts/main.lua");
    tree.0.insert(path.to_owned(), text.as_bytes().to_vec());
    let scripts = Some(PathBuf::from("/crate/scripts"));
    let named: Vec<PathBuf> = named
        .iter()
        .map(|path| Path::new("/crate").join(path))
        .collect();
    let folders = Folders::of(path.parent(), scripts, &named, &tree);
    let script = Including {
        shown: "scripts/main.lua".to_owned(),
        text: text.to_owned(),
        path: Some(path.to_owned()),
        folders,
    };
    join(script, &tree)
}

/// The text that is sent; there are no errors.
fn sent(text: &str, files: &[(&str, &str)]) -> String {
    let joined = joined(text, files);
    assert_eq!(errors(&joined), "");
    joined.source.text().to_owned()
}

/// The errors as they are printed.
fn errors(joined: &Joined) -> String {
    render_errors(&joined.errors, &joined.source)
}
