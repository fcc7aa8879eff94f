//! Which files the lines of a joined text come from.

use crate::collections::{HalfKey, lists};

/// A file whose lines are part of a text.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

impl FileId {
    /// The file of the script itself, into which the others are joined.
    pub const MAIN: Self = Self(0);
}

/// The files of a joined text besides the main one, and which lines come from which file. Empty for the text of one file.
#[derive(Clone, Default)]
pub struct Origins {
    /// The first one is `FileId(1)`.
    pub(super) files: Vec<IncludedFile>,
    /// In the order of the text.
    pub(super) segments: Vec<Segment>,
}

/// A file that is included.
#[derive(Clone)]
pub struct IncludedFile {
    /// The name that messages show.
    pub path: String,
    /// The file that includes it.
    pub from: FileId,
    /// The line of that file.
    pub line: u32,
    /// The line of its first statement, which may have been left out; `None` if nothing was.
    pub first_statement: Option<u32>,
}

/// Lines that follow each other in a joined text and in a file.
#[derive(Clone, Copy)]
pub struct Segment {
    /// The first line in the text, from 1.
    pub first: u32,
    /// Where the lines are from.
    pub file: FileId,
    /// The first line in that file, from 1.
    pub line: u32,
}

impl HalfKey for FileId {
    fn half(self) -> u64 {
        self.0.into()
    }
}

impl Origins {
    /// Notes a file, and gives its number.
    pub fn add_file(&mut self, file: IncludedFile) -> FileId {
        self.files.push(file);
        FileId(self.files.len() as u32)
    }

    /// From the line `first` of the text on, which is after all lines before, the lines are those of a file from `line` on.
    pub fn add_lines(&mut self, first: u32, file: FileId, line: u32) {
        let segment = Segment { first, file, line };
        match self.segments.last_mut() {
            // Nothing came of the last one.
            Some(last) if last.first == first => *last = segment,
            Some(last) if last.is_continued_by(segment) => {}
            _ => self.segments.push(segment),
        }
    }

    /// The file of a line of the text, and the line there.
    pub(super) fn of_line(&self, line: u32) -> (FileId, u32) {
        let count = lists::count_before(&self.segments, |segment| segment.first <= line);
        match self.segments.get(count.wrapping_sub(1)) {
            Some(segment) => (segment.file, segment.line + (line - segment.first)),
            None => (FileId::MAIN, line),
        }
    }

    pub(super) fn file(&self, file: FileId) -> Option<&IncludedFile> {
        self.files.get((file.0 as usize).checked_sub(1)?)
    }
}

impl Segment {
    fn is_continued_by(self, next: Self) -> bool {
        self.file == next.file && self.line + (next.first - self.first) == next.line
    }
}
