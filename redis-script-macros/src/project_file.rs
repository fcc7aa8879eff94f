//! The settings of the crate, in `redis-script.toml`.

use std::fs;
use std::io;
use std::path::Path;

use proc_macro2::TokenStream;
use redis_script_analysis::report::render::render_errors;
use redis_script_analysis::text::Refusal;
use redis_script_analysis::{Project, Source, fill};

use crate::errors::Errors;
use crate::script_file::{self, Origin};

/// The settings of the crate's file and of that in the root of its workspace, or the defaults.
#[derive(Default)]
pub(crate) struct ProjectFile {
    pub(crate) project: Project,
    /// The paths that the compiler tracks.
    pub(crate) tracked: Vec<String>,
}

impl ProjectFile {
    /// Reads the file in the root of the crate, if there is one, and that in the root of its workspace. `None` after an error.
    pub(crate) fn load(origin: &Origin, errors: &mut Errors) -> Option<Self> {
        let loaded = Self::both(origin);
        // At the attribute itself, since the error is in none of its arguments.
        loaded
            .map_err(|text| errors.at(&TokenStream::new(), text))
            .ok()
    }

    fn both(origin: &Origin) -> Result<Self, String> {
        let Some(crate_root) = &origin.manifest_dir else {
            return Ok(Self::default());
        };
        let mut tracked = Vec::new();
        let own = read(&crate_root.join(Project::FILE), origin, &mut tracked)?;
        let (own, source) = own.unwrap_or_else(|| (Project::default(), Source::new("", "")));
        let (root, up) = match origin.workspace() {
            Some((root, up)) => (read(&root.join(Project::FILE), origin, &mut tracked)?, up),
            None => (None, String::new()),
        };
        let root = root.map(|(root, _)| root);
        let project = own
            .in_workspace(root.as_ref(), &up)
            .map_err(|wrong| render_errors(&[*wrong], &source))?;
        Ok(Self { project, tracked })
    }
}

/// The settings of a file and its text, if it is there; it is tracked then.
fn read(
    file: &Path,
    origin: &Origin,
    tracked: &mut Vec<String>,
) -> Result<Option<(Project, Source)>, String> {
    let shown = origin.show(file);
    let Some(text) = contents(file, &shown).map_err(|refused| refused.to_string())? else {
        return Ok(None);
    };
    let source = Source::new(shown.clone(), text);
    let (project, wrong) = Project::read(&source);
    if !wrong.is_empty() {
        return Err(render_errors(&wrong, &source));
    }
    tracked.push(script_file::tracked(file, &shown).map_err(|refused| refused.to_string())?);
    Ok(Some((project, source)))
}

/// The contents; `None` if there is no such file.
fn contents(file: &Path, shown: &str) -> Result<Option<String>, Refusal> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(
            Refusal::new(fill!("cannot read `{shown}`: {error}", shown, error))
                .help("it is an optional UTF-8 file that sets the target and the lints"),
        ),
    }
}
