//! What the command `redis-script` says of the scripts.

use std::path::Path;
use std::process::Command;

use serde::Deserialize;

use crate::{Failure, output_of};

/// A line of `redis-script check --format json`.
#[derive(Deserialize)]
pub(crate) struct Checked {
    pub(crate) file: String,
    pub(crate) sha1: String,
    pub(crate) args: Args,
    pub(crate) reply: String,
    diagnostics: Vec<serde_json::Value>,
}

/// What it reads of ARGV.
#[derive(Deserialize)]
pub(crate) struct Args {
    pub(crate) count: usize,
    pub(crate) variadic: bool,
    pub(crate) group: Option<usize>,
}

impl Checked {
    pub(crate) fn finding_count(&self) -> usize {
        self.diagnostics.len()
    }
}

/// All scripts of a crate.
pub(crate) fn all(root: &Path) -> Result<Vec<Checked>, Failure> {
    let mut check = redis_script()?;
    check.args(["check", "--format", "json", "scripts"]);
    let lines = output_of(&mut check, root)?;
    Ok(lines
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?)
}

/// What is sent.
pub(crate) fn expanded(root: &Path, file: &str) -> Result<String, Failure> {
    let path = format!("scripts/{file}");
    output_of(redis_script()?.args(["expand", "--plain", &path]), root)
}

/// `./dev includes` builds it beside this program.
fn redis_script() -> Result<Command, Failure> {
    let own = std::env::current_exe()?;
    Ok(Command::new(own.with_file_name(format!(
        "redis-script{}",
        std::env::consts::EXE_SUFFIX
    ))))
}
