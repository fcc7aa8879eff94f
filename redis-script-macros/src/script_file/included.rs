//! The files that a script includes.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use redis_script_analysis::include::{Files, Folders, Including, Joined, join};
use redis_script_analysis::text::Refusal;

use super::{Origin, missing, tracked};
use crate::project_file::ProjectFile;

/// The files of this machine.
struct Disk<'a>(&'a Origin<'a>);

impl Files for Disk<'_> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn names(&self, folder: &Path) -> Option<Vec<String>> {
        missing::names_in(folder)
    }

    fn show(&self, path: &Path) -> String {
        self.0.show(path)
    }
}

/// The script with all that it includes. `path` is its file, unless it is inline.
pub(super) fn joined(
    shown: String,
    text: String,
    path: Option<PathBuf>,
    project: &ProjectFile,
    origin: &Origin,
) -> Joined {
    let disk = Disk(origin);
    let root = origin.manifest_dir.as_deref();
    let scripts = root.map(|root| root.join(&project.project.scripts));
    let mut named = Vec::new();
    if let Some(root) = root {
        for path in &project.project.include {
            named.push(root.join(path));
        }
    }
    let including = Including {
        folders: Folders::of(
            path.as_deref().and_then(Path::parent),
            scripts,
            &named,
            &disk,
        ),
        shown,
        text,
        path,
    };
    join(including, &disk)
}

/// The paths by which the compiler tracks the files that are included.
pub(super) fn tracked_files(joined: &Joined, origin: &Origin) -> Result<Vec<String>, Refusal> {
    let mut paths = Vec::new();
    for file in &joined.files {
        paths.push(tracked(&file.path, &origin.show(&file.path))?);
    }
    Ok(paths)
}
