//! A user's crate, with the scripts of a package.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use nix::sys::resource::{UsageWho, getrusage};
use tempfile::TempDir;

use crate::package::Script;
use crate::{Failure, output_of};

/// How often each check is measured.
const ROUNDS: usize = 5;

/// The crate; its folder vanishes with it.
pub(crate) struct User {
    folder: TempDir,
}

impl User {
    /// With all files of the folder as its scripts, and with the lock file of the workspace, so that nothing is resolved anew.
    pub(crate) fn create(scripts: &Path) -> Result<Self, Failure> {
        let folder = tempfile::tempdir()?;
        let root = workspace();
        let manifest = format!(
            "[package]\nname = \"user\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
             redis-script = {{ path = {:?} }}\nredis = {{ version = \"1.8\", default-features = false, features = [\"aio\", \"tokio-comp\"] }}\n",
            root.display()
        );
        fs::write(folder.path().join("Cargo.toml"), manifest)?;
        fs::copy(root.join("Cargo.lock"), folder.path().join("Cargo.lock"))?;
        fs::create_dir(folder.path().join("src"))?;
        copy_lua(scripts, &folder.path().join("scripts"))?;
        Ok(Self { folder })
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The texts of the Lua files that are not the scripts themselves.
    pub(crate) fn included(&self, scripts: &[Script]) -> Result<Vec<String>, Failure> {
        let mut paths = Vec::new();
        add_lua_files(&self.root().join("scripts"), &mut paths)?;
        paths.retain(|path| !scripts.iter().any(|script| path.ends_with(script.file())));
        Ok(paths
            .iter()
            .map(fs::read_to_string)
            .collect::<Result<_, _>>()?)
    }

    /// The seconds of processor time that `cargo check` takes for a crate of these functions: the median of some rounds, all with
    /// built dependencies.
    pub(crate) fn check(&self, functions: &[String]) -> Result<f64, Failure> {
        // Warnings of scripts are uses of what is deprecated.
        let text = format!(
            "#![allow(deprecated, clippy::too_many_arguments)]\n{}",
            functions.concat()
        );
        self.cargo_check(&text)?;
        let mut times = Vec::new();
        for round in 0..ROUNDS {
            times.push(self.cargo_check(&format!("{text}// {round}\n"))?);
        }
        times.sort_by(f64::total_cmp);
        times
            .get(ROUNDS / 2)
            .copied()
            .ok_or_else(|| "nothing was measured".into())
    }

    fn cargo_check(&self, text: &str) -> Result<f64, Failure> {
        fs::write(self.root().join("src/lib.rs"), text)?;
        let mut check = Command::new("cargo");
        check
            .args(["check", "--quiet", "--offline"])
            .env("CARGO_TARGET_DIR", workspace().join("target/includes"))
            .env("CARGO_INCREMENTAL", "0");
        let before = processor_time_of_children()?;
        output_of(&mut check, self.root())?;
        Ok(processor_time_of_children()? - before)
    }
}

/// In seconds: that of all programs that have ended.
#[expect(
    clippy::cast_precision_loss,
    reason = "seconds and microseconds of a run"
)]
fn processor_time_of_children() -> Result<f64, Failure> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let times = [usage.user_time(), usage.system_time()];
    let seconds = times.map(|time| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6);
    Ok(seconds.iter().sum())
}

fn copy_lua(from: &Path, to: &Path) -> Result<(), Failure> {
    let mut files = Vec::new();
    add_lua_files(from, &mut files)?;
    for file in files {
        let target = to.join(file.strip_prefix(from)?);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(file, target)?;
    }
    Ok(())
}

fn add_lua_files(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            add_lua_files(&path, files)?;
        } else if is_lua(&path) {
            files.push(path);
        }
    }
    Ok(())
}

fn is_lua(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "lua")
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
