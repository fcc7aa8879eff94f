//! Other texts that are claimed to do what a script does.

use std::io;
use std::path::{Path, PathBuf};

use redis_script_analysis::Diagnostic;
use redis_script_analysis::include::{Files, Folders, Including, join};

/// One file beside the script.
struct OneFile<'a>(&'a str);

const FOLDER: &str = "/scripts";
const FILE: &str = "/scripts/parts.lua";

impl Files for OneFile<'_> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        if path == Path::new(FILE) {
            Ok(self.0.as_bytes().to_vec())
        } else {
            Err(io::ErrorKind::NotFound.into())
        }
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        if [FOLDER, FILE].iter().any(|known| path == Path::new(known)) {
            Ok(path.to_owned())
        } else {
            Err(io::ErrorKind::NotFound.into())
        }
    }

    fn names(&self, _: &Path) -> Option<Vec<String>> {
        Some(vec!["parts.lua".to_owned()])
    }

    fn show(&self, path: &Path) -> String {
        path.display().to_string()
    }
}

/// The text of a script whose first part comes from a file that it includes; `None` if nothing is left out of it.
///
/// # Panics
/// If the file cannot be included.
#[must_use]
pub fn with_included(part: &str, rest: &str) -> Option<String> {
    let files = OneFile(part);
    let folder = Path::new(FOLDER);
    let joined = join(
        Including {
            shown: "generated.lua".to_owned(),
            text: format!("--- @include \"parts\"\n{rest}"),
            path: None,
            folders: Folders::of(None, Some(folder.to_owned()), &[], &files),
        },
        &files,
    );
    assert!(joined.errors.is_empty(), "{:?}", joined.errors);
    (!joined.left_out.is_empty()).then(|| joined.source.text().to_owned())
}

/// The one command that is said to do what a script does, as a script; `None` if its reply may be another one.
pub(super) fn single_command(notes: &[Diagnostic]) -> Option<String> {
    let found = notes.iter().find(|found| found.lint == "single_command")?;
    let command = found
        .message
        .strip_prefix('`')?
        .strip_suffix("` does what this script does")?;
    if found.notes.iter().any(|note| note.contains("reply")) {
        return None;
    }
    let word = |word: &str| {
        let is_entry = word.starts_with("KEYS[") || word.starts_with("ARGV[");
        let is_plain = word
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "-._:".contains(letter));
        match (is_entry, is_plain) {
            (true, _) => Some(word.to_owned()),
            (false, true) => Some(format!("'{word}'")),
            _ => None,
        }
    };
    let words: Option<Vec<String>> = command.split(' ').map(word).collect();
    Some(format!("return redis.call({})", words?.join(", ")))
}
