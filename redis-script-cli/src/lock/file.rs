//! The file `redis-script.lock`.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::entry::{Entry, Field, Library};

/// What the file says, in TOML.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LockFile {
    /// Of the file's form.
    version: u32,
    /// The scripts, in the order of their names.
    #[serde(default)]
    script: Vec<Entry>,
    /// The function libraries, in the same order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    library: Vec<Library>,
}

/// The form that this version of the command reads and writes.
const VERSION: u32 = 1;

const HEAD: &str = "\
# Written by `redis-script lock`. `redis-script lock --check` compares the scripts with it.

";

impl LockFile {
    /// The file's name. It is in the folder of the scripts.
    pub(super) const NAME: &str = "redis-script.lock";

    pub(super) fn of(mut script: Vec<Entry>, mut library: Vec<Library>) -> Self {
        script.sort_by(|a, b| a.name.cmp(&b.name));
        library.sort_by(|a, b| a.name.cmp(&b.name));
        Self {
            version: VERSION,
            script,
            library,
        }
    }

    /// How many scripts and libraries it has.
    pub(super) fn len(&self) -> usize {
        self.script.len() + self.library.len()
    }

    /// What it says of each file, by the file's name.
    pub(super) fn fields(&self) -> BTreeMap<&str, Vec<Field>> {
        let scripts = self.script.iter().map(|one| (&*one.name, one.fields()));
        let libraries = self.library.iter().map(|one| (&*one.name, one.fields()));
        scripts.chain(libraries).collect()
    }

    /// Reads the file; `None` if there is none.
    ///
    /// # Errors
    /// If it cannot be read or is not of the form that is known.
    pub(super) fn read(path: &Path) -> Result<Option<Self>, String> {
        let shown = path.display();
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(format!("cannot read `{shown}`: {error}")),
        };
        let again = "delete it, and let `redis-script lock` write it anew";
        let file: Self = toml::from_str(&text).map_err(|error| {
            let error = error.to_string();
            format!(
                "`{shown}` cannot be read: {}\n  = help: {again}",
                error.trim_end()
            )
        })?;
        if file.version != VERSION {
            let version = file.version;
            return Err(format!(
                "`{shown}` has the form {version}, and this version of redis-script knows the form {VERSION}\n  = help: use the version of redis-script that wrote it, or {again}"
            ));
        }
        Ok(Some(file))
    }

    /// Writes the file, unless it has these contents.
    pub(super) fn write(&self, path: &Path) -> io::Result<()> {
        let text = toml::to_string(self).map_err(io::Error::other)?;
        let text = format!("{HEAD}{text}");
        if fs::read_to_string(path).is_ok_and(|written| written == text) {
            return Ok(());
        }
        fs::write(path, text)
    }
}
