//! The settings of each script: its nearest `redis-script.toml`, overridden by the command line.

use std::collections::HashMap;
use std::fs;
use std::path::{self, Path, PathBuf};

use clap::ArgMatches;
use redis_script_analysis::redis::target::Required;
use redis_script_analysis::report::render::render_errors;
use redis_script_analysis::{Level, Levels, Project, Settings, Source, Target};

use crate::args::{NamedLints, SettingsArgs};
use crate::files::{Input, shown};

/// The settings of all scripts.
pub(crate) struct SettingsCache<'args> {
    args: &'args SettingsArgs,
    levels: Levels,
    /// `None` if the file has errors, which were reported already.
    read: HashMap<Location, Option<ProjectSettings>>,
}

/// What is set for the scripts of a project.
#[derive(Clone)]
pub(crate) struct ProjectSettings {
    pub(crate) settings: Settings,
    /// The folder of its scripts; `None` for scripts outside of projects.
    pub(crate) scripts: Option<PathBuf>,
    /// Files and folders besides it that scripts may include.
    pub(crate) include: Vec<PathBuf>,
}

/// What decides about the settings of a script.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
struct Location {
    /// The file that sets something.
    file: Option<PathBuf>,
    /// The root of the crate to which the script belongs.
    crate_root: Option<PathBuf>,
}

impl<'args> SettingsCache<'args> {
    pub(crate) fn new(args: &'args SettingsArgs, matches: Option<&ArgMatches>) -> Self {
        Self {
            args,
            levels: matches.map(levels).unwrap_or_default(),
            read: HashMap::new(),
        }
    }

    /// The settings of a script; `None` if its file has errors, with which `wrong` is called once.
    pub(crate) fn settings(
        &mut self,
        input: &Input,
        wrong: &mut dyn FnMut(&str),
    ) -> Option<ProjectSettings> {
        let location = match &self.args.config {
            Some(config) => Location {
                file: Some(config.clone()),
                crate_root: None,
            },
            None => Location::of(input),
        };
        let read = self.read.entry(location);
        let read = read.or_insert_with_key(|location| match location.load() {
            Ok(project) => Some(project),
            Err(why) => {
                wrong(&why);
                None
            }
        });
        let project = read.clone()?;
        Some(ProjectSettings {
            settings: self.overridden(project.settings),
            ..project
        })
    }

    fn overridden(&self, mut settings: Settings) -> Settings {
        let target = &mut settings.target;
        let required = self.args.target.iter().copied();
        let required = required.fold(Required::default(), Required::or);
        if !required.servers.is_empty() {
            *target = Target {
                servers: required.servers,
                beyond_known: required.beyond_known,
                large_integers: required.large_integers,
                declared: true,
                ..*target
            };
        }
        target.cluster = self.args.cluster.or(target.cluster);
        target.profile = self.args.profile.or(target.profile);
        settings.levels.add(&self.levels);
        settings
    }
}

/// The levels that the command line sets; the last one wins.
fn levels(matches: &ArgMatches) -> Levels {
    let mut set: Vec<(usize, Level, &NamedLints)> = Vec::new();
    for level in Level::ALL {
        let lints = matches.get_many::<NamedLints>(level.name());
        let indices = matches.indices_of(level.name());
        let placed = indices
            .into_iter()
            .flatten()
            .zip(lints.into_iter().flatten());
        set.extend(placed.map(|(place, lints)| (place, level, lints)));
    }
    set.sort_by_key(|(place, _, _)| *place);
    let mut levels = Levels::default();
    for (_, level, lints) in set {
        for name in &lints.names {
            // The parser has rejected names that do not exist.
            let _ = levels.set(name, level, lints.reason.as_deref());
        }
    }
    levels
}

impl Location {
    /// The nearest file in or above the folder of a script, and the nearest crate.
    fn of(input: &Input) -> Self {
        let Ok(file) = path::absolute(input.path()) else {
            return Self::default();
        };
        Self {
            file: file.ancestors().skip(1).find_map(in_folder),
            crate_root: crate_root(&file).map(Path::to_owned),
        }
    }

    fn load(&self) -> Result<ProjectSettings, String> {
        let Some(file) = &self.file else {
            return Ok(settings_in(self.crate_root.as_deref(), Project::default()));
        };
        let (project, source) = read(file)?;
        let folder = file.parent().unwrap_or(file);
        // A file above the crate of the script is not its own.
        let crate_root = self.crate_root.as_deref();
        let below = crate_root.filter(|root| *root != folder && root.starts_with(folder));
        if let Some(crate_root) = below
            && is_workspace(folder)
        {
            let own = Project::default().in_workspace(Some(&project), "");
            let own = own.map_err(|wrong| render_errors(&[*wrong], &source))?;
            return Ok(settings_in(Some(crate_root), own));
        }
        let mut above = folder.ancestors().skip(1);
        let root = if project.asks_for_workspace() {
            above.find_map(in_folder)
        } else {
            let workspace = above.find(|folder| is_workspace(folder));
            workspace.and_then(in_folder)
        };
        let up = root
            .as_deref()
            .map(|root| up(folder, root))
            .unwrap_or_default();
        let root = root.map(|root| read(&root)).transpose()?;
        let own = project.in_workspace(root.as_ref().map(|(root, _)| root), &up);
        let own = own.map_err(|wrong| render_errors(&[*wrong], &source))?;
        Ok(settings_in(Some(below.unwrap_or(folder)), own))
    }
}

/// The root of the nearest crate around a file.
pub(crate) fn crate_root(file: &Path) -> Option<&Path> {
    let mut above = file.ancestors().skip(1);
    above.find(|folder| folder.join("Cargo.toml").is_file())
}

/// The settings of a project whose paths are relative to a folder.
fn settings_in(folder: Option<&Path>, project: Project) -> ProjectSettings {
    let paths = project.include.iter();
    ProjectSettings {
        scripts: folder.map(|folder| folder.join(&project.scripts)),
        include: folder.map_or_else(Vec::new, |folder| {
            paths.map(|path| folder.join(path)).collect()
        }),
        settings: project.settings,
    }
}

/// The way from a folder to that of a file above it.
fn up(folder: &Path, file: &Path) -> String {
    let below = file
        .parent()
        .and_then(|root| folder.strip_prefix(root).ok());
    "../".repeat(below.map_or(0, |below| below.components().count()))
}

fn in_folder(folder: &Path) -> Option<PathBuf> {
    let file = folder.join(Project::FILE);
    file.is_file().then_some(file)
}

/// Whether a folder is the root of a workspace of cargo's, by a line of its `Cargo.toml`.
fn is_workspace(folder: &Path) -> bool {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    manifest
        .lines()
        .any(|line| line.trim_start().starts_with("[workspace"))
}

fn read(file: &Path) -> Result<(Project, Source), String> {
    let shown = shown(file);
    let text =
        fs::read_to_string(file).map_err(|error| format!("cannot read `{shown}`: {error}"))?;
    let source = Source::new(shown, text);
    let (project, wrong) = Project::read(&source);
    if wrong.is_empty() {
        return Ok((project, source));
    }
    Err(render_errors(&wrong, &source))
}
