//! The script's text: found by the path rule, read, and hashed as it will be embedded.

mod missing;
mod origin;

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use redis_script_analysis::Source;
use syn::LitStr;

pub(crate) use self::origin::Origin;
use self::origin::Place;
use crate::args::{Script, ScriptArgs};
use crate::errors::Errors;
use crate::project_file::ProjectFile;

/// A script's text and where it came from.
pub(crate) struct ScriptFile {
    /// The file as messages name it; for inline text, the Rust file.
    pub(crate) path: String,
    /// The text that is embedded, under the name that excerpts show.
    pub(crate) source: Source,
    /// Of that text, in 40 hex digits.
    pub(crate) sha1: String,
    /// What the compiler has to watch: the crate's settings, and the script unless it is inline.
    pub(crate) tracked: Vec<String>,
}

/// A fact and its remedy.
pub(crate) struct Problem {
    pub(crate) message: String,
    pub(crate) help: String,
}

impl Problem {
    pub(crate) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
        }
    }
}

/// As [`Errors`] shows it.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  = help: {}", self.message, self.help)
    }
}

impl ScriptFile {
    /// Reads the script. `None` after an error, or where the compiler does not say where the Rust file is.
    pub(crate) fn load(
        args: &ScriptArgs,
        origin: &Origin,
        project: &ProjectFile,
        errors: &mut Errors,
    ) -> Option<Self> {
        let script = args.script.as_ref()?;
        let loaded = match script {
            Script::File(path) => Self::file(path, origin, &project.project.scripts),
            Script::Inline(text) => Self::inline(text, origin).map(Some),
        };
        let mut loaded = loaded.unwrap_or_else(|problem| {
            errors.at(script.literal(), problem);
            None
        })?;
        loaded.tracked.extend(project.tracked.clone());
        Some(loaded)
    }

    fn file(literal: &LitStr, origin: &Origin, scripts: &str) -> Result<Option<Self>, Problem> {
        let Some(place) = origin.place(literal, scripts)? else {
            return Ok(None);
        };
        let text = read(&place, &literal.value())?;
        let tracked = tracked(&place.file, &place.shown)?;
        let path = place.shown;
        Ok(Some(Self {
            sha1: sha1(&text),
            source: Source::new(path.clone(), text),
            path,
            tracked: vec![tracked],
        }))
    }

    fn inline(literal: &LitStr, origin: &Origin) -> Result<Self, Problem> {
        let text = accept(&literal.value(), "the text of the script")?;
        let rust_file = origin.rust_file(literal);
        let shown = match &rust_file {
            Some(path) => format!("{path} (inline lua)"),
            None => "inline lua".to_owned(),
        };
        Ok(Self {
            path: rust_file.unwrap_or_else(|| shown.clone()),
            sha1: sha1(&text),
            source: Source::new(shown, text),
            tracked: Vec::new(),
        })
    }
}

/// The path under which the compiler watches a file for changes.
pub(crate) fn tracked(file: &Path, shown: &str) -> Result<String, Problem> {
    file.to_str().map(str::to_owned).ok_or_else(|| {
        Problem::new(
            format!("the path of `{shown}` is not UTF-8"),
            "without it the compiler cannot watch the file for changes",
        )
    })
}

fn read(place: &Place, written: &str) -> Result<String, Problem> {
    let bytes = fs::read(&place.file).map_err(|error| unreadable(place, written, &error))?;
    let shown = format!("`{}`", place.shown);
    match String::from_utf8(bytes) {
        Ok(text) => accept(&text, &shown),
        Err(error) => Err(not_utf8(
            &shown,
            error.as_bytes(),
            error.utf8_error().valid_up_to(),
        )),
    }
}

fn unreadable(place: &Place, written: &str, error: &io::Error) -> Problem {
    let shown = &place.shown;
    if place.file.is_dir() {
        return Problem::new(
            format!("`{shown}` is a directory"),
            "name the file of one script",
        );
    }
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => missing::explain(place, written),
        _ => Problem::new(
            format!("cannot read `{shown}`: {error}"),
            "the compiler reads the script and embeds it",
        ),
    }
}

fn not_utf8(shown: &str, bytes: &[u8], offset: usize) -> Problem {
    let before = bytes.get(..offset).unwrap_or_default();
    let line = before.split(|byte| *byte == b'\n').count();
    let byte = bytes.get(offset).copied().unwrap_or_default();
    Problem::new(
        format!("{shown} is not UTF-8: byte 0x{byte:02x} at offset {offset}, line {line}"),
        format!("save it as UTF-8; in a Lua string, `\\{byte:03}` stands for this byte"),
    )
}

/// The text as it is hashed, embedded and sent: line ends are LF, whatever the checkout made of them.
fn accept(text: &str, shown: &str) -> Result<String, Problem> {
    if text.starts_with('\u{feff}') {
        return Err(Problem::new(
            format!("{shown} begins with a byte order mark, which Lua does not accept"),
            "save it as UTF-8 without BOM",
        ));
    }
    if text.trim().is_empty() {
        return Err(Problem::new(
            format!("{shown} is empty"),
            "a script that does nothing is `return nil`",
        ));
    }
    Ok(text.replace("\r\n", "\n"))
}

fn sha1(text: &str) -> String {
    sha1_smol::Sha1::from(text).digest().to_string()
}

/// The path with `/` between its parts, on every system.
fn slashes(path: &Path) -> String {
    let text = path.to_string_lossy();
    text.replace(std::path::MAIN_SEPARATOR, "/")
}
