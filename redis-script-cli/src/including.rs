//! Which scripts are checked, each with the files that it includes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use redis_script_analysis::include::{Files as _, Folders, Including, Joined, join};

use crate::args::SettingsArgs;
use crate::files::{self, Disk, Input};
use crate::settings::{ProjectSettings, SettingsCache};
use crate::terminal::Terminal;

/// A script with what it includes.
pub(crate) struct JoinedScript {
    pub(crate) joined: Joined,
    pub(crate) project: ProjectSettings,
    /// The path without links; `None` for the standard input.
    pub(crate) path: Option<PathBuf>,
    /// The files that are asked for, if only these are: paths without links of files that it includes.
    pub(crate) only: Option<BTreeSet<PathBuf>>,
}

impl JoinedScript {
    /// Reads a script and what it includes.
    ///
    /// # Errors
    /// If the script cannot be read. What is wrong with its includes are findings.
    pub(crate) fn read(input: &Input, project: ProjectSettings) -> Result<Self, String> {
        let text = input.read()?;
        let scripts = project.scripts.clone();
        let including = Including {
            shown: input.shown(),
            text,
            path: Some(input.path().to_owned()),
            folders: Folders::of(Some(input.folder()), scripts, &project.include, &Disk),
        };
        Ok(Self {
            joined: join(including, &Disk),
            project,
            path: Disk.canonical(input.path()).ok(),
            only: None,
        })
    }

    /// Reads the one script of a command; `None` after an error.
    pub(crate) fn single(path: &Path, terminal: &mut Terminal) -> Option<Self> {
        let input = Input::from_path(path);
        let defaults = SettingsArgs::default();
        let mut cache = SettingsCache::new(&defaults, None);
        let project = cache.settings(&input, &mut |why| terminal.error(why))?;
        let read = Self::read(&input, project);
        read.map_err(|why| terminal.error(&why)).ok()
    }

    fn includes(&self, path: &Path) -> bool {
        let mut files = self.joined.files.iter();
        files.any(|file| file.canonical == path)
    }
}

/// Reads the scripts of a run. A file that another one includes is checked within that one, and not alone.
pub(crate) fn scripts(
    inputs: Vec<Input>,
    cache: &mut SettingsCache,
    wrong: &mut dyn FnMut(String),
) -> Vec<JoinedScript> {
    let read = read_all(inputs, cache, wrong);
    let known = read
        .iter()
        .filter_map(|script| script.path.clone())
        .collect();
    within_others(without_parts(read), &known, cache)
}

fn read_all(
    inputs: Vec<Input>,
    cache: &mut SettingsCache,
    wrong: &mut dyn FnMut(String),
) -> Vec<JoinedScript> {
    let mut scripts = Vec::new();
    for input in inputs {
        let project = cache.settings(&input, &mut |why| wrong(why.to_owned()));
        match project.map(|project| JoinedScript::read(&input, project)) {
            Some(Ok(script)) => scripts.push(script),
            Some(Err(why)) => wrong(why),
            None => {}
        }
    }
    scripts
}

/// The scripts that no other one includes. Of files that include each other, it is the first.
fn without_parts(scripts: Vec<JoinedScript>) -> Vec<JoinedScript> {
    let parts_of = |scripts: &mut dyn Iterator<Item = &JoinedScript>| -> BTreeSet<PathBuf> {
        let files = scripts.flat_map(|script| &script.joined.files);
        files.map(|file| file.canonical.clone()).collect()
    };
    let parts = parts_of(&mut scripts.iter());
    let is_in = |script: &JoinedScript, parts: &BTreeSet<PathBuf>| {
        script
            .path
            .as_ref()
            .is_some_and(|path| parts.contains(path))
    };
    let mut covered = parts_of(&mut scripts.iter().filter(|script| !is_in(script, &parts)));
    let mut whole = Vec::new();
    for script in scripts {
        if !is_in(&script, &parts) || !is_in(&script, &covered) {
            covered.append(&mut parts_of(&mut std::iter::once(&script)));
            whole.push(script);
        }
    }
    whole
}

/// In the place of a script that other scripts of its project include, those that do.
fn within_others(
    scripts: Vec<JoinedScript>,
    known: &BTreeSet<PathBuf>,
    cache: &mut SettingsCache,
) -> Vec<JoinedScript> {
    let mut projects: BTreeMap<PathBuf, Vec<JoinedScript>> = BTreeMap::new();
    let mut checked = Vec::new();
    for script in scripts {
        let (Some(path), Some(folder)) = (&script.path, &script.project.scripts) else {
            checked.push(script);
            continue;
        };
        let others = projects.entry(folder.clone());
        let others = others.or_insert_with(|| others_in(folder, known, cache));
        let mut including = others
            .iter_mut()
            .filter(|other| other.includes(path))
            .peekable();
        if including.peek().is_none() {
            checked.push(script);
            continue;
        }
        for other in including {
            other.only.get_or_insert_default().insert(path.clone());
        }
    }
    let others = projects.into_values().flatten();
    checked.extend(others.filter(|other| other.only.is_some()));
    checked
}

/// The scripts of a project besides those that are known. What cannot be read is not what was asked for.
fn others_in(
    folder: &Path,
    known: &BTreeSet<PathBuf>,
    cache: &mut SettingsCache,
) -> Vec<JoinedScript> {
    let mut inputs = files::in_folder(folder, &mut Vec::new());
    inputs.retain(|input| {
        let path = Disk.canonical(input.path());
        path.is_ok_and(|path| !known.contains(&path))
    });
    without_parts(read_all(inputs, cache, &mut |_| {}))
}
