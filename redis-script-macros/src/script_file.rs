//! The script's source: found by the path rule, read, and hashed as it will be embedded.

mod included;
mod locate;
mod missing;
mod search;

use std::fs;
use std::io;
use std::path::Path;

use redis_script_analysis::include::Joined;
use redis_script_analysis::text::Refusal;
use redis_script_analysis::{Diagnostic, Source};
use redis_script_analysis::{fill, text};
use syn::LitStr;

pub(crate) use self::locate::Origin;
use self::locate::ScriptPath;
use crate::args::{ScriptArgs, ScriptLiteral};
use crate::errors::Errors;
use crate::project_file::ProjectFile;

/// A script's source and its file.
pub(crate) struct ScriptFile {
    /// The file as messages name it; for an inline script, the Rust file.
    pub(crate) path: String,
    /// The source that is embedded, with the name that excerpts show.
    pub(crate) source: Source,
    /// What is wrong with the lines that include files.
    pub(crate) include_errors: Vec<Diagnostic>,
    /// The SHA1 of the source, in 40 hex digits.
    pub(crate) sha1: String,
    /// The files that the compiler tracks: the crate's settings, what the script includes, and the script unless it is inline.
    pub(crate) tracked: Vec<String>,
}

impl ScriptFile {
    /// Reads the script. `None` after an error, or if the compiler does not say where the Rust file is.
    pub(crate) fn load(
        args: &ScriptArgs,
        origin: &Origin,
        project: &ProjectFile,
        errors: &mut Errors,
    ) -> Option<Self> {
        let script = args.script.as_ref()?;
        let loaded = match script {
            ScriptLiteral::File(path) => Self::file(path, origin, project),
            ScriptLiteral::Inline(text) => Self::inline(text, origin, project).map(Some),
        };
        let mut loaded = loaded.unwrap_or_else(|refused| {
            errors.at(script.literal(), refused);
            None
        })?;
        loaded.tracked.extend(project.tracked.clone());
        Some(loaded)
    }

    fn file(
        literal: &LitStr,
        origin: &Origin,
        project: &ProjectFile,
    ) -> Result<Option<Self>, Refusal> {
        let Some(path) = origin.resolve(literal, &project.project.scripts)? else {
            return Ok(None);
        };
        let text = read(&path, &literal.value())?;
        let own = tracked(&path.file, &path.shown)?;
        let (file, path) = (path.file, path.shown);
        let joined = included::joined(path.clone(), text, Some(file), project, origin);
        let mut script = Self::joined(path, joined, origin)?;
        script.tracked.insert(0, own);
        Ok(Some(script))
    }

    fn inline(literal: &LitStr, origin: &Origin, project: &ProjectFile) -> Result<Self, Refusal> {
        let text = text::normalize(&literal.value(), "the source of the script")?;
        let rust_file = origin.rust_file(literal);
        let shown = match &rust_file {
            Some(path) => fill!("{path} (inline lua)", path),
            None => "inline lua".to_owned(),
        };
        let path = rust_file.unwrap_or_else(|| shown.clone());
        let joined = included::joined(shown, text, None, project, origin);
        Self::joined(path, joined, origin)
    }

    fn joined(path: String, joined: Joined, origin: &Origin) -> Result<Self, Refusal> {
        Ok(Self {
            path,
            sha1: sha1(joined.source.text()),
            tracked: included::tracked_files(&joined, origin)?,
            source: joined.source,
            include_errors: joined.errors,
        })
    }

    /// Where the lines of the source are from, if it includes files: the first line of each part, its file, and its line there.
    pub(crate) fn origins(&self) -> Vec<(u32, &str, u32)> {
        self.source.origins(&self.path)
    }
}

/// The path by which the compiler tracks changes of a file.
pub(crate) fn tracked(file: &Path, shown: &str) -> Result<String, Refusal> {
    file.to_str().map(str::to_owned).ok_or_else(|| {
        Refusal::new(fill!("the path of `{shown}` is not UTF-8", shown))
            .help("the compiler could not track changes of the file")
    })
}

fn read(path: &ScriptPath, written: &str) -> Result<String, Refusal> {
    let bytes = fs::read(&path.file).map_err(|error| unreadable(path, written, &error))?;
    text::decode(&bytes, &fill!("`{}`", path.shown))
}

fn unreadable(path: &ScriptPath, written: &str, error: &io::Error) -> Refusal {
    let shown = &path.shown;
    if path.file.is_dir() {
        return Refusal::new(fill!("`{shown}` is a directory", shown))
            .help("name the file of one script");
    }
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => missing::explain(path, written),
        _ => Refusal::new(fill!("cannot read `{shown}`: {error}", shown, error))
            .help("the compiler reads the script and embeds it"),
    }
}

/// In 40 hex digits.
pub(crate) fn sha1(text: &str) -> String {
    sha1_smol::Sha1::from(text).digest().to_string()
}

/// The path with `/` between its parts, on every system.
fn slashes(path: &Path) -> String {
    let text = path.to_string_lossy();
    text.replace(std::path::MAIN_SEPARATOR, "/")
}
