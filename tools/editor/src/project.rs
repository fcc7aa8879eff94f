//! A user's crate, with the macros of this workspace.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::Failure;

/// The crate; its folder vanishes with it.
pub(crate) struct Project {
    folder: TempDir,
}

const LIMIT: &str = "local count = redis.call('INCR', KEYS[1])
if count == 1 then
  redis.call('EXPIRE', KEYS[1], ARGV[2])
end
return count <= tonumber(ARGV[1])
";

impl Project {
    /// Writes it, with the lock file of the workspace, so that nothing is resolved anew.
    pub(crate) fn create() -> Result<Self, Failure> {
        let folder = tempfile::tempdir()?;
        let root = workspace();
        let manifest = format!(
            "[package]\nname = \"user\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
             redis-script = {{ path = {:?} }}\nredis = {{ version = \"1.8\", features = [\"aio\", \"tokio-comp\"] }}\n",
            root.display()
        );
        for (file, text) in [
            ("Cargo.toml", manifest.as_str()),
            ("scripts/limit.lua", LIMIT),
            ("src/beside.lua", "return redis.call('INCR', KEYS[1])\n"),
            ("src/main.rs", "fn main() {}\n"),
        ] {
            let file = folder.path().join(file);
            if let Some(folder) = file.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(file, text)?;
        }
        fs::copy(root.join("Cargo.lock"), folder.path().join("Cargo.lock"))?;
        Ok(Self { folder })
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The one Rust file.
    pub(crate) fn main_file(&self) -> PathBuf {
        self.root().join("src/main.rs")
    }

    /// Where its dependencies are built: with the workspace's, so that they are built once.
    pub(crate) fn target() -> PathBuf {
        workspace().join("target/editor")
    }
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
