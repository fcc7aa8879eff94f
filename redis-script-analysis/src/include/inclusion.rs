//! Goes through a script and the files that it includes, depth first.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::assembly::Assembly;
use super::files::{Files, Folders, FoundFile, find};
use super::line::{IncludeLine, include_lines};
use super::{INCLUDE, IncludedPath, Joined};
use crate::report::diagnostic::Diagnostic;
use crate::text::{FileId, IncludedFile, Refusal, Source, Span, decode_part, fill, joined};

pub(super) struct Inclusion<'a> {
    folders: &'a Folders,
    files: &'a dyn Files,
    assembly: Assembly,
    /// Each is included by the one before it.
    open: Vec<OpenFile>,
    joined: &'a mut Joined,
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

impl<'a> Inclusion<'a> {
    pub(super) fn new(folders: &'a Folders, files: &'a dyn Files, joined: &'a mut Joined) -> Self {
        Self {
            folders,
            files,
            assembly: Assembly::default(),
            open: Vec::new(),
            joined,
        }
    }

    /// Makes the script, whose file is at `path`, the whole text.
    pub(super) fn run(mut self, path: Option<PathBuf>) {
        let main = &self.joined.source;
        let shown = main.path().to_owned();
        let path = path.map(|path| IncludedPath {
            canonical: self.files.canonical(&path).unwrap_or_default(),
            path,
        });
        self.open(FileId::MAIN, path, main.clone());
        while let Some(file) = self.open.last_mut() {
            if let Some(include) = file.includes.next() {
                self.include(include);
            } else {
                self.copy(u32::MAX);
                self.open.pop();
            }
        }
        self.joined.source = self.assembly.finish(&shown);
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
        let FoundFile { path, bytes } = find(name, folder, self.folders, self.files)?;
        let is_it = |other: &IncludedPath| other.canonical == path.canonical;
        let mut open = self.open.iter();
        if let Some(place) = open.position(|file| file.path.as_ref().is_some_and(is_it)) {
            return Err(self.cycle(place, line));
        }
        if self.joined.files.iter().any(is_it) {
            return Ok(());
        }
        let shown = self.files.show(&path.path);
        let text = decode_part(&bytes, &fill!("`{shown}`", shown))?;
        if text.starts_with("#!") {
            let message = fill!(
                "`{shown}` begins with a shebang, as a whole script does",
                shown
            );
            let help = "move what several scripts need into a file without a shebang";
            return Err(Refusal::new(message).help(help));
        }
        let id = self.assembly.add_file(IncludedFile {
            path: shown.clone(),
            from: from.id,
            line,
            first_statement: None,
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
        let mut message = fill!("`{first}` includes itself", first);
        let mut between = ": ";
        for (index, file) in chain.iter().enumerate() {
            let (next, line) = match chain.get(index + 1) {
                Some(next) => (next.source.path(), file.next - 1),
                None => (first, line),
            };
            let path = file.source.path();
            let _ = write!(message, "{between}`{path}:{line}` includes `{next}`");
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
