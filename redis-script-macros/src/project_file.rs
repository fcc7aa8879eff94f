//! The settings of the crate, in `redis-script.toml`.

use std::fs;
use std::io;
use std::path::Path;

use proc_macro2::TokenStream;
use redis_script_analysis::report::render::render_errors;
use redis_script_analysis::text::Refusal;
use redis_script_analysis::{Project, Source};

use crate::errors::Errors;
use crate::script_file::{Origin, tracked};

/// The settings of the file, or the defaults.
#[derive(Default)]
pub(crate) struct ProjectFile {
    pub(crate) project: Project,
    /// The path that the compiler tracks; `None` if there is no file.
    pub(crate) tracked: Option<String>,
}

impl ProjectFile {
    /// Reads the file in the root of the crate, if there is one. `None` after an error.
    pub(crate) fn load(origin: &Origin, errors: &mut Errors) -> Option<Self> {
        let Some(root) = &origin.manifest_dir else {
            return Some(Self::default());
        };
        let file = root.join(Project::FILE);
        let loaded = match read(&file) {
            Ok(Some(text)) => Self::parse(&file, &origin.show(&file), text),
            Ok(None) => Ok(Self::default()),
            Err(refused) => Err(refused.to_string()),
        };
        // At the attribute itself, since the error is in none of its arguments.
        loaded
            .map_err(|text| errors.at(TokenStream::new(), text))
            .ok()
    }

    fn parse(file: &Path, shown: &str, text: String) -> Result<Self, String> {
        let source = Source::new(shown, text);
        let (project, wrong) = Project::read(&source);
        if !wrong.is_empty() {
            return Err(render_errors(&wrong, &source));
        }
        let tracked = tracked(file, shown).map_err(|refused| refused.to_string())?;
        Ok(Self {
            project,
            tracked: Some(tracked),
        })
    }
}

/// The contents; `None` if there is no such file.
fn read(file: &Path) -> Result<Option<String>, Refusal> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(
            Refusal::new(format!("cannot read `{}`: {error}", Project::FILE))
                .help("it is an optional UTF-8 file that sets the target and the lints"),
        ),
    }
}
