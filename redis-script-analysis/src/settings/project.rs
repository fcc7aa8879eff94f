//! `redis-script.toml`, what a crate says about its scripts.

mod reader;

use self::reader::ProjectReader;
use super::Settings;
use super::directive::SETTINGS;
use crate::report::diagnostic::{self, Diagnostic};
use crate::text::{Refusal, fill};
use crate::text::{Source, Span};

/// The settings of a crate.
#[derive(Clone)]
pub struct Project {
    /// The target and the levels.
    pub settings: Settings,
    /// `[scripts] dir`: the folder of the scripts, relative to that of the file.
    pub scripts: String,
    /// `[scripts] include`: files and folders besides it that scripts may include, relative to the folder of the file.
    pub include: Vec<String>,
    /// Where `workspace = true` is, if it is there.
    workspace: Option<Span>,
    /// Whether it has the tables `[target]` and `[scripts]`.
    has_target: bool,
    has_scripts: bool,
}

impl Default for Project {
    /// What holds without a file.
    fn default() -> Self {
        Self {
            settings: Settings::default(),
            scripts: "scripts".to_owned(),
            include: Vec::new(),
            workspace: None,
            has_target: false,
            has_scripts: false,
        }
    }
}

impl Project {
    /// The name of the file, which stands beside `Cargo.toml`.
    pub const FILE: &str = "redis-script.toml";

    /// The settings of a crate in a workspace whose root has a file, too: the levels of lints are those of the root, and on top
    /// of them the crate's own. Target and folders of scripts are taken from the root if the crate asks for that by
    /// `workspace = true` and does not set them itself. `up` leads from the crate to the root, as `../`.
    ///
    /// # Errors
    /// If it asks for the settings of a workspace that has none.
    pub fn in_workspace(mut self, root: Option<&Self>, up: &str) -> Result<Self, Box<Diagnostic>> {
        let Some(root) = root else {
            return match self.workspace {
                Some(span) => Err(Box::new(without_workspace(span))),
                None => Ok(self),
            };
        };
        let mut levels = root.settings.levels.clone();
        levels.add(&self.settings.levels);
        self.settings.levels = levels;
        self.settings.limits = self.settings.limits.or(root.settings.limits);
        if self.workspace.is_some() && !self.has_target {
            self.settings.target = root.settings.target;
        }
        if self.workspace.is_some() && !self.has_scripts && root.has_scripts {
            self.scripts = fill!("{up}{}", up, root.scripts);
            for path in &root.include {
                self.include.push(fill!("{up}{path}", up, path));
            }
        }
        Ok(self)
    }

    /// Whether it asks for the settings of the workspace.
    #[must_use]
    pub fn asks_for_workspace(&self) -> bool {
        self.workspace.is_some()
    }

    /// Reads the file's text. What it misspells is an error in the order of the text, and left out.
    #[must_use]
    pub fn read(source: &Source) -> (Self, Vec<Diagnostic>) {
        let (project, mut errors) = ProjectReader::read(source);
        diagnostic::sort(&mut errors);
        (project, errors)
    }
}

/// The error of `workspace = true` without a file in the workspace's root.
fn without_workspace(span: Span) -> Diagnostic {
    let message =
        "`workspace = true`, but the root of the workspace has no other `redis-script.toml`";
    let refusal = Refusal::new(message)
        .help("write that file beside the workspace's `Cargo.toml`, or remove this line");
    Diagnostic::refused(SETTINGS, span, refusal)
}
