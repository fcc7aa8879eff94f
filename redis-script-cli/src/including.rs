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

/// In the place of a script that other scripts around it include, those that do.
fn within_others(
    scripts: Vec<JoinedScript>,
    known: &BTreeSet<PathBuf>,
    cache: &mut SettingsCache,
) -> Vec<JoinedScript> {
    let mut places: BTreeMap<Surroundings, Vec<JoinedScript>> = BTreeMap::new();
    let mut checked = Vec::new();
    for script in scripts {
        let Some(path) = script.path.clone() else {
            checked.push(script);
            continue;
        };
        let others = places.entry(Surroundings::of(&path, &script.project));
        let others = others.or_insert_with_key(|place| place.scripts(known, cache));
        let mut is_part = false;
        for other in others.iter_mut().filter(|other| other.includes(&path)) {
            other.only.get_or_insert_default().insert(path.clone());
            is_part = true;
        }
        if !is_part {
            checked.push(script);
        }
    }
    for mut other in places.into_values().flatten() {
        let Some(asked) = &mut other.only else {
            continue;
        };
        let mut checked_already = checked.iter_mut().filter_map(|script| {
            let only = script.only.as_mut()?;
            (script.path == other.path).then_some(only)
        });
        match checked_already.next() {
            Some(only) => only.append(asked),
            None => checked.push(other),
        }
    }
    checked
}

/// Where scripts may be that include a file.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Surroundings {
    /// The folder of the project's scripts, with all that is below.
    scripts: Option<PathBuf>,
    /// Outside of it, the file's own folder and those above it, as long as they have scripts.
    above: Vec<PathBuf>,
}

impl Surroundings {
    fn of(file: &Path, project: &ProjectSettings) -> Self {
        let scripts = project.scripts.as_ref();
        let scripts = scripts.and_then(|scripts| Disk.canonical(scripts).ok());
        let is_in_scripts = |folder: &&Path| {
            let scripts = scripts.as_ref();
            scripts.is_some_and(|scripts| folder.starts_with(scripts))
        };
        let has_scripts = |folder: &&Path| !files::directly_in(folder).is_empty();
        let above = file.ancestors().skip(1);
        let above = above.take_while(|folder| !is_in_scripts(folder) && has_scripts(folder));
        Self {
            above: above.map(Path::to_owned).collect(),
            scripts,
        }
    }

    /// The scripts besides those that are known. What cannot be read is not what was asked for.
    fn scripts(&self, known: &BTreeSet<PathBuf>, cache: &mut SettingsCache) -> Vec<JoinedScript> {
        let mut inputs = Vec::new();
        if let Some(scripts) = &self.scripts {
            inputs = files::in_folder(scripts, &mut Vec::new());
        }
        inputs.extend(
            self.above
                .iter()
                .flat_map(|folder| files::directly_in(folder)),
        );
        let mut known = known.clone();
        inputs.retain(|input| {
            let path = Disk.canonical(input.path());
            path.is_ok_and(|path| known.insert(path))
        });
        without_parts(read_all(inputs, cache, &mut |_| {}))
    }
}
