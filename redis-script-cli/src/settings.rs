//! The settings of each script: its nearest `redis-script.toml`, overridden by the command line.

use std::collections::HashMap;
use std::env;
use std::fs;
use std::path::{self, Path, PathBuf};

use clap::ArgMatches;
use redis_script_analysis::redis::target::Required;
use redis_script_analysis::report::render::render_errors;
use redis_script_analysis::{Level, Levels, Project, Settings, Source, Target};

use crate::args::{NamedLints, SettingsArgs};
use crate::files::Input;

/// The settings of all scripts.
pub(crate) struct SettingsCache<'args> {
    args: &'args SettingsArgs,
    levels: Levels,
    /// `None` if the file has errors, which were reported already.
    read: HashMap<SettingsFile, Option<Settings>>,
}

/// The file that sets something for a script.
#[derive(Clone, PartialEq, Eq, Hash)]
struct SettingsFile {
    path: PathBuf,
    /// Whether it is above the crate to which the script belongs.
    is_above_crate: bool,
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
    ) -> Option<Settings> {
        let config = self.args.config.clone().map(|path| SettingsFile {
            path,
            is_above_crate: false,
        });
        let file = config.or_else(|| nearest(input));
        let settings = match file {
            None => Some(Settings::default()),
            Some(file) => {
                let read = self.read.entry(file);
                let read = read.or_insert_with_key(|file| match load(file) {
                    Ok(settings) => Some(settings),
                    Err(why) => {
                        wrong(&why);
                        None
                    }
                });
                read.clone()
            }
        };
        settings.map(|settings| self.overridden(settings))
    }

    fn overridden(&self, mut settings: Settings) -> Settings {
        let target = &mut settings.target;
        let required = self.args.target.iter().copied();
        let required = required.fold(Required::default(), Required::or);
        if !required.servers.is_empty() {
            *target = Target {
                servers: required.servers,
                beyond_known: required.beyond_known,
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

/// The nearest file in or above the folder of a script.
fn nearest(input: &Input) -> Option<SettingsFile> {
    let folder = match input {
        Input::Stdin => env::current_dir().ok()?,
        Input::File(file) => path::absolute(file).ok()?.parent()?.to_owned(),
    };
    let path = folder.ancestors().find_map(in_folder)?;
    let below = folder
        .ancestors()
        .take_while(|folder| !path.starts_with(folder));
    let is_above_crate = below
        .into_iter()
        .any(|folder| folder.join("Cargo.toml").is_file());
    Some(SettingsFile {
        path,
        is_above_crate,
    })
}

fn in_folder(folder: &Path) -> Option<PathBuf> {
    let file = folder.join(Project::FILE);
    file.is_file().then_some(file)
}

fn load(file: &SettingsFile) -> Result<Settings, String> {
    let (project, source) = read(&file.path)?;
    let folder = file.path.parent().unwrap_or(&file.path);
    let mut above = folder.ancestors().skip(1);
    let (own, root) = if file.is_above_crate && is_workspace(folder) {
        (Project::default(), Some(project))
    } else {
        let root = if project.asks_for_workspace() {
            above.find_map(in_folder)
        } else {
            above
                .find(|folder| is_workspace(folder))
                .and_then(in_folder)
        };
        let root = root.map(|root| read(&root)).transpose()?;
        (project, root.map(|(root, _)| root))
    };
    own.in_workspace(root.as_ref(), "")
        .map(|project| project.settings)
        .map_err(|wrong| render_errors(&[*wrong], &source))
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

/// Relative to the current folder, if it is in there.
fn shown(file: &Path) -> String {
    let current = env::current_dir().unwrap_or_default();
    file.strip_prefix(current)
        .unwrap_or(file)
        .display()
        .to_string()
}
