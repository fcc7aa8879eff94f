//! The packages, as their authors publish them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use crate::{Failure, output_of};

/// Those that are tried.
pub(crate) const PACKAGES: [Package; 2] = [
    Package {
        name: "bullmq",
        version: "6.7.0",
        commands: "dist/cjs/commands",
        loaded: "dist/cjs/scripts",
    },
    Package {
        name: "bull",
        version: "4.16.5",
        commands: "lib/commands",
        loaded: "lib/scripts",
    },
];

/// A package of npm.
pub(crate) struct Package {
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
    /// The folder of the Lua files.
    commands: &'static str,
    /// The folder of the modules that its own loader has made of them.
    loaded: &'static str,
}

/// A script as its package has it.
#[derive(Deserialize)]
pub(crate) struct Script {
    /// The name of its functions.
    pub(crate) name: String,
    /// How many KEYS it is called with.
    pub(crate) keys: usize,
    /// What the package sends.
    pub(crate) content: String,
}

impl Script {
    /// The name of its file.
    pub(crate) fn file(&self) -> String {
        format!("{}-{}.lua", self.name, self.keys)
    }
}

/// Prints what the modules of a folder say, as JSON.
const READ_MODULES: &str = "
const fs = require('fs');
const folder = fs.realpathSync(process.argv[1]);
const files = fs.readdirSync(folder).filter((file) => file.endsWith('.js') && file !== 'index.js');
const scripts = files.map((file) => {
  const module = require(folder + '/' + file);
  return module.content ? module : Object.values(module).find((value) => value.content);
});
process.stdout.write(JSON.stringify(scripts));
";

impl Package {
    /// Installs it into that folder, without what it depends on.
    pub(crate) fn install(&self, folder: &Path) -> Result<(), Failure> {
        let mut pack = Command::new("npm");
        pack.args([
            "pack",
            "--silent",
            &format!("{}@{}", self.name, self.version),
        ]);
        let archive = output_of(&mut pack, folder)?;
        output_of(Command::new("tar").args(["xzf", archive.trim()]), folder)?;
        Ok(())
    }

    /// The folder of its Lua files.
    pub(crate) fn commands(&self, folder: &Path) -> PathBuf {
        folder.join("package").join(self.commands)
    }

    /// All scripts, in the order of their files.
    pub(crate) fn scripts(&self, folder: &Path) -> Result<Vec<Script>, Failure> {
        let loaded = folder.join("package").join(self.loaded);
        let mut node = Command::new("node");
        node.args(["-e", READ_MODULES]).arg(&loaded);
        let scripts: Vec<Script> = serde_json::from_str(&output_of(&mut node, folder)?)?;
        let commands = self.commands(folder);
        for script in &scripts {
            fs::metadata(commands.join(script.file()))
                .map_err(|error| format!("{} has no {}: {error}", self.name, script.file()))?;
        }
        Ok(scripts)
    }
}
