//! Files that are parts of scripts: `--- @include "lib/clock"`.
//!
//! [`join`] puts the text of a file in the place of the line that includes it, depth first, and each file once. Its functions that
//! nothing refers to are left out. Callers give it access to the files.

mod assembly;
mod files;
mod line;
mod unused;

use std::path::PathBuf;

use self::assembly::Assembly;
pub use self::files::{Files, Folders, plain};
use self::files::{Found, find};
use self::line::{IncludeLine, include_lines};
use crate::report::diagnostic::Diagnostic;
use crate::text::{FileId, IncludedFile, Refusal, Source, Span, decode_part, joined};

/// The name under which problems with includes are reported.
pub const INCLUDE: &str = "include";

/// A script that may include files.
#[derive(Clone, Debug)]
pub struct Including {
    /// The name that messages show.
    pub shown: String,
    /// Its text.
    pub text: String,
    /// Its file; `None` for a text of another kind of file.
    pub path: Option<PathBuf>,
    /// What it may include.
    pub folders: Folders,
}

/// A script with the files that it includes.
#[derive(Debug)]
pub struct Joined {
    /// The text that is sent.
    pub source: Source,
    /// What is wrong with the lines that include files. They are still in the text, as comments.
    pub errors: Vec<Diagnostic>,
    /// The files that are included, each once.
    pub files: Vec<IncludedPath>,
    /// The functions that are left out, in the order of the text.
    pub left_out: Vec<IncludedFunction>,
}

impl Joined {
    /// A text that is not looked at for includes.
    #[must_use]
    pub fn alone(source: Source) -> Self {
        Self {
            source,
            errors: Vec::new(),
            files: Vec::new(),
            left_out: Vec::new(),
        }
    }
}

/// Where a file is.
#[derive(Clone, Debug)]
pub struct IncludedPath {
    /// The path by which it was found first.
    pub path: PathBuf,
    /// The path without links, which is the same for all paths of a file.
    pub canonical: PathBuf,
}

/// A function of an included file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncludedFunction {
    /// The name of its variable.
    pub name: String,
    /// The file.
    pub path: String,
    /// The line of the file.
    pub line: u32,
}

/// The script with all that it includes.
#[must_use]
pub fn join(script: Including, files: &dyn Files) -> Joined {
    let Including {
        shown,
        text,
        path,
        folders,
    } = script;
    let mut joined = Joined::alone(Source::new(shown, text));
    if include_lines(&joined.source).is_empty() {
        return joined;
    }
    let mut joiner = Joiner {
        folders: &folders,
        files,
        assembly: Assembly::default(),
        open: Vec::new(),
        joined: &mut joined,
    };
    joiner.run(path);
    if joined.errors.is_empty() {
        unused::leave_out(&mut joined);
    }
    joined
}

/// A file whose lines are being read.
struct OpenFile {
    id: FileId,
    source: Source,
    path: Option<IncludedPath>,
    /// Those that were not read yet.
    includes: std::vec::IntoIter<IncludeLine>,
    /// The first line that was not read yet, from 1.
    next: u32,
}

struct Joiner<'a> {
    folders: &'a Folders,
    files: &'a dyn Files,
    assembly: Assembly,
    /// Each is included by the one before it.
    open: Vec<OpenFile>,
    joined: &'a mut Joined,
}

