//! Finds and reads the scripts.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

use redis_script_analysis::text;

/// A script that is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// `-`
    Stdin,
    File(PathBuf),
}

impl Input {
    pub(crate) fn from_path(path: &Path) -> Self {
        if path == Path::new("-") {
            Self::Stdin
        } else {
            let named = |part: &Component| *part != Component::CurDir;
            Self::File(path.components().filter(named).collect())
        }
    }

    /// As messages name it, with `/` between the parts on every system.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Stdin => "<stdin>".to_owned(),
            Self::File(path) => path
                .to_string_lossy()
                .replace(std::path::MAIN_SEPARATOR, "/"),
        }
    }

    /// Its name in a folder that it was found in.
    pub(crate) fn name_in(&self, folder: &Path) -> String {
        let folder = Self::from_path(folder).shown();
        let shown = self.shown();
        let name = shown.strip_prefix(&folder).unwrap_or(&shown);
        name.trim_start_matches('/').to_owned()
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
            Self::File(path) => fs::read(path),
        }
    }
}

/// The scripts in files and folders, each once and sorted within a folder, and messages about what could not be found.
pub(crate) fn collect(paths: &[PathBuf]) -> (Vec<Input>, Vec<String>) {
    let (mut inputs, mut wrong) = (Vec::new(), Vec::new());
    for path in paths {
        let mut found = Vec::new();
        if path.is_dir() {
            walk(path, &mut found, &mut wrong);
            found.sort();
            if found.is_empty() {
                wrong.push(format!("there is no Lua file in `{}`", path.display()));
            }
        } else {
            found.push(path.clone());
        }
        for path in found {
            let input = Input::from_path(&path);
            if !inputs.contains(&input) {
                inputs.push(input);
            }
        }
    }
    (inputs, wrong)
}

/// The Lua files below a folder. Links to folders are not followed: they may be circular.
fn walk(folder: &Path, found: &mut Vec<PathBuf>, wrong: &mut Vec<String>) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            wrong.push(format!(
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
        if is_folder {
            walk(&path, found, wrong);
        } else if path.extension().is_some_and(|end| end == "lua") && !path.is_dir() {
            found.push(path);
        }
    }
}

/// Hidden files, and folders that builds create.
fn is_ignored(path: &Path, is_folder: bool) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || is_folder && matches!(&*name, "target" | "node_modules")
}
