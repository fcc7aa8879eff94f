//! The packages, as their authors publish them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use redis_script_benches::Outcome;

/// The drivers, and the lists of packages.
const DRIVERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/drivers");
const NPM: &str = include_str!("../drivers/package.json");
const PYPI: &str = include_str!("../drivers/requirements.txt");

/// A registry that has packages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registry {
    /// Of JavaScript.
    Npm,
    /// Of Python.
    PyPi,
}

impl Registry {
    /// The version of a package that is installed.
    #[must_use]
    pub fn version(self, package: &str) -> Option<&'static str> {
        let (list, before, after) = match self {
            Self::Npm => (NPM, format!("\"{package}\": \""), '"'),
            Self::PyPi => (PYPI, format!("{package}=="), '\n'),
        };
        Some(list.split_once(&before)?.1.split_once(after)?.0)
    }
}

/// A folder with the packages of both registries.
pub struct Installed {
    folder: PathBuf,
}

impl Installed {
    /// Installs them into a folder, by `npm` and `pip`; those that are there already stay.
    ///
    /// # Errors
    /// If they cannot be installed.
    pub fn into(folder: &Path) -> Outcome<Self> {
        fs::create_dir_all(folder)?;
        for file in fs::read_dir(DRIVERS)? {
            let file = file?;
            fs::copy(file.path(), folder.join(file.file_name()))?;
        }
        let mut npm = Command::new("npm");
        npm.args([
            "install",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--silent",
        ]);
        run(npm.current_dir(folder))?;
        let mut pip = Command::new("python3");
        pip.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--root-user-action",
            "ignore",
        ])
        .args([
            "--upgrade",
            "--target",
            "python",
            "--requirement",
            "requirements.txt",
        ]);
        run(pip.current_dir(folder))?;
        let folder = folder.to_path_buf();
        Ok(Self { folder })
    }

    /// Has a driver call one of its contenders at that port.
    ///
    /// # Errors
    /// If the driver fails: the contender did not do what it should.
    pub fn drive(&self, registry: Registry, driver: &str, name: &str, port: u16) -> Outcome {
        let mut command = match registry {
            Registry::Npm => Command::new("node"),
            Registry::PyPi => Command::new("python3"),
        };
        let ending = match registry {
            Registry::Npm => "mjs",
            Registry::PyPi => "py",
        };
        command
            .current_dir(&self.folder)
            .env("PYTHONPATH", "python")
            .args([&format!("{driver}.{ending}"), &port.to_string(), name]);
        run(&mut command)
    }
}

fn run(command: &mut Command) -> Outcome {
    let program = command.get_program().display().to_string();
    let output = command
        .output()
        .map_err(|error| format!("cannot run {program}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{program} failed: {}\n{said}", output.status).into())
}