impl Joiner<'_> {
    fn run(&mut self, path: Option<PathBuf>) {
        let main = &self.joined.source;
        let shown = main.path().to_owned();
        let path = path.map(|path| IncludedPath {
            canonical: self.files.canonical(&path).unwrap_or_default(),
            path,
        });
        self.open(FileId::MAIN, path, main.clone());
        while let Some(file) = self.open.last_mut() {
            match file.includes.next() {
                Some(include) => self.include(include),
                None => {
                    self.copy(u32::MAX);
                    self.open.pop();
                }
            }
        }
        self.joined.source = std::mem::take(&mut self.assembly).finish(&shown);
    }

    fn open(&mut self, id: FileId, path: Option<IncludedPath>, source: Source) {
        let source = with_lf(source);
        self.open.push(OpenFile {
            id,
            includes: include_lines(&source).into_iter(),
            source,
            path,
            next: 1,
        });
    }

    /// Adds the lines of the innermost file before a line; where the last one begins.
    fn copy(&mut self, end: u32) -> u32 {
        let Some(file) = self.open.last_mut() else {
            return 0;
        };
        let end = end.min(file.source.line_count() + 1);
        let (first, lines) = (file.next, file.source.lines(file.next, end));
        if first >= end {
            return 0;
        }
        file.next = end;
        self.assembly.add_lines(file.id, first, lines)
    }

    fn include(&mut self, include: IncludeLine) {
        let IncludeLine { line, name, span } = include;
        self.copy(line);
        let from = self.open.len() - 1;
        let entered = name.and_then(|name| self.enter(line, &name));
        let Some(file) = self.open.get_mut(from) else {
            return;
        };
        let Err(refusal) = entered else {
            file.next = line + 1;
            return;
        };
        let start = span.start - file.source.line_start(line);
        let length = span.end - span.start;
        let start = self.copy(line + 1) + start;
        let span = Span::new(start, start + length);
        let error = Diagnostic::refused(INCLUDE, span, refusal);
        self.joined.errors.push(error);
    }

    /// Opens the file of a name, unless it was included already.
    fn enter(&mut self, line: u32, name: &str) -> Result<(), Refusal> {
        let Some(from) = self.open.last() else {
            return Ok(());
        };
        let folder = from.path.as_ref().and_then(|path| path.path.parent());
        let Found { path, bytes } = find(name, folder, self.folders, self.files)?;
        let is_it = |other: &IncludedPath| other.canonical == path.canonical;
        let mut open = self.open.iter();
        if let Some(place) = open.position(|file| file.path.as_ref().is_some_and(is_it)) {
            return Err(self.cycle(place, line));
        }
        if self.joined.files.iter().any(is_it) {
            return Ok(());
        }
        let shown = self.files.show(&path.path);
        let text = decode_part(&bytes, &format!("`{shown}`"))?;
        if text.starts_with("#!") {
            let message = format!("`{shown}` begins with a shebang, as a whole script does");
            let help = "move what several scripts need into a file without a shebang";
            return Err(Refusal::new(message).help(help));
        }
        let id = self.assembly.add_file(IncludedFile {
            path: shown.clone(),
            from: from.id,
            line,
        });
        self.joined.files.push(path.clone());
        self.open(id, Some(path), Source::new(shown, text));
        Ok(())
    }

    /// The error of a file that is included by those after it in the list, and so by itself.
    fn cycle(&self, place: usize, line: u32) -> Refusal {
        let chain = self.open.get(place..).unwrap_or_default();
        let first = match chain.first() {
            Some(first) => first.source.path(),
            None => "",
        };
        let mut message = format!("`{first}` includes itself");
        let mut between = ": ";
        for (index, file) in chain.iter().enumerate() {
            let (next, line) = match chain.get(index + 1) {
                Some(next) => (next.source.path(), file.next - 1),
                None => (first, line),
            };
            let path = file.source.path();
            message.push_str(&format!("{between}`{path}:{line}` includes `{next}`"));
            between = ", ";
        }
        Refusal::new(message).help("move what both need into a file that includes neither")
    }
}

/// The text with LF at the end of each line: to Lua, all line ends are the same.
fn with_lf(source: Source) -> Source {
    if !source.text().contains('\r') {
        return source;
    }
    let mut lines = Vec::new();
    for line in 1..=source.line_count() {
        lines.push(source.line(line).unwrap_or_default());
    }
    Source::new(source.path(), joined(&lines, "\n"))
}
